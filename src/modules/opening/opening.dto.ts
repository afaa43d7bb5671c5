import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { both } from 'src/config/validation';

export class WithdrawalDto {
  /** Who does it, until accounts exist. */
  @ApiProperty({ example: '王某' })
  @IsString({ message: both('请写明操作人（by）', 'say who does it (by)') })
  @MaxLength(80, { message: both('操作人不超过 80 个字', 'by must be at most 80 characters') })
  by!: string;

  @ApiProperty({ example: '导入了错误的月份' })
  @IsString({ message: both('请写明理由（reason）', 'say why (reason)') })
  @MaxLength(500, { message: both('理由不超过 500 个字', 'reason must be at most 500 characters') })
  reason!: string;
}
