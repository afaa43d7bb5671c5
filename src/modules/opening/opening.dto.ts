import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { both } from 'src/config/validation';

export class WithdrawalDto {
  @ApiProperty({ example: '导入了错误的月份' })
  @IsString({ message: both('请写明理由（reason）', 'say why (reason)') })
  @MaxLength(500, { message: both('理由不超过 500 个字', 'reason must be at most 500 characters') })
  reason!: string;
}
