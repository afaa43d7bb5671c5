import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { firstDay, lastDay, parseCivilDate } from 'src/common/civil-date';
import type { Fact, MonthFacts, PastMonth, StaffSubject, WindowSubject } from 'src/modules/rules/facts';
import { measureOf } from 'src/modules/scoring/engine/facts/conditions';
import { FACTS_SCHEMA } from './facts-schema';

export interface FactsFile {
  readonly facts: MonthFacts;
  /** The document states no coverage, so that everything counts as complete. */
  readonly coverageAssumed: boolean;
}

export interface FactsFault {
  /** JSON pointer into the document; `/` for the whole of it. */
  readonly where: string;
  readonly cause: { readonly zh: string; readonly en: string };
}

type Plain = Readonly<Record<string, unknown>>;
let validate: ValidateFunction | undefined;

/** Checks a document against the schema and fills in what people may leave out. */
export function readFacts(document: unknown): FactsFile | { readonly faults: readonly FactsFault[] } {
  const check = (validate ??= validator());
  if (!check(document)) return { faults: (check.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(faultOf) };
  const file = document as Plain & { readonly period: string };
  const { period, coverage, subjects, facts = [], past, ...rest } = file;
  const whole = { from: firstDay(period), to: lastDay(period) };
  const { windows, staff = [] } = subjects as { windows: (string | Plain)[]; staff?: (string | Plain)[] };
  const stated = (coverage as Plain[] | undefined) ?? [{ source: '*' }];
  return {
    coverageAssumed: coverage === undefined,
    facts: {
      ...(rest as Partial<MonthFacts>),
      period,
      subjects: { windows: windows.map(named) as unknown as WindowSubject[], staff: staff.map(personOf) },
      facts: (facts as Plain[]).map(factOf),
      coverage: stated.map((one) => ({ ...whole, ...one })) as unknown as MonthFacts['coverage'],
      ...(past !== undefined && { past: (past as Plain[]).map(pastOf) }),
    },
  };
}

function named(subject: string | Plain): Plain {
  return typeof subject === 'string' ? { id: subject, name: subject } : { name: subject.id, ...subject };
}

function personOf(subject: string | Plain): StaffSubject {
  const { window, ...person } = named(subject);
  const at = person.at ?? (window === undefined ? [] : [{ window, days: 1 }]);
  return { ...person, at } as unknown as StaffSubject;
}

function factOf(fact: Plain, index: number): Fact {
  if ('measure' in fact) {
    const basis = (fact.basis as string | undefined) ?? measureOf(String(fact.measure)).basis;
    const id = `${String(fact.measure)}/${basis}/${String(fact.subject)}`;
    return { id, ...fact, kind: 'tally', basis } as unknown as Fact;
  }
  return { id: `#${index + 1}`, ...fact, kind: 'occurrence' } as unknown as Fact;
}

function pastOf(month: Plain): PastMonth {
  const standings = (month.standings as Plain[]).map((one) => ({
    group: '',
    fromBottom: null,
    score: '0',
    outcomes: [],
    ...one,
  }));
  return { ...month, standings } as unknown as PastMonth;
}

function validator(): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  ajv.addFormat('civil-date', (text: string) => parseCivilDate(text) !== undefined);
  return ajv.compile(FACTS_SCHEMA);
}

function faultOf({ instancePath, keyword, params, message = '' }: ErrorObject): FactsFault {
  const where = instancePath === '' ? '/' : instancePath;
  const word = (name: string): string => String((params as Record<string, string | number | undefined>)[name] ?? '');
  const zh: Record<string, string> = {
    required: `缺少 ${word('missingProperty')}`,
    additionalProperties: `不认识 ${word('additionalProperty')}`,
    type: `类型应为 ${word('type')}`,
    enum: '不在允许的词之内',
    const: `应为 ${word('allowedValue')}`,
    format: '不是有效的日期（YYYY-MM-DD）',
    pattern: '写法不对',
    minimum: `不得小于 ${word('limit')}`,
    maximum: `不得大于 ${word('limit')}`,
    minLength: '不得为空',
    maxLength: `不得超过 ${word('limit')} 个字符`,
  };
  const en =
    keyword === 'additionalProperties'
      ? `unknown member ${word('additionalProperty')}`
      : keyword === 'format'
        ? 'not a day (YYYY-MM-DD)'
        : message;
  return { where, cause: { zh: zh[keyword] ?? message, en } };
}
