import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { both } from 'src/config/validation';

const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])( \d{2}(:\d{2}(:\d{2}(\.\d{3})?)?)?)?$/;
const time = {
  message: both('时间应写成 2026-03-01 或 2026-03-01 09:00', 'a time is written 2026-03-01 or 2026-03-01 09:00'),
};
const text = (zh: string, en: string): { message: string } => ({
  message: both(`${zh}最多 160 个字`, `${en}: at most 160 characters`),
});

/** The installation itself has no hall. */
export class ChainParams {
  @ApiPropertyOptional({ example: 'demo', description: 'hall' })
  @IsOptional()
  @Matches(/^[^/\s]{1,64}$/, {
    message: both('大厅编号应为 1 到 64 个不含空格的字符', 'hall must be 1 to 64 characters'),
  })
  hall?: string;
}

export class TrailFilter {
  /** From this day or time on. */
  @ApiPropertyOptional({ example: '2026-03-01' })
  @IsOptional()
  @Matches(TIME, time)
  from?: string;

  /** Up to this day or time, included. */
  @ApiPropertyOptional({ example: '2026-03-31' })
  @IsOptional()
  @Matches(TIME, time)
  to?: string;

  /** Who: id of the account. */
  @ApiPropertyOptional({ example: 'user:wang' })
  @IsOptional()
  @MaxLength(160, text('人员', 'actor'))
  actor?: string;

  /** What was done, or the room alone: `submission.decide`, `submission`. */
  @ApiPropertyOptional({ example: 'submission.decide' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9.-]{0,59}$/, {
    message: both('操作应写成 submission.decide 或 submission', 'action is written submission.decide or submission'),
  })
  action?: string;

  /** Id of what was changed. */
  @ApiPropertyOptional({ example: '0a1b2c3d4e5f' })
  @IsOptional()
  @MaxLength(160, text('对象', 'subject'))
  subject?: string;
}

export class TrailQuery extends TrailFilter {
  /** Rows of a page, at most 500. */
  @ApiPropertyOptional({ example: '100' })
  @IsOptional()
  @IsString()
  limit?: string;

  /** `-at`: newest first (default); `at`: oldest first. */
  @ApiPropertyOptional({ example: '-at', enum: ['-at', 'at'] })
  @IsOptional()
  @IsString()
  sort?: string;

  /** `next` of the page before. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  cursor?: string;
}

export class VerifyQuery {
  /** Heads copied from bulletins, several parted by commas. */
  @ApiPropertyOptional({ example: '1234:0f3a5c7e9b1d2f40' })
  @IsOptional()
  @MaxLength(2000, text('链首', 'head'))
  head?: string;
}

export class TrailEntryDto {
  @ApiProperty({ example: '20260302090000123-5f0c9a3e7d1b2c4f6a8e90' })
  id!: string;

  @ApiProperty({ example: '2026-03-02 09:00:00.123' })
  at!: string;

  @ApiProperty({ example: 'user:wang' })
  actor!: string;

  @ApiProperty({ example: '10.0.0.7' })
  origin!: string;

  @ApiProperty({ example: 'submission.decide' })
  action!: string;

  @ApiProperty({ example: '0a1b2c3d4e5f' })
  subject!: string;

  @ApiProperty({ example: { state: 'pending' }, nullable: true, type: 'object', additionalProperties: true })
  before!: unknown;

  @ApiProperty({ example: { state: 'rejected' }, nullable: true, type: 'object', additionalProperties: true })
  after!: unknown;

  @ApiProperty({ example: '无附件' })
  reason!: string;

  @ApiProperty({ example: 1234, nullable: true, type: 'number' })
  sequence!: number | null;
}

export class TrailPageDto {
  @ApiProperty({ type: [TrailEntryDto] })
  items!: readonly TrailEntryDto[];

  /** `cursor` of the next page; null: this was the last. */
  @ApiProperty({ nullable: true, type: 'string', example: null })
  next!: string | null;
}
