import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
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
  validateSync,
} from 'class-validator';
import { both, problemsOf, type Problem } from 'src/config/validation';
import { barred } from './pull/reach';

export const KINDS = ['push', 'http-pull'] as const;
export type Kind = (typeof KINDS)[number];

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const NAME = /^[A-Za-z_][\w.-]{0,63}$/;
const nested = { message: both('应是一个对象', 'a setting that must be an object is none') };

class OptionsDto {
  @IsOptional()
  @IsIn(['ymd', 'mdy', 'dmy'], {
    message: both('options.dateOrder 应为 ymd、mdy 或 dmy', 'options.dateOrder must be ymd, mdy or dmy'),
  })
  dateOrder?: 'ymd' | 'mdy' | 'dmy';

  @IsOptional()
  @IsObject({ message: both('options.gradeCodes 应是“代码: 等级”的对象', 'options.gradeCodes must be an object') })
  gradeCodes?: Record<string, string>;

  @IsOptional()
  @IsBoolean({ message: both('options.numbersAsIds 应为 true 或 false', 'options.numbersAsIds must be true or false') })
  numbersAsIds?: boolean;
}

class PushCompleteDto {
  /** The day from which on the source delivers: nothing before it is ever called complete. */
  @Matches(DAY, {
    message: both('complete.since 应写成 2026-03-01 的样子', 'complete.since must be a day such as 2026-03-01'),
  })
  since!: string;
}

class PullCompleteDto extends PushCompleteDto {
  /** A finished pull is complete up to so many days before its day. */
  @IsOptional()
  @IsInt({ message: both('complete.daysBehind 应为整数', 'complete.daysBehind must be a whole number') })
  @Min(1, { message: both('complete.daysBehind 至少为 1', 'complete.daysBehind must be at least 1') })
  @Max(60, { message: both('complete.daysBehind 最多为 60', 'complete.daysBehind must be at most 60') })
  daysBehind?: number;

  /** Where in the last page the source itself says until when it is complete. */
  @IsOptional()
  @IsString({ message: both('complete.field 应是字段路径', 'complete.field must be a path of members') })
  @MaxLength(200)
  field?: string;
}

class CommonSettings {
  /** Its statements are about these windows or devices only; absent: the whole hall. */
  @IsOptional()
  @IsArray({ message: both('windows 应是窗口编号的列表', 'windows must be a list of codes') })
  @ArrayMinSize(1, { message: both('windows 不能是空的列表', 'windows must not be empty') })
  @ArrayMaxSize(500)
  @IsString({ each: true, message: both('windows 里应都是窗口编号', 'windows must hold codes only') })
  windows?: string[];

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => OptionsDto)
  options?: OptionsDto;
}

export class PushSettings extends CommonSettings {
  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => PushCompleteDto)
  complete?: PushCompleteDto;
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

class CredentialDto {
  /** Only names made for this purpose: a declaration must not be able to send other secrets away. */
  @Matches(/^BAIFEN_SOURCE_[A-Z0-9_]{1,60}$/, {
    message: both(
      'credential.env 应是以 BAIFEN_SOURCE_ 开头的环境变量名（密码和令牌不写在登记里）',
      'credential.env must name an environment variable that begins with BAIFEN_SOURCE_ (the secret itself is not declared)',
    ),
  })
  env!: string;

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
}

export type SourceSettings = PushSettings | PullSettings;

export interface Checked {
  readonly settings: SourceSettings;
  readonly problems: readonly Problem[];
}

/** Settings of a declaration with everything that is wrong with them. */
export function checkSettings(kind: Kind, value: unknown): Checked {
  const object = typeof value === 'object' && value !== null && !Array.isArray(value);
  const settings: SourceSettings = plainToInstance<SourceSettings, object>(TYPES[kind], object ? value : {});
  if (!object)
    return { settings, problems: [{ zh: '设置应是一个 JSON 对象', en: 'the settings must be one JSON object' }] };
  const rules = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;
  const problems = problemsOf(validateSync(settings, rules));
  if (problems.length > 0 || !(settings instanceof PullSettings)) return { settings, problems };
  return { settings, problems: together(settings) };
}

const TYPES = { push: PushSettings, 'http-pull': PullSettings } as const;

/** What no member can say alone. */
function together({ url, hosts, internal = [], paging, complete }: PullSettings): Problem[] {
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
  return problems;
}
