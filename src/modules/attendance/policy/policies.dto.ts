import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { both } from 'src/config/validation';

const LARGEST = 60_000;

/** A document that holds from a day on. */
export class DatedTextDto {
  /** First day. */
  @ApiProperty({ example: '2026-03-01' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
    message: both('请写明施行日（from），如 2026-03-01', 'name the first day (from) such as 2026-03-01'),
  })
  from!: string;

  /** The document, YAML or JSON, as a file would hold it. */
  @ApiProperty({ example: 'name: 请假与顶岗规定' })
  @IsString({ message: both('请给出规定或作息表的全文（text）', 'give the whole document (text)') })
  @Matches(/\S/, { message: both('请给出规定或作息表的全文（text）', 'give the whole document (text)') })
  @MaxLength(LARGEST, { message: both('全文不能超过 6 万字', 'text has at most 60,000 characters') })
  text!: string;
}
