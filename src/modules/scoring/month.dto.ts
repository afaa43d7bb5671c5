import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { both } from 'src/config/validation';
import { MonthParams } from 'src/modules/calendar';

export class SubjectParams extends MonthParams {
  /** Code or full name. */
  @ApiProperty({ example: 'W01' })
  @Matches(/^.{1,120}$/u, { message: both('窗口编号或名称应为 1 到 120 个字', 'subject must be 1 to 120 characters') })
  subject!: string;
}

export class RevisionQuery {
  /** Revision of a month that was closed more than once; default: the newest. */
  @ApiPropertyOptional({ example: '1' })
  @IsOptional()
  @Matches(/^[1-9]\d{0,3}$/, { message: both('版次应为正整数', 'revision must be a whole number from 1 on') })
  revision?: string;
}
