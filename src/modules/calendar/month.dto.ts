import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { both } from 'src/config/validation';

export class HallParams {
  /** Hall id. */
  @ApiProperty({ example: 'demo' })
  @Matches(/^[^/\s]{1,64}$/, {
    message: both('大厅编号应为 1 到 64 个不含空格的字符', 'hall must be 1 to 64 characters'),
  })
  hall!: string;
}

export class MonthParams extends HallParams {
  /** Assessed month. */
  @ApiProperty({ example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, {
    message: both('月份应写成 2026-03 的样子', 'period must be a month such as 2026-03'),
  })
  period!: string;
}
