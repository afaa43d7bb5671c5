import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, validateSync } from 'class-validator';
import { resolve } from 'node:path';
import { badEnvironment } from './refusals';

/** The environment, validated once at start: every problem is told at once, values are not printed. */
class Environment {
  @IsOptional()
  @Matches(/^(mysql|mariadb):\/\//, { message: 'BAIFEN_DATABASE_URL must begin with mysql:// or mariadb://' })
  BAIFEN_DATABASE_URL?: string;

  @IsOptional()
  @IsString()
  BAIFEN_DATA?: string;

  @IsOptional()
  @IsString()
  BAIFEN_CALENDAR_DIR?: string;

  @IsIn(['127.0.0.1', 'localhost', '::1'], {
    message:
      'BAIFEN_HOST must be 127.0.0.1, localhost or ::1: without accounts the server listens on this machine only',
  })
  BAIFEN_HOST = '127.0.0.1';

  @IsInt({ message: 'BAIFEN_PORT must be a whole number' })
  @Min(0, { message: 'BAIFEN_PORT must not be below 0' })
  @Max(65535, { message: 'BAIFEN_PORT must not be above 65535' })
  BAIFEN_PORT = 3000;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, { message: 'BAIFEN_NOW must look like 2026-03-05 10:00:00' })
  BAIFEN_NOW?: string;

  @IsIn(['zh', 'en'], { message: 'BAIFEN_LANG must be zh or en' })
  BAIFEN_LANG: 'zh' | 'en' = 'zh';
}

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
  ) {}
}

/** Reads the settings. Throws the refusal `config.environment` with all problems. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name.startsWith('BAIFEN_') && value !== undefined && value !== '',
    ),
  ) as Record<string, string>;
  const port = given.BAIFEN_PORT;
  const values = plainToInstance(Environment, {
    ...given,
    ...(port === undefined ? {} : { BAIFEN_PORT: Number(port) }),
  });
  const problems = validateSync(values).flatMap((error) => Object.values(error.constraints ?? {}));
  if (problems.length > 0) throw badEnvironment({ problems });
  return new Settings(
    values.BAIFEN_DATABASE_URL,
    resolve(values.BAIFEN_DATA ?? 'var'),
    values.BAIFEN_CALENDAR_DIR,
    values.BAIFEN_HOST,
    values.BAIFEN_PORT,
    values.BAIFEN_LANG,
    values.BAIFEN_NOW,
  );
}
