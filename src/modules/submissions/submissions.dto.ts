import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
  ArrayMaxSize,
} from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams, MonthParams } from 'src/modules/calendar';
import type { Draft } from './submission';

export class SubmissionParams extends HallParams {
  /** Id of a submission. */
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{4,12}$/, { message: both('填报事项编号不正确', 'submission must be an id') })
  submission!: string;
}

export class ObjectionParams extends HallParams {
  /** Id of an objection. */
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{12}$/, { message: both('异议编号不正确', 'objection must be an id') })
  objection!: string;
}

export class ReportParams extends MonthParams {
  /** Code of the window. */
  @ApiProperty({ example: 'W01' })
  @Matches(/^[^/]{1,64}$/, { message: both('窗口编号不正确', 'window must be a code') })
  window!: string;
}

export class ReasonDto {
  @ApiProperty({ example: '重复登记' })
  @IsString({ message: both('请写明理由（reason）', 'give the reason') })
  @MaxLength(2000)
  reason!: string;
}

/** Names and texts; nothing nested, no numbers that would pass through binary floating point. */
export function IsTexts(what: readonly [zh: string, en: string]): PropertyDecorator {
  const [zh, en] = what;
  return ValidateBy({
    name: 'isTexts',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length <= 20 &&
        Object.values(value).every((one) => typeof one === 'string' && one.length <= 300),
      defaultMessage: () => both(`${zh}应是“栏目: 文字”，数字也写成文字`, `${en} must be texts by name, numbers too`),
    },
  });
}

/** What is typed of values, all of it as text. */
export class ValuesDto {
  @ApiPropertyOptional({ example: '0.5', description: 'decimal text; only for items with points by hand' })
  @IsOptional()
  @IsString({ message: both('分值应写成文字，如 "0.5"', 'points are decimal text such as "0.5"') })
  @MaxLength(20)
  points?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, example: { level: '县' } })
  @IsOptional()
  @IsObject()
  @IsTexts(['栏目（labels）', 'labels'])
  labels?: Record<string, string>;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, example: { quantity: '2' } })
  @IsOptional()
  @IsObject()
  @IsTexts(['数量（amounts）', 'amounts'])
  amounts?: Record<string, string>;
}

/** What a draft and an item that is handed in have in common. */
export class ContentDto extends ValuesDto {
  @ApiPropertyOptional({ example: 'document.commendation', description: 'only where the item reads several kinds' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  type?: string;

  @ApiPropertyOptional({ type: [String], example: ['07001'] })
  @IsOptional()
  @IsArray({ message: both('人员应是工号的列表', 'staff must be a list of staff numbers') })
  @ArrayMaxSize(500)
  @IsString({ each: true, message: both('工号应写成文字', 'staff numbers are texts') })
  @MaxLength(64, { each: true })
  staff?: string[];

  @ApiPropertyOptional({ example: '2026-02-27' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  documentDate?: string;

  @ApiPropertyOptional({ type: [String], example: ['涟政发〔2026〕3号.pdf'] })
  @IsOptional()
  @IsArray({ message: both('凭证应是列表', 'evidence must be a list') })
  @ArrayMaxSize(50)
  @IsString({ each: true, message: both('凭证应写成文字', 'evidence are texts') })
  @MaxLength(300, { each: true })
  evidence?: string[];

  @ApiPropertyOptional({ example: '获县政府通报表彰' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  text?: string;

  @ApiPropertyOptional({ description: 'it looks like one that was entered, and is another' })
  @IsOptional()
  @IsBoolean({ message: both('repeat 应为 true 或 false', 'repeat must be true or false') })
  repeat?: boolean;
}

export class SubmissionDto extends ContentDto {
  /** Code or name of the item. */
  @ApiProperty({ example: '13.01' })
  @IsString({ message: both('请写明项目（item）', 'name the item') })
  @MaxLength(120)
  item!: string;

  @ApiPropertyOptional({ example: 'W01' })
  @IsOptional()
  @IsString({ message: both('窗口应写编号或名称', 'window must be a code or name') })
  @MaxLength(120)
  window?: string;

  @ApiProperty({ example: '2026-03-05' })
  @IsString({ message: both('请写明日期（date）', 'give the date') })
  @MaxLength(20)
  date!: string;
}

export function draftOf(body: SubmissionDto): Draft {
  const { item, type, window, staff = [], date, points, amounts = {}, labels = {}, documentDate, evidence = [] } = body;
  return {
    item,
    ...(type === undefined ? {} : { type }),
    ...(window === undefined ? {} : { window }),
    staff,
    date,
    ...(points === undefined ? {} : { points }),
    amounts,
    labels,
    ...(documentDate === undefined ? {} : { documentDate }),
    evidence,
    text: body.text ?? '',
  };
}

export class ReportDto {
  @ApiPropertyOptional({ default: '月报', description: 'a form with a deadline of its own' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  form?: string;
}

export class ExtensionDto extends ReportDto {
  @ApiProperty({ example: '2026-04-03 17:30' })
  @IsString({ message: both('请写明延到何时（until）', 'say until when') })
  @MaxLength(30)
  until!: string;

  @ApiProperty({ example: '系统停电半天' })
  @IsString({ message: both('请写明延期理由（reason）', 'give the reason') })
  @MaxLength(2000)
  reason!: string;
}

export class CompleteSourceDto {
  @ApiProperty({ example: 'documents' })
  @IsString({ message: both('请写明来源（source）', 'name the source') })
  @MaxLength(40)
  source!: string;

  @ApiPropertyOptional({ example: 'W01' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  window?: string;
}
