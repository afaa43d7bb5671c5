import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
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

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const nested = { message: both('应是一个对象', 'a setting that must be an object is none') };

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

export class CompleteRuleDto {
  /** The day from which on the source delivers: nothing before it is ever called complete. */
  @Matches(DAY, {
    message: both('complete.since 应写成 2026-03-01 的样子', 'complete.since must be a day such as 2026-03-01'),
  })
  since!: string;
}

/** A finished pull is complete up to so many days before its day. */
export class DaysBehindDto extends CompleteRuleDto {
  @IsOptional()
  @IsInt({ message: both('complete.daysBehind 应为整数', 'complete.daysBehind must be a whole number') })
  @Min(1, { message: both('complete.daysBehind 至少为 1', 'complete.daysBehind must be at least 1') })
  @Max(60, { message: both('complete.daysBehind 最多为 60', 'complete.daysBehind must be at most 60') })
  daysBehind?: number;
}

/** How much of its history a source keeps; what the next delivery rests on is always kept. */
class KeepDto {
  /** A push is known by its key for as long, so a month at least. */
  @IsOptional()
  @IsInt({ message: both('keep.days 应为整数', 'keep.days must be a whole number') })
  @Min(31, { message: both('keep.days 至少为 31', 'keep.days must be at least 31') })
  @Max(3650, { message: both('keep.days 最多为 3650', 'keep.days must be at most 3650') })
  days?: number;

  /** Of a source that is pulled, at most so many deliveries, however young. */
  @IsOptional()
  @IsInt({ message: both('keep.runs 应为整数', 'keep.runs must be a whole number') })
  @Min(10, { message: both('keep.runs 至少为 10', 'keep.runs must be at least 10') })
  @Max(1_000_000, { message: both('keep.runs 最多为 1000000', 'keep.runs must be at most 1000000') })
  runs?: number;
}

/** The secret of a source: only names made for this purpose, a declaration must not be able to send other secrets away. */
export class SecretDto {
  @Matches(/^BAIFEN_SOURCE_[A-Z0-9_]{1,60}$/, {
    message: both(
      'credential.env 应是以 BAIFEN_SOURCE_ 开头的环境变量名（密码和令牌不写在登记里）',
      'credential.env must name an environment variable that begins with BAIFEN_SOURCE_ (the secret itself is not declared)',
    ),
  })
  env!: string;
}

/** Which certificates the other side may show. */
export class TlsDto {
  /** Certificates of an authority of your own, as PEM text; absent: those that Node knows. */
  @IsOptional()
  @IsString({ message: both('tls.ca 应是 PEM 文本', 'tls.ca must be PEM text') })
  @MaxLength(30_000, { message: both('tls.ca 太长', 'tls.ca is too long') })
  ca?: string;

  /** The name in the certificate where it is not the host. */
  @IsOptional()
  @Matches(/^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/, {
    message: both('tls.name 应是证书里的小写名称', 'tls.name must be the name in the certificate, in lower case'),
  })
  name?: string;
}

/** What is wrong with the certificates of a declaration, or undefined. */
export function certificateProblem(tls: TlsDto | undefined): Problem | undefined {
  try {
    if (tls?.ca !== undefined) new X509Certificate(tls.ca);
    return undefined;
  } catch {
    return {
      zh: 'tls.ca 不是证书（应是 PEM 文本，以 -----BEGIN CERTIFICATE----- 开头）',
      en: 'tls.ca is no certificate (PEM text, it begins with -----BEGIN CERTIFICATE-----)',
    };
  }
}

export class CommonSettings {
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

  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => KeepDto)
  keep?: KeepDto;
}
