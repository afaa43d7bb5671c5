import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { both } from 'src/config/validation';
import { LEAVE_KINDS, type LeaveKind } from 'src/modules/attendance/leave-kinds';
import { SWAP_KINDS, type SwapKind } from 'src/modules/attendance/registers/swap';
import { HallParams } from 'src/modules/calendar';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const A_DAY = both('日期应写成 2026-03-12 的样子', 'a day must look like 2026-03-12');
const STAFF = both('工号应为 1 到 64 个字符', 'a staff number has 1 to 64 characters');
const SHORT = both('文字太长，最多 120 字', 'a text has at most 120 characters');
const HALF = both('半天应为 am 或 pm', 'a half day is am or pm');
const LEAVE_CODES = Object.keys(LEAVE_KINDS) as LeaveKind[];
const SWAP_CODES = Object.keys(SWAP_KINDS) as SwapKind[];

export class EntryParams extends HallParams {
  /** Number of the entry. */
  @ApiProperty()
  @Matches(/^[0-9a-f-]{36}$/, { message: both('登记编号不正确', 'id must be the number of an entry') })
  id!: string;
}

export class EntryQuery {
  @ApiProperty({ example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, {
    message: both('请写明月份（period），如 2026-03', 'name the month (period) such as 2026-03'),
  })
  period!: string;
}

export class UndoEntryDto {
  /** Why. */
  @ApiProperty({ example: '登记错误' })
  @IsString({ message: both('请写明理由（reason）', 'say why (reason)') })
  @Matches(/\S/, { message: both('请写明理由（reason）', 'say why (reason)') })
  @MaxLength(300, { message: both('理由太长，最多 300 字', 'reason has at most 300 characters') })
  reason!: string;
}

export class LeaveDto extends UndoEntryDto {
  @ApiProperty({ example: '07003' })
  @Matches(/^\S{1,64}$/, { message: STAFF })
  staff!: string;

  @ApiProperty({ enum: LEAVE_CODES })
  @IsIn(LEAVE_CODES, { message: both('请假种类不在目录内', 'kind is no kind of leave') })
  kind!: LeaveKind;

  @ApiProperty({ example: '2026-03-12' })
  @Matches(DAY, { message: A_DAY })
  from!: string;

  @ApiProperty({ example: '2026-03-13' })
  @Matches(DAY, { message: A_DAY })
  to!: string;

  @ApiPropertyOptional({ enum: ['am', 'pm'], description: 'half of the first day with which it begins' })
  @IsOptional()
  @IsIn(['am', 'pm'], { message: HALF })
  begins?: 'am' | 'pm';

  @ApiPropertyOptional({ enum: ['am', 'pm'], description: 'half of the last day with which it ends' })
  @IsOptional()
  @IsIn(['am', 'pm'], { message: HALF })
  ends?: 'am' | 'pm';

  @ApiPropertyOptional({ example: '07004' })
  @IsOptional()
  @Matches(/^\S{1,64}$/, { message: STAFF })
  standIn?: string;

  @ApiPropertyOptional({ description: 'the paper it rests on' })
  @IsOptional()
  @IsString()
  @MaxLength(120, { message: SHORT })
  document?: string;

  @ApiPropertyOptional({ description: 'who granted it, as the policy calls them' })
  @IsOptional()
  @IsString()
  @MaxLength(60, { message: SHORT })
  approvedBy?: string;

  @ApiPropertyOptional({ description: 'minutes a day, for 哺乳时间' })
  @IsOptional()
  @IsInt({ message: both('分钟应为整数', 'minutes must be a whole number') })
  @Min(1, { message: both('分钟应为 1 到 480', 'minutes must be 1 to 480') })
  @Max(480, { message: both('分钟应为 1 到 480', 'minutes must be 1 to 480') })
  minutes?: number;

  @ApiPropertyOptional({ description: 'it was taken although it should not have been granted' })
  @IsOptional()
  @IsBoolean({ message: both('taken 应为 true 或 false', 'taken must be true or false') })
  taken?: boolean;
}

export class SwapDto extends UndoEntryDto {
  @ApiProperty({ example: '07021' })
  @Matches(/^\S{1,64}$/, { message: STAFF })
  staff!: string;

  @ApiProperty({ enum: SWAP_CODES })
  @IsIn(SWAP_CODES, { message: both('变动类型应为 in、out、move 或 swap', 'kind must be in, out, move or swap') })
  kind!: SwapKind;

  @ApiProperty({ example: '2026-03-10' })
  @Matches(DAY, { message: A_DAY })
  reportedOn!: string;

  @ApiProperty({ example: '2026-03-12' })
  @Matches(DAY, { message: A_DAY })
  effectiveOn!: string;

  @ApiPropertyOptional({ description: 'staff number of who goes' })
  @IsOptional()
  @Matches(/^\S{1,64}$/, { message: STAFF })
  replaced?: string;

  @ApiPropertyOptional({ description: 'code of the window' })
  @IsOptional()
  @Matches(/^\S{1,64}$/, { message: both('窗口编号不正确', 'window must be the code of a window') })
  window?: string;

  @ApiPropertyOptional({ description: 'number of the certificate' })
  @IsOptional()
  @IsString()
  @MaxLength(60, { message: SHORT })
  certificate?: string;

  @ApiPropertyOptional({ example: '2028-12-31' })
  @IsOptional()
  @Matches(DAY, { message: A_DAY })
  certifiedUntil?: string;

  @ApiPropertyOptional({ description: 'number of the letter' })
  @IsOptional()
  @IsString()
  @MaxLength(120, { message: SHORT })
  document?: string;
}
