import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { both } from 'src/config/validation';
import { HallParams, MonthParams } from 'src/modules/calendar';
import { ValuesDto } from 'src/modules/submissions/submissions.dto';

export class QueueQuery {
  @ApiPropertyOptional({ example: '督查科', description: 'one scoring department only' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  department?: string;
}

/** `points`, `labels` and `amounts` only of `changed`. */
export class DecisionDto extends ValuesDto {
  @ApiProperty({ enum: ['verified', 'changed', 'rejected', 'withdrawn'] })
  @IsIn(['verified', 'changed', 'rejected', 'withdrawn'], {
    message: both(
      '结论应为 verified、changed、rejected 或 withdrawn',
      'decision must be verified, changed, rejected or withdrawn',
    ),
  })
  decision!: 'verified' | 'changed' | 'rejected' | 'withdrawn';

  @ApiPropertyOptional({ description: 'demanded unless verified' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

export class SectionParams extends MonthParams {
  /** Name of the scoring department, as the book writes it. */
  @ApiProperty({ example: '督查科' })
  @Matches(/^[^/]{1,60}$/, { message: both('计分科室名称不正确', 'department must be a name') })
  department!: string;
}

export class SampleParams extends HallParams {
  /** Id of a sample. */
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{12}$/, { message: both('抽样编号不正确', 'sample must be an id') })
  sample!: string;
}

export class DrawDto {
  @ApiProperty({ enum: ['spot-check', 'callback'] })
  @IsIn(['spot-check', 'callback'], {
    message: both('抽样方式应为 spot-check 或 callback', 'kind must be spot-check or callback'),
  })
  kind!: 'spot-check' | 'callback';

  @ApiProperty({ example: '党务科' })
  @IsString({ message: both('请写明计分科室（department）', 'name the department') })
  @MaxLength(60)
  department!: string;

  @ApiPropertyOptional({ default: 20, description: 'whole per cent of each window, rounded up' })
  @IsOptional()
  @IsInt({ message: both('比例应为整数', 'percent must be a whole number') })
  @Min(1)
  @Max(100)
  percent?: number;

  @ApiPropertyOptional({ default: 1, description: 'of each window at least so many' })
  @IsOptional()
  @IsInt({ message: both('至少条数应为整数', 'atLeast must be a whole number') })
  @Min(0)
  @Max(100)
  atLeast?: number;

  @ApiPropertyOptional({ description: 'only to repeat a sample; otherwise the system chooses it' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  seed?: string;
}

export class SampleResultDto {
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{12}$/, { message: both('填报事项编号不正确', 'submission must be an id') })
  submission!: string;

  @ApiProperty({ enum: ['true', 'false', 'unreached'] })
  @IsIn(['true', 'false', 'unreached'], {
    message: both('结果应为 true、false 或 unreached', 'outcome must be true, false or unreached'),
  })
  outcome!: 'true' | 'false' | 'unreached';

  @ApiPropertyOptional({ description: 'demanded unless true' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  remark?: string;
}
