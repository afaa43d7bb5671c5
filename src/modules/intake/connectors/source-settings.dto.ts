import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested, validateSync } from 'class-validator';
import { problemsOf, type Problem } from 'src/config/validation';
import { CommonSettings, CompleteRuleDto, nested } from './common-settings.dto';
import { pullProblems, PullSettings } from './pull/pull-settings.dto';
import { viewProblems, ViewSettings } from './sql/view-settings.dto';

export const KINDS = ['push', 'http-pull', 'sql-view'] as const;
export type Kind = (typeof KINDS)[number];

export class PushSettings extends CommonSettings {
  @IsOptional()
  @IsObject(nested)
  @ValidateNested()
  @Type(() => CompleteRuleDto)
  complete?: CompleteRuleDto;
}

export type SourceSettings = PushSettings | PullSettings | ViewSettings;

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
  return { settings, problems: problems.length > 0 ? problems : together(settings) };
}

const TYPES = { push: PushSettings, 'http-pull': PullSettings, 'sql-view': ViewSettings } as const;

/** What no member can say alone. */
function together(settings: SourceSettings): Problem[] {
  if (settings instanceof PullSettings) return pullProblems(settings);
  if (settings instanceof ViewSettings) return viewProblems(settings);
  return settings.keep?.runs === undefined ? [] : [ONLY_DAYS];
}

const ONLY_DAYS: Problem = {
  zh: '推送的来源不能写 keep.runs（同一个编号至少要认一个月），请写 keep.days',
  en: 'a pushing source has no keep.runs (a key is known for a month at least); use keep.days',
};
