import type { Period } from 'src/common/civil-date';
import type { Occurrence } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import {
  basesIn,
  CASE_MEASURES,
  valueIn,
  windowBy,
  type CaseBasis,
  type CaseMeasure,
  type Judged,
} from 'src/modules/cases/case-month';
import type { CaseState } from 'src/modules/cases/case-state';
import { overdueOf, promiseBroken, repeatCorrection, secondNotice } from 'src/modules/cases/month/occurrences';

/** A value of the case that the later row gives in another way; null: it says nothing. */
export interface Change {
  readonly field: ChangedField;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** What one number of the closed month would be changed by. */
export interface TallyEffect {
  readonly measure: CaseMeasure;
  readonly basis: CaseBasis;
  readonly window: string;
  /** What the case adds to the number as it was closed, and as it would be. */
  readonly before: number;
  readonly after: number;
}

/** A charge of the closed month that would come, go or change. */
export interface ChargeEffect {
  readonly fact: Occurrence['type'];
  readonly before: Charge | null;
  readonly after: Charge | null;
}

export interface Charge {
  readonly window: string;
  readonly workingDays: number | null;
}

/** Fields compared, in the order in which they are shown. */
export const CHANGED_FIELDS = {
  standing: { zh: '状态', en: 'state' },
  accepted: { zh: '受理时间', en: 'accepted' },
  finished: { zh: '办结时间', en: 'finished' },
  promiseDays: { zh: '承诺时限', en: 'promise' },
  legalDays: { zh: '法定时限', en: 'legal limit' },
  type: { zh: '办件类型', en: 'type' },
  window: { zh: '窗口', en: 'window' },
  handler: { zh: '经办人', en: 'handler' },
  itemCode: { zh: '事项编码', en: 'item code' },
  itemName: { zh: '事项名称', en: 'item' },
  stopFrom: { zh: '特别程序开始', en: 'stop from' },
  stopTo: { zh: '特别程序结束', en: 'stop to' },
  correctionFrom: { zh: '补正告知', en: 'told to correct' },
  correctionTo: { zh: '补正受理', en: 'correction received' },
  corrections: { zh: '补正次数', en: 'corrections' },
} as const satisfies Partial<Record<keyof CaseState, { zh: string; en: string }>>;

export type ChangedField = keyof typeof CHANGED_FIELDS;

const FIELDS = Object.keys(CHANGED_FIELDS) as ChangedField[];

/** What the later row says otherwise; of a case that was not known every value it has. */
export function changesOf(before: CaseState | undefined, after: CaseState): Change[] {
  return FIELDS.flatMap((field) => {
    const [one, other] = [before?.[field] ?? null, after[field]];
    return one === other ? [] : [{ field, before: one, after: other }];
  });
}

/** The numbers of the month that the case would change, in the order of the catalogue of measures. */
export function tallyEffects(before: Judged | undefined, after: Judged | undefined, period: Period): TallyEffect[] {
  return CASE_MEASURES.flatMap((measure) =>
    MEASURES[measure].bases.flatMap((basis) => {
      const by = basis;
      const [one, other] = [added(before, measure, by, period), added(after, measure, by, period)];
      const windows = [...new Set([...one.keys(), ...other.keys()])].sort();
      return windows.flatMap((window) => {
        const values = { before: one.get(window) ?? 0, after: other.get(window) ?? 0 };
        return values.before === values.after ? [] : [{ measure, basis: by, window, ...values }];
      });
    }),
  );
}

/** The charges of the month that the case would bring, end or change. */
export function chargeEffects(before: Judged | undefined, after: Judged | undefined, period: Period): ChargeEffect[] {
  const [one, other] = [chargesOf(before, period), chargesOf(after, period)];
  const facts = [...new Set([...one.keys(), ...other.keys()])].sort();
  return facts.flatMap((fact) => {
    const [was, is] = [one.get(fact) ?? null, other.get(fact) ?? null];
    const isSame = was?.window === is?.window && was?.workingDays === is?.workingDays;
    return isSame ? [] : [{ fact, before: was, after: is }];
  });
}

function added(
  judged: Judged | undefined,
  measure: CaseMeasure,
  basis: CaseBasis,
  period: Period,
): ReadonlyMap<string, number> {
  const window = judged && windowBy(judged.windows, basis);
  if (!judged || !window || !basesIn(judged, period).includes(basis)) return new Map();
  return new Map([[window, valueIn(judged, measure, period)]]);
}

function chargesOf(judged: Judged | undefined, period: Period): ReadonlyMap<Occurrence['type'], Charge> {
  if (!judged) return new Map();
  const notice = secondNotice(judged.state, period);
  const late = [overdueOf(judged, period), promiseBroken(judged, period)];
  const facts = [...late, notice === undefined ? undefined : repeatCorrection(judged, notice)];
  return new Map(
    facts.flatMap((fact) => (fact?.window === undefined ? [] : [[fact.type, chargeOf(fact, fact.window)]])),
  );
}

function chargeOf({ amounts }: Occurrence, window: string): Charge {
  const days = amounts?.workingDays;
  return { window, workingDays: days === undefined ? null : Number(days) };
}
