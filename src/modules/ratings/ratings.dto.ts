import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams, MonthParams } from 'src/modules/calendar';
import { CALLBACK_OUTCOMES, type CallbackOutcome } from './handling/callback';
import { LARGEST_LIMIT } from './handling/deadlines';
import { JUDGEMENTS, type JudgementDecision } from './shown/judgement';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class RatingWindowParams extends MonthParams {
  /** Code or full name. */
  @ApiProperty({ example: 'A02' })
  @Matches(/^.{1,120}$/u, { message: both('窗口编号或名称应为 1 到 120 个字', 'window must be 1 to 120 characters') })
  window!: string;
}

export class SignalParams extends MonthParams {
  /** Id of the finding, as the list of findings gives it. */
  @ApiProperty({ example: '0f1e2d3c4b5a6978' })
  @Matches(/^[0-9a-f]{16}$/, {
    message: both('线索编号应为 16 位十六进制数', 'signal must be 16 hexadecimal digits'),
  })
  signal!: string;
}

export class RatingParams extends HallParams {
  /** Number of the rating, at least its first 8 digits. */
  @ApiProperty({ example: '1a2b3c4d5e6f7081' })
  @Matches(/^[0-9a-fA-F]{8,32}$/, {
    message: both('评价编号应为 8 到 32 位十六进制数', 'rating must be 8 to 32 hexadecimal digits'),
  })
  rating!: string;
}

export class AsOfQuery {
  /** Time to which the data are shown, a day alone means its end; default now. */
  @ApiPropertyOptional({ example: '2026-03-31 18:00:00' })
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/, {
    message: both(
      '数据截止时间应写成 2026-03-31 或 2026-03-31 18:00:00 的样子',
      'asOf must look like 2026-03-31 or 2026-03-31 18:00:00',
    ),
  })
  asOf?: string;
}

export class DueQuery extends AsOfQuery {
  /** Last day listed; default two weeks ahead. */
  @ApiPropertyOptional({ example: '2026-04-15' })
  @IsOptional()
  @Matches(DAY, { message: both('until 应写成 2026-04-15 的样子', 'until must be a day such as 2026-04-15') })
  until?: string;

  /** Code or full name of the only window wanted. */
  @ApiPropertyOptional({ example: 'A02' })
  @IsOptional()
  @Matches(/^.{1,120}$/u, { message: both('窗口编号或名称应为 1 到 120 个字', 'window must be 1 to 120 characters') })
  window?: string;
}

export class RatingReasonDto {
  /** Why, in the words of whoever files, withdraws or decides. */
  @ApiProperty({ example: '群众来电说明点错', maxLength: 300 })
  @Matches(/^(?=[^]*\S)[^]{1,300}$/u, {
    message: both('请写明理由（reason），300 字以内', 'give a reason (reason), in at most 300 characters'),
  })
  reason!: string;
}

const DECISIONS = ['mistaken', 'malicious', 'rejected', 'restored'] as const;

export class AppealDecisionDto extends RatingReasonDto {
  @ApiProperty({ enum: DECISIONS })
  @IsIn(DECISIONS, {
    message: both(
      '认定结论应为 mistaken（误评）、malicious（恶意差评）、rejected（申诉不成立）或 restored（恢复计入）',
      `kind must be one of ${DECISIONS.join(', ')}`,
    ),
  })
  kind!: (typeof DECISIONS)[number];
}

export class CallbackDto {
  @ApiProperty({ enum: CALLBACK_OUTCOMES })
  @IsIn(CALLBACK_OUTCOMES, {
    message: both(
      '回访结果应为 reached（已回访）、declined（不愿接受）或 unreached（未接通）',
      `outcome must be one of ${CALLBACK_OUTCOMES.join(', ')}`,
    ),
  })
  outcome!: CallbackOutcome;

  /** Day of the call; default today. */
  @ApiPropertyOptional({ example: '2026-03-31' })
  @IsOptional()
  @Matches(DAY, { message: both('回访日期应写成 2026-03-31 的样子', 'on must be a day such as 2026-03-31') })
  on?: string;

  /** What was said. */
  @ApiPropertyOptional({ maxLength: 300 })
  @IsOptional()
  @Matches(/^[^]{0,300}$/u, { message: both('情况（note）不超过 300 字', 'note is at most 300 characters') })
  note?: string;
}

export class JudgementDto extends RatingReasonDto {
  @ApiProperty({ enum: JUDGEMENTS })
  @IsIn(JUDGEMENTS, {
    message: both(
      '核查结论应为 watching（已阅待查）、unfounded（核查无异常）或 founded（核查属实）',
      `decision must be one of ${JUDGEMENTS.join(', ')}`,
    ),
  })
  decision!: JudgementDecision;
}

const DAYS = Array.from({ length: LARGEST_LIMIT }, (_, index) => index + 1);
const limit = (zh: string, en: string): { message: string } => ({
  message: both(
    `${zh}应为 1 到 ${String(LARGEST_LIMIT)} 的整数（工作日）`,
    `${en} must be whole working days from 1 to ${String(LARGEST_LIMIT)}`,
  ),
});

export class LimitsDto extends RatingReasonDto {
  /** First month in which they hold. */
  @ApiProperty({ example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, {
    message: both('起始月应写成 2026-03 的样子', 'from must be a month such as 2026-03'),
  })
  from!: string;

  /** Working days to verify a bad rating. */
  @ApiProperty({ example: 5, minimum: 1, maximum: LARGEST_LIMIT })
  @IsIn(DAYS, limit('核实期限（verifyDays）', 'verifyDays'))
  verifyDays!: number;

  /** Working days to put right what was found true. */
  @ApiProperty({ example: 15, minimum: 1, maximum: LARGEST_LIMIT })
  @IsIn(DAYS, limit('整改期限（rectifyDays）', 'rectifyDays'))
  rectifyDays!: number;

  /** Working days to call back who left a name or contact. */
  @ApiProperty({ example: 5, minimum: 1, maximum: LARGEST_LIMIT })
  @IsIn(DAYS, limit('回访期限（callbackDays）', 'callbackDays'))
  callbackDays!: number;
}
