import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams } from 'src/modules/calendar';
import { FEED_NAMES, type FeedName } from 'src/modules/intake/feed';
import { TEMPLATES } from './templates/templates';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TEMPLATE_NAMES = Object.keys(TEMPLATES);
const LONGEST_TITLE = 255;

/** Names and values are texts that can be stored. */
function IsTitles(options: ValidationOptions): PropertyDecorator {
  const fits = (text: unknown): boolean => typeof text === 'string' && text.length <= LONGEST_TITLE;
  const validator = {
    validate: (value: unknown) =>
      Object.entries(value ?? {}).every(([title, to]) => title !== '' && fits(title) && fits(to)),
  };
  return ValidateBy({ name: 'isTitles', validator }, options);
}

export class UploadParams extends HallParams {
  /** Id of the uploaded file. */
  @ApiProperty({ example: '0b9d6c1c-3c5e-4a55-8f5e-0d8c8f3f4f10' })
  @Matches(/^[0-9a-f-]{36}$/, { message: both('上传编号不正确', 'upload must be the id of an uploaded file') })
  upload!: string;
}

export class UndoParams extends HallParams {
  /** Id of the import. */
  @ApiProperty()
  @Matches(/^[A-Za-z0-9-]{1,40}$/, { message: both('批次编号不正确', 'batch must be the id of an import') })
  batch!: string;
}

export class TemplateParams extends HallParams {
  @ApiProperty({ enum: TEMPLATE_NAMES })
  @IsIn(TEMPLATE_NAMES, {
    message: both(`模板种类应为 ${TEMPLATE_NAMES.join('、')}`, `feed must be one of ${TEMPLATE_NAMES.join(', ')}`),
  })
  feed!: keyof typeof TEMPLATES;
}

class OptionsDto {
  @ApiPropertyOptional({ enum: ['ymd', 'mdy', 'dmy'] })
  @IsOptional()
  @IsIn(['ymd', 'mdy', 'dmy'], { message: both('日期次序应为 ymd、mdy 或 dmy', 'dateOrder must be ymd, mdy or dmy') })
  dateOrder?: 'ymd' | 'mdy' | 'dmy';

  @ApiPropertyOptional({ description: 'whose own list it is' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  person?: string;

  @ApiPropertyOptional({ example: '2026-01-31 18:00:00' })
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, {
    message: both('截止时间应写成 2026-01-31 18:00:00 的样子', 'asOf must look like 2026-01-31 18:00:00'),
  })
  asOf?: string;

  @ApiPropertyOptional({ example: '2026-01' })
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, {
    message: both('月份应写成 2026-01 的样子', 'period must be a month such as 2026-01'),
  })
  period?: string;

  @ApiPropertyOptional({ description: 'code → grade', example: { '5': '非常满意' } })
  @IsOptional()
  @IsObject({ message: both('评价等级代码表应为“代码: 等级”的对象', 'gradeCodes must be an object') })
  gradeCodes?: Record<string, string>;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  numbersAsIds?: boolean;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  hiddenSheets?: boolean;

  /** Remembered for every file with the same header; '' for a column that is not needed. */
  @ApiPropertyOptional({ description: 'title of the file → known column', example: { 办理期限: '承诺时限' } })
  @IsOptional()
  @IsObject({ message: both('列名对应应为“文件中的列名: 应为的列名”的对象', 'columns must be an object') })
  @IsTitles({ message: both('列名对应里应是文字，不超过 255 字', 'columns must hold texts of at most 255 characters') })
  columns?: Record<string, string>;
}

class CompleteDto {
  @ApiProperty({ example: '2026-01-01' })
  @Matches(DAY, { message: both('起始日应写成 2026-01-01 的样子', 'complete.from must be a day such as 2026-01-01') })
  from!: string;

  @ApiProperty({ example: '2026-01-31' })
  @Matches(DAY, { message: both('截止日应写成 2026-01-31 的样子', 'complete.to must be a day such as 2026-01-31') })
  to!: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  windows?: string[];
}

export class ImportDto {
  /** Id of the uploaded file. */
  @ApiProperty({ example: '0b9d6c1c-3c5e-4a55-8f5e-0d8c8f3f4f10' })
  @IsDefined()
  @Matches(/^[0-9a-f-]{36}$/, { message: both('上传编号不正确', 'upload must be the id of an uploaded file') })
  upload!: string;

  @ApiProperty({ enum: FEED_NAMES })
  @IsIn(FEED_NAMES, {
    message: both(`数据种类应为 ${FEED_NAMES.join('、')}`, `feed must be one of ${FEED_NAMES.join(', ')}`),
  })
  feed!: FeedName;

  /** Only a preview: how many rows are good, which are not and why. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  /** Take the good rows alone; by default one wrong row holds the whole file back, and `held` says why. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  goodRows?: boolean;

  @ApiPropertyOptional({ type: OptionsDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => OptionsDto)
  options?: OptionsDto;

  /** Days for which the file is complete. */
  @ApiPropertyOptional({ type: CompleteDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => CompleteDto)
  complete?: CompleteDto;
}
