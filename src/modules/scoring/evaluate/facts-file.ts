import Ajv, { type ValidateFunction } from 'ajv';
import { firstDay, lastDay, parseCivilDate } from 'src/common/civil-date';
import type { Fact, MonthFacts, PastMonth, StaffSubject, WindowSubject } from 'src/modules/rules/facts';
import { measureOf } from 'src/modules/scoring/engine/facts/conditions';
import { schemaFault, type FactsFault } from './facts-faults';
import { meaningFaults } from './facts-meaning';
import { FACTS_SCHEMA } from './facts-schema';

export interface FactsFile {
  readonly facts: MonthFacts;
  /** The document states no coverage, so that everything counts as complete. */
  readonly coverageAssumed: boolean;
}

type Plain = Readonly<Record<string, unknown>>;
let validate: ValidateFunction | undefined;

/** Checks a document against the schema and the catalogue and fills in what people may leave out. Never throws. */
export function readFacts(document: unknown): FactsFile | { readonly faults: readonly FactsFault[] } {
  const check = (validate ??= validator());
  if (!check(document)) {
    const errors = (check.errors ?? []).filter(({ keyword }) => keyword !== 'if');
    return { faults: errors.map((error) => schemaFault(error, document)) };
  }
  const file = document as Plain & { readonly period: string };
  const { period, coverage, subjects, facts = [], past, ...rest } = file;
  const whole = { from: firstDay(period), to: lastDay(period) };
  const { windows, staff = [] } = subjects as { windows: (string | Plain)[]; staff?: (string | Plain)[] };
  const stated = (coverage as Plain[] | undefined) ?? [{ source: '*' }];
  const month: MonthFacts = {
    ...(rest as Partial<MonthFacts>),
    period,
    subjects: { windows: windows.map(named) as unknown as WindowSubject[], staff: staff.map(personOf) },
    facts: (facts as Plain[]).map(factOf),
    coverage: stated.map((one) => ({ ...whole, ...one })) as unknown as MonthFacts['coverage'],
    ...(past !== undefined && { past: (past as Plain[]).map(pastOf) }),
  };
  const faults = meaningFaults(month);
  return faults.length > 0 ? { faults } : { coverageAssumed: coverage === undefined, facts: month };
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
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false, verbose: true });
  ajv.addFormat('civil-date', (text: string) => parseCivilDate(text) !== undefined);
  return ajv.compile(FACTS_SCHEMA);
}
