import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams } from 'src/modules/calendar';
import type { Change } from 'src/modules/rules/drafts/change';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const monthText = both('月份应写成 2026-03 的样子', 'a month looks like 2026-03');
const wordText = both('请填写，最多 300 字', 'fill this in, at most 300 characters');
const word = /^\S(?:[^]{0,298}\S)?$/;
const points = /^\d{1,4}(\.\d{1,4})?$/;
const pointsText = both('分值应写成 0.5 的样子', 'points look like 0.5');

export class BookDraftParams extends HallParams {
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{12}$/, { message: both('草稿编号不正确', 'the id of the draft is wrong') })
  draft!: string;
}

export class BookParams extends HallParams {
  /** First month of the published book. */
  @ApiProperty({ example: '2026-04' })
  @Matches(MONTH, { message: monthText })
  from!: string;

  @ApiProperty({ example: '1' })
  @Matches(/^[1-9]\d{0,3}$/, { message: both('版次不正确', 'the revision is wrong') })
  revision!: string;
}

export class BeginDto {
  /** First month of the new book. */
  @ApiProperty({ example: '2026-04' })
  @Matches(MONTH, { message: monthText })
  from!: string;
}

export class VersionDto {
  /** The version of the draft this was decided on. */
  @ApiProperty({ example: 3 })
  @IsInt({ message: both('请写草稿的版次', 'name the version of the draft') })
  @Min(1)
  version!: number;
}

export class PublishDto extends VersionDto {
  @ApiPropertyOptional({
    example: '增加防汛值守专项',
    description: 'demanded for a further revision of the same month',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

class SpecialDto {
  @ApiProperty({ example: '15.01' })
  @Matches(/^\S{1,20}$/, { message: both('请写编码，20 个字以内', 'give a code') })
  code!: string;

  @ApiProperty({ example: '防汛值守专项' })
  @Matches(word, { message: wordText })
  name!: string;

  @ApiProperty({ example: '00', description: 'code of the section' })
  @Matches(/^\S{1,20}$/, { message: both('请写所属部分', 'name the section') })
  section!: string;

  @ApiProperty({ enum: ['加分', '扣分', '加扣分'] })
  @IsIn(['加分', '扣分', '加扣分'], { message: both('请写加分、扣分或加扣分', 'sign is 加分, 扣分 or 加扣分') })
  sign!: string;

  @ApiProperty({ example: '0.2' })
  @Matches(points, { message: pointsText })
  points!: string;

  @ApiPropertyOptional({ example: '1' })
  @IsOptional()
  @Matches(points, { message: pointsText })
  most?: string;

  @ApiProperty({ example: '防汛期间值守，每次加0.2至1分' })
  @Matches(word, { message: wordText })
  clause!: string;

  @ApiPropertyOptional({ example: '15.01' })
  @IsOptional()
  @Matches(/^\S{1,20}$/, { message: wordText })
  clauseNumber?: string;

  @ApiProperty({ example: '办公室' })
  @Matches(word, { message: wordText })
  department!: string;

  @ApiPropertyOptional({ example: '值守表' })
  @IsOptional()
  @Matches(word, { message: wordText })
  evidence?: string;

  @ApiProperty({ type: [String], example: ['2026-07'] })
  @IsArray()
  @ArrayMinSize(1, { message: both('请写适用的月份', 'name the months') })
  @ArrayMaxSize(12)
  @Matches(MONTH, { each: true, message: monthText })
  months!: string[];

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @IsString({ each: true })
  windows?: string[];

  @ApiPropertyOptional({ example: '2' })
  @IsOptional()
  @Matches(points, { message: pointsText })
  monthMost?: string;
}

class ChangeDto {
  @ApiProperty({ enum: ['set', 'clear', 'add', 'remove'] })
  @IsIn(['set', 'clear', 'add', 'remove'], { message: both('kind 不正确', 'kind is unknown') })
  kind!: Change['kind'];

  /** Code of the item; not for `add`. */
  @ApiPropertyOptional({ example: '01.07' })
  @ValidateIf(({ kind }: ChangeDto) => kind !== 'add')
  @Matches(/^\S{1,20}$/, { message: both('请写项目编码', 'name the item') })
  item?: string;

  /** Chinese name of the field; for `set` and `clear`. */
  @ApiPropertyOptional({ example: '分值' })
  @ValidateIf(({ kind }: ChangeDto) => kind === 'set' || kind === 'clear')
  @Matches(/^\S{1,20}$/, { message: both('请写栏目', 'name the field') })
  field?: string;

  @ApiPropertyOptional({ example: '1.5' })
  @ValidateIf(({ kind }: ChangeDto) => kind === 'set')
  @Matches(word, { message: wordText })
  value?: string;

  @ApiPropertyOptional({ type: SpecialDto, description: 'for `add`: an item for some months (专项)' })
  @ValidateIf(({ kind }: ChangeDto) => kind === 'add')
  @ValidateNested()
  @Type(() => SpecialDto)
  special?: SpecialDto;
}

export class ChangesDto extends VersionDto {
  @ApiProperty({ type: [ChangeDto] })
  @IsArray()
  @ArrayMinSize(1, { message: both('没有要改的内容', 'there is nothing to change') })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ChangeDto)
  changes!: ChangeDto[];
}

export class TrialDto {
  /** Months as a range, quarter or year. */
  @ApiProperty({ example: '2026-01..2026-03' })
  @Matches(/^\d{4}(?:-Q[1-4]|-\d{2}(?:\.\.\d{4}-\d{2})?)?$/, {
    message: both('请写 2026-01..2026-03 的样子', 'write 2026-01..2026-03'),
  })
  periods!: string;
}

export class AcknowledgeDto {
  @ApiProperty({ example: 'A01' })
  @Matches(/^\S.{0,63}$/, { message: both('请写窗口编号', 'name the window') })
  window!: string;
}

export function changesOf({ changes }: ChangesDto): Change[] {
  return changes.map(({ kind, item = '', field = '', value = '', special }) => {
    if (kind === 'set') return { kind, item, field, value };
    if (kind === 'clear') return { kind, item, field };
    if (kind === 'remove' || !special) return { kind: 'remove', item };
    return { kind: 'add', item: { ...plainOf(special) } };
  });
}

function plainOf({ code, name, section, sign, points: least, clause, department, months, ...rest }: SpecialDto) {
  const { most, clauseNumber, evidence, windows, monthMost } = rest;
  return {
    ...{ code, name, section, sign, points: least, clause, department, months },
    ...(most === undefined ? {} : { most }),
    ...(clauseNumber === undefined ? {} : { clauseNumber }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(windows === undefined ? {} : { windows }),
    ...(monthMost === undefined ? {} : { monthMost }),
  };
}
