import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams } from 'src/modules/calendar';
import { ContentDto, ReportParams } from 'src/modules/submissions/submissions.dto';
import type { Typed } from './draft';

export class DraftParams extends HallParams {
  /** Id of a draft. */
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{12}$/, { message: both('草稿编号不正确', 'draft must be an id') })
  draft!: string;
}

export class EvidenceParams extends HallParams {
  /** Id of a file as it is linked. */
  @ApiProperty({ example: '3f2a90b1c4d7e8f9' })
  @Matches(/^[0-9a-f]{16}$/, { message: both('凭证编号不正确', 'file must be an id') })
  file!: string;
}

/** What has been typed so far; anything may be missing. */
export class DraftDto extends ContentDto {
  @ApiPropertyOptional({ example: '13.01', description: 'code or name of the item' })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  item?: string;

  @ApiPropertyOptional({ example: '2026-03-05' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  date?: string;
}

export class SavedDraftDto extends DraftDto {
  @ApiProperty({ example: 1, description: 'the version that was read' })
  @IsInt({ message: both('版本（version）应为整数', 'version must be a whole number') })
  @Min(1)
  version!: number;
}

export class VersionQuery {
  @ApiProperty({ example: '1', description: 'the version that was read' })
  @Matches(/^[1-9]\d{0,8}$/, { message: both('版本（version）应为整数', 'version must be a whole number') })
  version!: string;
}

export class AreaDto {
  @ApiProperty({ enum: ['none', 'taken-back'] })
  @IsIn(['none', 'taken-back'], { message: both('应为 none 或 taken-back', 'kind must be none or taken-back') })
  kind!: 'none' | 'taken-back';
}

export class AreaParams extends ReportParams {
  /** Code of the area: a section of the book. */
  @ApiProperty({ example: '13' })
  @Matches(/^[^/]{1,40}$/, { message: both('领域编码不正确', 'section must be a code') })
  section!: string;
}

export function typedOf(body: DraftDto): Typed {
  const { type, staff, date, points, labels, amounts, documentDate, evidence, text, repeat } = body;
  const typed = { type, staff, date, points, labels, amounts, documentDate, evidence, text, repeat };
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));
}
