import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams } from 'src/modules/calendar';

const LIST = both('应为文字的列表，最多 2000 项', 'must be a list of texts, at most 2000');
const INSTANT = both('时刻应写成 2026-03-12 08:00 的样子', 'a time must look like 2026-03-12 08:00');

export class IncidentParams extends HallParams {
  /** Number of the incident. */
  @ApiProperty({ example: '3f2a9c1d' })
  @Matches(/^[0-9a-f]{8}$/, { message: both('设备故障编号应为 8 位', 'id must be the 8 digits of an incident') })
  id!: string;
}

export class IncidentQuery {
  @ApiProperty({ example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, {
    message: both('请写明月份（period），如 2026-03', 'name the month (period) such as 2026-03'),
  })
  period!: string;
}

export class UndoIncidentDto {
  /** Why. */
  @ApiProperty({ example: '登记错误' })
  @IsString({ message: both('请写明原因（reason）', 'say why (reason)') })
  @Matches(/\S/, { message: both('请写明原因（reason）', 'say why (reason)') })
  @MaxLength(300, { message: both('原因太长，最多 300 字', 'reason has at most 300 characters') })
  reason!: string;
}

export class IncidentDto extends UndoIncidentDto {
  @ApiPropertyOptional({ example: '2026-03-12', description: 'the day, instead of from and to' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: both('日期应写成 2026-03-12 的样子', 'date must look like 2026-03-12') })
  date?: string;

  @ApiPropertyOptional({ enum: ['am', 'pm'] })
  @IsOptional()
  @IsIn(['am', 'pm'], { message: both('半天应为 am 或 pm', 'half must be am or pm') })
  half?: string;

  @ApiPropertyOptional({ example: '2026-03-12 08:00' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}[ T]\d\d:\d\d(:\d\d)?$/, { message: INSTANT })
  from?: string;

  @ApiPropertyOptional({ example: '2026-03-12 12:30' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}[ T]\d\d:\d\d(:\d\d)?$/, { message: INSTANT })
  to?: string;

  @ApiPropertyOptional({ type: [String], description: 'staff numbers' })
  @IsOptional()
  @IsArray({ message: LIST })
  @ArrayMaxSize(2000, { message: LIST })
  @IsString({ each: true, message: LIST })
  people?: string[];

  @ApiPropertyOptional({ type: [String], description: 'window codes: everybody posted there' })
  @IsOptional()
  @IsArray({ message: LIST })
  @ArrayMaxSize(2000, { message: LIST })
  @IsString({ each: true, message: LIST })
  windows?: string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'clocks: everybody whose key is on them or who punched there lately',
  })
  @IsOptional()
  @IsArray({ message: LIST })
  @ArrayMaxSize(2000, { message: LIST })
  @IsString({ each: true, message: LIST })
  devices?: string[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean({ message: both('everybody 应为 true 或 false', 'everybody must be true or false') })
  everybody?: boolean;

  @ApiPropertyOptional({ example: '当日签到表 1 份' })
  @IsOptional()
  @IsString()
  @MaxLength(300, { message: both('证明材料太长，最多 300 字', 'evidence has at most 300 characters') })
  evidence?: string;
}
