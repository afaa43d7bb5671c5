import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { both } from 'src/config/validation';

export class ComparisonQuery {
  /** Id of the uploaded file. */
  @ApiProperty()
  @Matches(/^[0-9a-f-]{36}$/, { message: both('上传编号不正确', 'upload must be the id of an uploaded file') })
  upload!: string;
}
