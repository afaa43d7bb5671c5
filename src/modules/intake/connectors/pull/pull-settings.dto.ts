import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
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
import { barred } from 'src/config/reach';

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const NAME = /^[A-Za-z_][\w.-]{0,63}$/;

class PullCompleteDto extends DaysBehindDto {
  /** Where in the last page the source itself says until when it is complete. */
  @IsOptional()
  @IsString({ message: both('complete.field 应是字段路径', 'complete.field must be a path of members') })
  @MaxLength(200)
  field?: string;
}

class PagingDto {
  @IsIn(['page', 'next'], { message: both('paging.by 应为 page 或 next', 'paging.by must be page or next') })
  by!: 'page' | 'next';

  /** `page`: the parameter with the page number. `next`: the parameter for the mark of the next page; without it the mark is an address. */
  @IsOptional()
  @Matches(NAME, { message: both('paging.param 应是参数名', 'paging.param must be the name of a parameter') })
  param?: string;

  @IsOptional()
  @IsInt({ message: both('paging.first 应为整数', 'paging.first must be a whole number') })
  @Min(0)
  first?: number;

  /** `next`: where in a page the mark of the next one stands. */
  @IsOptional()
  @IsString({ message: both('paging.field 应是字段路径', 'paging.field must be a path of members') })
  @MaxLength(200)
  field?: string;
}

class WatermarkDto {
  @Matches(NAME, { message: both('watermark.param 应是参数名', 'watermark.param must be the name of a parameter') })
  param!: string;

  /** The member of each row whose largest value the next pull begins with. */
  @IsString({ message: both('watermark.field 应是字段路径', 'watermark.field must be a path of members') })
  @MaxLength(200)
  field!: string;

  @IsOptional()
  @IsString({ message: both('watermark.start 应是文字', 'watermark.start must be text') })
  @MaxLength(255)
  start?: string;

  /** The source gives its rows in the order of the field: a pull that reaches its limits may go on from there next time. */
  @IsOptional()
  @IsBoolean({ message: both('watermark.ordered 应为 true 或 false', 'watermark.ordered must be true or false') })
  ordered?: boolean;
}

class CredentialDto extends SecretDto {
  @IsOptional()
  @Matches(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, {
    message: both('credential.header 应是请求头名', 'credential.header must be the name of a header'),
  })
  @Matches(/^(?!(?:host|connection|content-length|transfer-encoding|upgrade)$)/i, {
    message: both('credential.header 不能是这个请求头', 'credential.header must not be this header'),
  })
  header?: string;

  /** What stands before the secret, `Bearer ` by default with `Authorization`. */
  @IsOptional()
  @Matches(/^[\x20-\x7e]{0,40}$/, {
    message: both('credential.prefix 应是英文字符', 'credential.prefix must be ASCII'),
  })
  prefix?: string;
}

export class PullSettings extends CommonSettings {
  @IsString({ message: both('缺少 url', 'url is missing') })
  @MaxLength(1000)
  url!: string;

  @IsArray({ message: both('缺少 hosts（允许访问的主机名）', 'hosts, the hosts that may be asked, is missing') })
  @ArrayMinSize(1, { message: both('hosts 不能是空的列表', 'hosts must not be empty') })
  @ArrayMaxSize(20)
  @Matches(HOST, {
    each: true,
    message: both(
      'hosts 里应是小写的主机名，端口不是通常的要写上，如 dc.example.gov.cn:8443',
      'hosts must hold host names in lower case, with the port where it is not the usual one',
    ),
  })
  hosts!: string[];

  /** Hosts of the list that may lie on this machine or in a private network. */
  @IsOptional()
  @IsArray({ message: both('internal 应是主机名的列表', 'internal must be a list of hosts') })
  @IsString({ each: true, message: both('internal 里应都是主机名', 'internal must hold hosts only') })
  internal?: string[];

  /** Where in a page the list of rows stands; absent: the page is the list. */
  @IsOptional()
  @IsString({ message: both('items 应是字段路径', 'items must be a path of members') })
  @MaxLength(200)
  items?: string;

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => PagingDto)
  paging?: PagingDto;

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => WatermarkDto)
  watermark?: WatermarkDto;

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => CredentialDto)
  credential?: CredentialDto;

  @IsOptional()
  @IsInt({ message: both('maxPages 应为整数', 'maxPages must be a whole number') })
  @Min(1)
  @Max(1000)
  maxPages?: number;

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => PullCompleteDto)
  complete?: PullCompleteDto;

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => TlsDto)
  tls?: TlsDto;
}

/** What no member can say alone. */
export function pullProblems({ url, hosts, internal = [], paging, complete, tls }: PullSettings): Problem[] {
  const problems: Problem[] = [];
  const wrong = (zh: string, en: string): void => void problems.push({ zh, en });
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const why = parsed ? barred(parsed, { url, hosts }) : 'scheme';
  if (why === 'scheme') wrong('url 应是 http:// 或 https:// 开头的地址', 'url must begin with http:// or https://');
  if (why === 'credentials') wrong('url 里不能写用户名和密码', 'url must not hold a user name or password');
  if (why === 'host') wrong('url 的主机不在 hosts 里', 'the host of url is not among hosts');
  if (parsed?.hash) wrong('url 里不能有 #', 'url must not hold #');
  if (internal.some((host) => !hosts.includes(host)))
    wrong('internal 里的主机必须也在 hosts 里', 'every internal host must be among hosts');
  if (paging?.by === 'page' && paging.param === undefined)
    wrong('按页码翻页时缺少 paging.param', 'paging by page needs paging.param');
  if (paging?.by === 'next' && paging.field === undefined)
    wrong('按下一页标记翻页时缺少 paging.field', 'paging by next needs paging.field');
  if (complete && (complete.daysBehind === undefined) === (complete.field === undefined))
    wrong('complete 里 daysBehind 和 field 应写其中一个', 'complete needs either daysBehind or field');
  if (tls && parsed?.protocol !== 'https:') wrong('tls 只用于 https:// 开头的地址', 'tls is for https:// only');
  const certificate = certificateProblem(tls);
  return certificate ? [...problems, certificate] : problems;
}
