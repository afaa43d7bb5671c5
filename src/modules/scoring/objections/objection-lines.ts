import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { explain } from 'src/modules/scoring/engine/explain/explain';
import type { Standing } from 'src/modules/scoring/engine/evaluation';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';
import { lineKey, type LineNamed, type RecordedObjection } from 'src/modules/submissions/objections/objection';

/** A line of a window's provisional sheet as the window may object to it. */
export interface OpenLine {
  /** Names the line in an objection. */
  readonly line: string;
  readonly type: Line['type'];
  readonly subject: string;
  readonly printed: string;
  readonly sentence: string;
  readonly facts: readonly string[];
  /** Until when it may be objected to; null: not now. */
  readonly until: CivilTime | null;
  readonly objection: { readonly id: string; readonly state: RecordedObjection['state'] } | null;
}

/** 预公示: what a window sees of itself before the month is closed; docs/schemas/provisional.schema.json. */
export interface Provisional {
  readonly hall: string;
  readonly period: Period;
  readonly revision: number;
  readonly state: string;
  readonly window: string;
  readonly name: string;
  /** null: the month was not computed yet. */
  readonly result: {
    readonly computedAt: CivilTime;
    readonly rank: number | null;
    readonly of: number;
    readonly base: string;
    readonly bonus: string;
    readonly deduction: string;
    readonly adjustment: string;
    readonly score: string;
  } | null;
  /** Of a month on notice: the last moment to object. */
  readonly noticeUntil: CivilTime | null;
  readonly lines: readonly OpenLine[];
}

/** Lines with something to object to: they carry points or withhold them, and rest on facts. */
export function objectionable(sheets: readonly Sheet[]): Line[] {
  return sheets.flatMap(({ lines }) =>
    lines.filter(({ kind, facts, item }) => kind !== 'adjustment' && facts.length > 0 && item !== undefined),
  );
}

/** A line as an objection names it. */
export function namedLine({ type, subject, item, name, clause, facts }: Line): LineNamed & { readonly line: string } {
  const about = { type, subject, item: item ?? null, facts };
  const words = [clause?.number, name].filter((text) => text !== undefined && text !== '').join(' ');
  return { ...about, line: lineKey(about), clause: (words === '' ? (item ?? '') : words).slice(0, 300) };
}

export interface Shown {
  readonly until: (line: Line) => CivilTime | null;
  readonly objections: readonly RecordedObjection[];
  readonly revision: number;
  readonly language: Language;
  readonly nameOf: (staff: string) => string;
}

export function openLine(line: Line, { until, objections, revision, language, nameOf }: Shown): OpenLine {
  const named = namedLine(line);
  const about = objections
    .filter(({ objection }) => objection.line === named.line && objection.revision === revision)
    .at(-1);
  return {
    ...{ line: named.line, type: line.type, subject: line.subject, printed: line.printed, facts: line.facts },
    sentence: explain(line, language, nameOf),
    until: about && about.state !== 'withdrawn' ? null : until(line),
    objection: about ? { id: about.objection.id, state: about.state } : null,
  };
}

/** Sums of the window's own sheet; the rank is for those who may see the ranking before it is published. */
export function sumsOf({ rank, of, base, bonus, deduction, adjustment, score }: Standing, ranked: boolean) {
  return { rank: ranked ? rank : null, of, base, bonus, deduction, adjustment, score };
}
