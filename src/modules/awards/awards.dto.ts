import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams } from 'src/modules/calendar';
import type { Decision } from './honours/decisions.service';
import type { Title, TitleSource } from './titles/title';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const monthText = both('月份应写成 2026-03 的样子', 'a month looks like 2026-03');

export class SpanParams extends HallParams {
  /** Month, quarter or year. */
  @ApiProperty({ example: '2026-Q1' })
  @Matches(/^\d{4}(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?$/, {
    message: both('请写 2026-03、2026-Q1 或 2026', 'write 2026-03, 2026-Q1 or 2026'),
  })
  span!: string;
}

export class IdParams extends HallParams {
  @ApiProperty({ example: '3f2a90b1c4d73f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{24}$/, { message: both('编号不正确', 'the id is wrong') })
  id!: string;
}

export class TitleParams extends HallParams {
  @ApiProperty({ example: 'rotating-flag' })
  @Matches(/^[a-z0-9-]{1,40}$/, { message: both('称号编码不正确', 'the code of the title is wrong') })
  title!: string;
}

export class LedgerQuery {
  @ApiPropertyOptional({ example: '2026-03', description: 'only what touches the month' })
  @IsOptional()
  @Matches(MONTH, { message: monthText })
  period?: string;
}

class SubjectDto {
  @ApiProperty({ enum: ['window', 'staff'] })
  @IsIn(['window', 'staff'], { message: both('type 只能是 window 或 staff', 'type must be window or staff') })
  type!: 'window' | 'staff';

  /** Window code or staff number. */
  @ApiProperty({ example: 'A01' })
  @Matches(/^\S.{0,63}$/, { message: both('请写窗口编号或工号', 'name the window or staff number') })
  id!: string;
}

export class WordDto {
  /** Number of the minutes of the leading group. */
  @ApiProperty({ example: '领导小组纪要〔2026〕4号' })
  @Matches(/\S/, { message: both('请写会议纪要编号', 'name the minutes') })
  @MaxLength(80, { message: both('纪要编号太长', 'the number of the minutes is too long') })
  minutes!: string;

  @ApiProperty({ example: '异议成立' })
  @Matches(/\S/, { message: both('请写明理由', 'give a reason') })
  @MaxLength(300, { message: both('理由最多 300 字', 'a reason has at most 300 characters') })
  reason!: string;
}

export class SuspendDto extends WordDto {
  /** `eligibility`, `awards`, or a word of the book. */
  @ApiProperty({ example: 'eligibility' })
  @Matches(/^\S.{0,59}$/, { message: both('请写取消哪种资格', 'say what is lost') })
  scope!: string;

  @ApiProperty({ type: SubjectDto })
  @ValidateNested()
  @Type(() => SubjectDto)
  subject!: SubjectDto;

  @ApiProperty({ example: '2026-03' })
  @Matches(MONTH, { message: monthText })
  period!: string;

  @ApiProperty({ enum: ['month', 'quarter', 'year'] })
  @IsIn(['month', 'quarter', 'year'], { message: both('length 不正确', 'length must be month, quarter or year') })
  length!: 'month' | 'quarter' | 'year';
}

export class RevokeDto extends WordDto {
  @ApiProperty({ example: '2026-04-08' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: both('会议日期应写成 2026-04-08', 'a day looks like 2026-04-08') })
  decidedOn!: string;
}

class VerdictDto {
  @ApiProperty({ type: SubjectDto })
  @ValidateNested()
  @Type(() => SubjectDto)
  subject!: SubjectDto;

  @ApiProperty({ enum: ['granted', 'declined'] })
  @IsIn(['granted', 'declined'], { message: both('verdict 不正确', 'verdict must be granted or declined') })
  verdict!: 'granted' | 'declined';

  @ApiPropertyOptional({ description: 'demanded where the verdict departs from the proposal or settles a tie' })
  @IsOptional()
  @IsString()
  @MaxLength(300, { message: both('理由最多 300 字', 'a reason has at most 300 characters') })
  reason?: string;

  @ApiPropertyOptional({ description: 'of a rotating title: who hands it over' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  from?: string;
}

export class AwardDecisionDto {
  /** Code or name of the title. */
  @ApiProperty({ example: 'red-flag-quarter' })
  @Matches(/^\S.{0,59}$/, { message: both('请写称号', 'name the title') })
  title!: string;

  @ApiProperty({ example: '领导小组纪要〔2026〕4号' })
  @Matches(/\S/, { message: both('请写会议纪要编号', 'name the minutes') })
  @MaxLength(80, { message: both('纪要编号太长', 'the number of the minutes is too long') })
  minutes!: string;

  @ApiProperty({ example: '2026-04-08' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: both('会议日期应写成 2026-04-08', 'a day looks like 2026-04-08') })
  decidedOn!: string;

  @ApiPropertyOptional({ description: 'demanded for more holders than places' })
  @IsOptional()
  @IsString()
  @MaxLength(200, { message: both('理由最多 200 字', 'this reason has at most 200 characters') })
  reason?: string;

  @ApiProperty({ type: [VerdictDto] })
  @IsArray()
  @ArrayMinSize(1, { message: both('请至少写一个对象', 'name at least one subject') })
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => VerdictDto)
  verdicts!: VerdictDto[];
}

export function decisionOf(
  span: string,
  { title, minutes, decidedOn, reason = '', verdicts }: AwardDecisionDto,
): Decision {
  return {
    ...{ title, span, minutes, decidedOn, reason },
    verdicts: verdicts.map(({ subject: { type, id }, verdict, reason: why = '', from }) => ({
      ...{ subject: { type, id }, verdict, reason: why },
      ...(from === undefined ? {} : { from }),
    })),
  };
}

class SourceDto {
  @ApiProperty({ enum: ['outcome', 'rollup', 'nomination'] })
  @IsIn(['outcome', 'rollup', 'nomination'], { message: both('kind 不正确', 'kind is unknown') })
  kind!: TitleSource['kind'];

  @ApiPropertyOptional({ example: '00.1', description: 'of kind outcome: code of the outcome of the book' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  outcome?: string;
}

export class TitleDto {
  @ApiProperty({ example: '流动红旗' })
  @IsString({ message: both('请写称号名称', 'name the title') })
  @MaxLength(30, { message: both('名称最多 30 字', 'a name has at most 30 characters') })
  name!: string;

  @ApiProperty({ enum: ['window', 'staff'] })
  @IsIn(['window', 'staff'])
  subject!: Title['subject'];

  @ApiProperty({ enum: ['month', 'quarter', 'year'] })
  @IsIn(['month', 'quarter', 'year'])
  span!: Title['span'];

  @ApiProperty({ type: SourceDto })
  @ValidateNested()
  @Type(() => SourceDto)
  source!: SourceDto;

  @ApiPropertyOptional({ example: 5, description: 'absent: as many as are decided' })
  @IsOptional()
  @IsInt({ message: both('名额应为整数', 'places is a whole number') })
  places?: number;

  @ApiPropertyOptional({ description: 'outcome of kind quota that gives the places' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  quota?: string;

  @ApiPropertyOptional({ type: [String], example: ['eligibility'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  scopes?: string[];

  @ApiPropertyOptional({ enum: ['same-length', 'any'] })
  @IsOptional()
  @IsIn(['same-length', 'any'])
  blockedBy?: Title['blockedBy'];

  @ApiPropertyOptional({ description: '流动: handed over by the holder' })
  @IsOptional()
  @IsBoolean()
  rotating?: boolean;

  @ApiProperty({ example: '按《评选办法》第三条' })
  @Matches(/\S/, { message: both('请写明理由', 'give a reason') })
  @MaxLength(300)
  reason!: string;
}

export function titleOf(code: string, body: TitleDto): Title {
  const { name, subject, span, places = null, quota, scopes = ['eligibility', 'awards'] } = body;
  const { kind, outcome = '' } = body.source;
  return {
    ...{ code, name: name.trim(), subject, span, places, scopes },
    source: kind === 'outcome' ? { kind, outcome } : { kind },
    ...(quota === undefined ? {} : { quota }),
    blockedBy: body.blockedBy ?? (span === 'month' ? 'any' : 'same-length'),
    rotating: body.rotating ?? false,
  };
}
