import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class MonthParams {
  /** Hall id. */
  @ApiProperty({ example: 'demo' })
  @Matches(/^[^/\s]{1,64}$/, { message: 'hall must be 1 to 64 characters without blanks' })
  hall!: string;

  /** Assessed month. */
  @ApiProperty({ example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must look like 2026-03' })
  period!: string;
}

export class SubjectParams extends MonthParams {
  /** Code or full name. */
  @ApiProperty({ example: 'W01' })
  @Matches(/^.{1,120}$/u, { message: 'subject must be 1 to 120 characters' })
  subject!: string;
}

export class RevisionQuery {
  /** Revision of a month that was closed more than once; default: the newest. */
  @ApiPropertyOptional({ example: '1' })
  @IsOptional()
  @Matches(/^[1-9]\d{0,3}$/, { message: 'revision must be a whole number from 1 on' })
  revision?: string;
}
