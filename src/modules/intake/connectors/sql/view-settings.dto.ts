import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { both, type Problem } from 'src/config/validation';
import {
  certificateProblem,
  CommonSettings,
  DaysBehindDto,
  nested,
  SecretDto,
  TlsDto,
} from 'src/modules/intake/connectors/common-settings.dto';
import { isIP } from 'node:net';
import { isName, kindOf, ROW_KEY } from './statement';

/** Names of tables, views, columns: what a back quote encloses safely. */
const NAME = /^[\p{L}\p{N}_$]{1,64}$/u;
const VIEW = /^[\p{L}\p{N}_$]{1,64}(?:\.[\p{L}\p{N}_$]{1,64})?$/u;
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

class ViewWatermarkDto {
  @Matches(NAME, { message: both('watermark.column 应是列名', 'watermark.column must be the name of a column') })
  column!: string;

  /** A time or a whole number. */
  @IsOptional()
  @IsString({ message: both('watermark.start 应是文字', 'watermark.start must be text') })
  start?: string;

  /** Every pull begins so many seconds (of a whole number: so much) before the watermark, for rows that were late. */
  @IsOptional()
  @IsInt({ message: both('watermark.overlap 应为整数', 'watermark.overlap must be a whole number') })
  @Min(0, { message: both('watermark.overlap 不能小于 0', 'watermark.overlap must not be below 0') })
  @Max(31_622_400, {
    message: both('watermark.overlap 最多一年（秒）', 'watermark.overlap is a year at most, in seconds'),
  })
  overlap?: number;
}

/** A view or table on another MySQL or MariaDB server. */
export class ViewSettings extends CommonSettings {
  @Matches(HOST, {
    message: both(
      'host 应是小写的主机名，端口不是 3306 的要写上，如 kq.example.gov.cn:3307',
      'host must be a host name in lower case, with the port where it is not 3306',
    ),
  })
  host!: string;

  /** The host may lie on this machine or in a private network. */
  @IsOptional()
  @IsBoolean({ message: both('internal 应为 true 或 false', 'internal must be true or false') })
  internal?: boolean;

  @Matches(NAME, { message: both('database 应是数据库名', 'database must be the name of a database') })
  database!: string;

  @Matches(/^[\x21-\x7e]{1,80}$/, { message: both('user 应是数据库账号', 'user must be the name of the account') })
  user!: string;

  /** The environment variable with the password. */
  @IsObject({ message: both('缺少 credential', 'credential is missing') })
  @ValidateNested()
  @Type(() => SecretDto)
  credential!: SecretDto;

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => TlsDto)
  tls?: TlsDto;

  @Matches(VIEW, { message: both('view 应是视图或表的名称', 'view must be the name of a view or table') })
  view!: string;

  /** Title as in a file → column of the view. */
  @IsObject({ message: both('columns 应是“表头: 列名”的对象', 'columns must be an object of title and column') })
  columns!: Record<string, string>;

  /** The columns that tell one row from another; where a row came from is said by them. */
  @IsArray({ message: both('key 应是列名的列表', 'key must be a list of columns') })
  @ArrayMinSize(1, { message: both('key 不能是空的列表', 'key must not be empty') })
  @ArrayMaxSize(5, { message: both('key 最多 5 列', 'key has 5 columns at most') })
  @Matches(NAME, { each: true, message: both('key 里应都是列名', 'key must hold names of columns') })
  key!: string[];

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => ViewWatermarkDto)
  watermark?: ViewWatermarkDto;

  /** Rows of one pull. */
  @IsOptional()
  @IsInt({ message: both('maxRows 应为整数', 'maxRows must be a whole number') })
  @Min(1, { message: both('maxRows 至少为 1', 'maxRows must be at least 1') })
  @Max(1_000_000, { message: both('maxRows 最多为 1000000', 'maxRows must be at most 1000000') })
  maxRows?: number;

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => DaysBehindDto)
  complete?: DaysBehindDto;
}

/** What no member can say alone. */
export function viewProblems({ host, internal, tls, columns, watermark, complete }: ViewSettings): Problem[] {
  const problems: Problem[] = [];
  const wrong = (zh: string, en: string): void => void problems.push({ zh, en });
  const titles = Object.entries(columns);
  if (titles.length === 0 || titles.length > 100 || titles.some(([title]) => title.trim() === '' || title.length > 100))
    wrong('columns 应有 1 到 100 个表头', 'columns must have 1 to 100 titles');
  if (titles.some(([, column]) => typeof column !== 'string' || !isName(column)))
    wrong('columns 里的列名不正确', 'columns must hold names of columns');
  if (titles.some(([title]) => title === ROW_KEY))
    wrong(
      `columns 里不能有表头“${ROW_KEY}”，它写的是来源的行`,
      `"${ROW_KEY}" holds the row of the source and is no title`,
    );
  if (watermark?.start !== undefined && kindOf(watermark.start) === undefined)
    wrong('watermark.start 应是时间（2026-01-01 00:00:00）或整数', 'watermark.start must be a time or a whole number');
  if (complete && complete.daysBehind === undefined) wrong('complete 里缺少 daysBehind', 'complete needs daysBehind');
  if (internal !== true && !tls) wrong('不在内部网络的服务器必须写 tls', 'a server that is not internal needs tls');
  if (tls && tls.name === undefined && isIP(host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')) !== 0)
    wrong(
      'host 是地址时，tls.name 应写证书里的名称',
      'where host is an address, tls.name is the name in the certificate',
    );
  const certificate = certificateProblem(tls);
  return certificate ? [...problems, certificate] : problems;
}
