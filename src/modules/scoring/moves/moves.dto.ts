import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { both } from 'src/config/validation';
import { MonthParams } from 'src/modules/calendar';
import { CONDITIONS, MONTH_STATES, type Condition, type MonthState } from 'src/modules/calendar/months/month-table';
import type { SubjectType } from 'src/modules/rules/facts';

const CONDITION_NAMES = Object.keys(CONDITIONS);

export class LockParams extends MonthParams {
  /** Id of a request to lock. */
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{12}$/, { message: both('锁定申请编号不正确', 'request must be an id') })
  request!: string;
}

class VersionDto {
  /** Version of the month that was looked at; somebody faster is answered 409. */
  @ApiProperty({ example: 4 })
  @IsInt({ message: both('请写明看到的版本号（version）', 'version must be a whole number') })
  @Min(1)
  version!: number;

  @ApiPropertyOptional({ type: [String], enum: CONDITION_NAMES, description: 'set aside in the name of who asks' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(12)
  @IsIn(CONDITION_NAMES, { each: true, message: both('没有这个条件', 'overrides must name conditions') })
  overrides?: Condition[];

  @ApiPropertyOptional({ example: '各科室已提前核实' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string;
}

export class LockDto extends VersionDto {}

export class MoveDto extends VersionDto {
  @ApiProperty({ enum: MONTH_STATES })
  @IsIn(MONTH_STATES, { message: both('没有这个状态', 'to must be a state of a month') })
  to!: MonthState;

  @ApiPropertyOptional({ example: '同意' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  opinion?: string;

  @ApiPropertyOptional({ example: '涟政考纪〔2026〕4号' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  minutes?: string;
}

export class ConfirmDto {
  /** Digest of the result that was checked. */
  @ApiProperty({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  @Matches(/^[0-9a-f]{64}$/, { message: both('请写明所核对结果的摘要（digest）', 'digest must be a SHA-256') })
  digest!: string;
}

export class MoveReasonDto {
  @ApiProperty({ example: '发现巡查记录有误' })
  @Matches(/\S/, { message: both('请写明理由', 'say why') })
  @MaxLength(300)
  reason!: string;
}

export class OutcomeDecisionDto extends MoveReasonDto {
  /** Code of the outcome. */
  @ApiProperty({ example: '00.1' })
  @IsString()
  @MaxLength(40)
  outcome!: string;

  /** Code or full name. */
  @ApiProperty({ example: 'W05' })
  @IsString()
  @MaxLength(120)
  subject!: string;

  @ApiPropertyOptional({ enum: ['window', 'chief', 'staff', 'sub-centre'] })
  @IsOptional()
  @IsIn(['window', 'chief', 'staff', 'sub-centre'])
  type?: SubjectType;

  @ApiProperty({ enum: ['take', 'spare'] })
  @IsIn(['take', 'spare'], { message: both('verdict 应为 take（列入）或 spare（不列入）', 'verdict is take or spare') })
  verdict!: 'take' | 'spare';

  @ApiPropertyOptional({ example: '涟政考纪〔2026〕4号' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  minutes?: string;
}

export class OfficeDto extends MoveReasonDto {
  @ApiPropertyOptional({ example: 2, description: 'working days to object while the month is on notice' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(30)
  noticeDays?: number;

  @ApiPropertyOptional({ example: 2, description: 'working days to object after a finding' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(30)
  findingDays?: number;
}

const REVISION = { message: both('版次应为正整数', 'a revision is a whole number from 1 on') };

export class RevisionsQuery {
  @ApiPropertyOptional({ example: '1', description: 'default: the one before `to`' })
  @IsOptional()
  @Matches(/^[1-9]\d{0,3}$/, REVISION)
  from?: string;

  @ApiPropertyOptional({ example: '2', description: 'default: the newest' })
  @IsOptional()
  @Matches(/^[1-9]\d{0,3}$/, REVISION)
  to?: string;
}
