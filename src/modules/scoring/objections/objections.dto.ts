import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { both } from 'src/config/validation';
import type { FactRuling } from 'src/modules/submissions/objections/objection';

const REASON = { message: both('请写明理由（1 到 1000 个字）', 'say why in 1 to 1000 characters') };

class WhyDto {
  @ApiProperty({ example: '当日由 B 岗顶岗，见值班登记' })
  @Matches(/\S/, REASON)
  @MaxLength(1000, REASON)
  reason!: string;
}

export class ObjectionDto extends WhyDto {
  /** Code of the window. */
  @ApiProperty({ example: 'W05' })
  @Matches(/^[^/]{1,64}$/, { message: both('窗口编号不正确', 'window must be a code') })
  window!: string;

  /** As the provisional sheet names the line. */
  @ApiProperty({ example: '9f86d081884c7d65' })
  @Matches(/^[0-9a-f]{16}$/, { message: both('请写明得分表上的编号（line）', 'line must be that of the sheet') })
  line!: string;

  @ApiPropertyOptional({ type: [String], example: ['值班登记 2026-03-11'], description: 'numbers of documents' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  evidence?: string[];
}

export class ObjectionWithdrawalDto extends WhyDto {}

/** What of a fact takes another value. */
class RulingDto implements FactRuling {
  @ApiProperty({ example: 'patrol:3f2a90b1c4d75566' })
  @IsString()
  @MaxLength(200)
  fact!: string;

  @ApiProperty({ enum: ['void', 'excuse', 'amend'] })
  @IsIn(['void', 'excuse', 'amend'], {
    message: both('decision 应为 void（不计）、excuse（免责）或 amend（更改）', 'decision is void, excuse or amend'),
  })
  decision!: FactRuling['decision'];

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { points: '0.5' } })
  @IsOptional()
  @IsObject()
  amend?: NonNullable<FactRuling['amend']>;
}

export class EffectDto {
  /** 成立 · 部分成立 · 不成立. */
  @ApiProperty({ enum: ['upheld', 'partly', 'rejected'] })
  @IsIn(['upheld', 'partly', 'rejected'], {
    message: both('kind 应为 upheld、partly 或 rejected', 'kind is upheld, partly or rejected'),
  })
  kind!: 'upheld' | 'partly' | 'rejected';

  @ApiPropertyOptional({ type: [RulingDto], description: 'default of an objection that is upheld: every fact is void' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => RulingDto)
  rulings?: RulingDto[];
}

export class ObjectionDecisionDto extends EffectDto {
  @ApiProperty({ example: '值班登记属实' })
  @Matches(/\S/, REASON)
  @MaxLength(1000, REASON)
  reason!: string;

  /** Digest of the effect that was shown. */
  @ApiProperty({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  @Matches(/^[0-9a-f]{64}$/, { message: both('请先查看影响，再写明它的摘要（shown）', 'shown must be a SHA-256') })
  shown!: string;
}
