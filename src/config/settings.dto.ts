import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, validateSync } from 'class-validator';
import { join, resolve } from 'node:path';
import { badEnvironment } from './refusals';
import { both, problemsOf } from './validation';

/** The environment, validated once at start: every problem is told at once, values are not printed. */
class Environment {
  @IsOptional()
  @Matches(/^(mysql|mariadb):\/\//, {
    message: both(
      'BAIFEN_DATABASE_URL 应以 mysql:// 或 mariadb:// 开头',
      'BAIFEN_DATABASE_URL must begin with mysql:// or mariadb://',
    ),
  })
  BAIFEN_DATABASE_URL?: string;

  @IsOptional()
  @IsString()
  BAIFEN_DATA?: string;

  @IsOptional()
  @IsString()
  BAIFEN_EVIDENCE?: string;

  @IsOptional()
  @IsString()
  BAIFEN_CALENDAR_DIR?: string;

  @Matches(/^(?:[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:.]{2,45})$/, {
    message: both(
      'BAIFEN_HOST 应为要监听的地址，例如 127.0.0.1 或 0.0.0.0',
      'BAIFEN_HOST must be an address to listen on, for example 127.0.0.1 or 0.0.0.0',
    ),
  })
  BAIFEN_HOST = '127.0.0.1';

  @IsOptional()
  @Matches(/^[A-Za-z0-9.:[\]-]{1,253}(?:\s*,\s*[A-Za-z0-9.:[\]-]{1,253})*$/, {
    message: both(
      'BAIFEN_ALLOWED_HOSTS 应为网址里的主机名，用逗号分开，例如 kaohe.example.gov.cn',
      'BAIFEN_ALLOWED_HOSTS must be the host names of the address, separated by commas',
    ),
  })
  BAIFEN_ALLOWED_HOSTS?: string;

  @IsOptional()
  @Matches(
    /^(?:loopback|[0-9A-Fa-f:.]{2,45}(?:\/\d{1,3})?)(?:\s*,\s*(?:loopback|[0-9A-Fa-f:.]{2,45}(?:\/\d{1,3})?))*$/,
    {
      message: both(
        'BAIFEN_TRUST_PROXY 应为代理服务器的地址，用逗号分开，例如 127.0.0.1',
        'BAIFEN_TRUST_PROXY must be the addresses of the proxy, separated by commas, for example 127.0.0.1',
      ),
    },
  )
  BAIFEN_TRUST_PROXY?: string;

  @Matches(/^(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/, {
    message: both('BAIFEN_PORT 应为 0 到 65535 的整数', 'BAIFEN_PORT must be a whole number from 0 to 65535'),
  })
  BAIFEN_PORT = '3000';

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, {
    message: both('BAIFEN_NOW 应写成 2026-03-05 10:00:00 的样子', 'BAIFEN_NOW must look like 2026-03-05 10:00:00'),
  })
  BAIFEN_NOW?: string;

  @Matches(/^(?:3[1-9]|[4-9]\d|[1-9]\d{2}|[12]\d{3}|3[0-5]\d{2}|36[0-4]\d|3650)$/, {
    message: both(
      'BAIFEN_HISTORY_DAYS 应为 31 到 3650 的整数',
      'BAIFEN_HISTORY_DAYS must be a whole number from 31 to 3650',
    ),
  })
  BAIFEN_HISTORY_DAYS = '180';

  @IsOptional()
  @Matches(/^(?:off|(?:account|token|address)=\d{1,6}(?:,(?:account|token|address)=\d{1,6})*)$/, {
    message: both(
      'BAIFEN_RATE_LIMITS 应为 off，或每分钟请求数，例如 account=600,token=1200,address=600（0 为不限）',
      'BAIFEN_RATE_LIMITS must be off, or requests a minute, for example account=600,token=1200,address=600 (0: no limit)',
    ),
  })
  BAIFEN_RATE_LIMITS?: string;

  @IsIn(['zh', 'en'], { message: both('BAIFEN_LANG 只能是 zh 或 en', 'BAIFEN_LANG must be zh or en') })
  BAIFEN_LANG: 'zh' | 'en' = 'zh';
}

/** Requests a minute; 0: no limit. */
export interface RateLimits {
  /** Of one account, from all its browsers. */
  readonly account: number;
  /** Of one API token. */
  readonly token: number;
  /** Of one address that calls without an account: signing in, devices that push, guessers. */
  readonly address: number;
}

export const NO_LIMITS: RateLimits = { account: 0, token: 0, address: 0 };
/** A clerk's page asks for a handful of things; a county's windows may all sign in from one address within a minute. */
const USUAL_LIMITS: RateLimits = { account: 600, token: 1200, address: 600 };

/** How the server is reached. */
export interface Access {
  /** Host names under which its pages are opened, beside those of this machine. */
  readonly hosts: readonly string[];
  /** Addresses of the proxy whose word on client address, host and TLS is taken. */
  readonly proxies: readonly string[];
  /** Passwords cost next to nothing to hash: tests only, no variable of the environment sets it. */
  readonly cheapPasswords: boolean;
  readonly rates: RateLimits;
}

export const LOCAL_ACCESS: Access = { hosts: [], proxies: [], cheapPasswords: false, rates: NO_LIMITS };

export class Settings {
  constructor(
    readonly databaseUrl: string | undefined,
    /** Folder for the embedded database, drop folders and written files. */
    readonly dataDir: string,
    readonly calendarDir: string | undefined,
    readonly host: string,
    readonly port: number,
    readonly language: 'zh' | 'en',
    /** A clock that stands still, for tests and demonstrations; undefined: the real time. */
    readonly now?: string,
    /** So long the history of jobs is kept, and of sources that do not say otherwise. */
    readonly historyDays = 180,
    /** Folder for files of evidence; several servers share one. */
    readonly evidenceDir = join(dataDir, 'evidence'),
    readonly access: Access = LOCAL_ACCESS,
  ) {}
}

/** Reads the settings. Throws the refusal `config.environment` with all problems. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name.startsWith('BAIFEN_') && value !== undefined && value !== '',
    ),
  ) as Record<string, string>;
  const values = plainToInstance(Environment, given);
  const problems = problemsOf(validateSync(values));
  if (problems.length > 0) throw badEnvironment({ problems });
  return new Settings(
    values.BAIFEN_DATABASE_URL,
    resolve(values.BAIFEN_DATA ?? 'var'),
    values.BAIFEN_CALENDAR_DIR,
    values.BAIFEN_HOST,
    Number(values.BAIFEN_PORT),
    values.BAIFEN_LANG,
    values.BAIFEN_NOW,
    Number(values.BAIFEN_HISTORY_DAYS),
    values.BAIFEN_EVIDENCE === undefined ? undefined : resolve(values.BAIFEN_EVIDENCE),
    {
      hosts: listOf(values.BAIFEN_ALLOWED_HOSTS),
      proxies: listOf(values.BAIFEN_TRUST_PROXY),
      cheapPasswords: false,
      rates: ratesOf(values),
    },
  );
}

/** With a clock that stands still no minute ever ends: then there are no limits, unless they are asked for. */
function ratesOf({ BAIFEN_RATE_LIMITS: text, BAIFEN_NOW: now }: Environment): RateLimits {
  if (text === 'off' || (text === undefined && now !== undefined)) return NO_LIMITS;
  const given = listOf(text).map((one) => one.split('=') as [string, string]);
  return { ...USUAL_LIMITS, ...Object.fromEntries(given.map(([kind, most]) => [kind, Number(most)])) };
}

function listOf(text = ''): string[] {
  return text
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
}
