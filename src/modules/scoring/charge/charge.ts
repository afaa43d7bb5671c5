import { lastDay, type CivilDate } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { Language } from 'src/common/language';
import type { Book, Item } from 'src/modules/rules/book';
import type { MonthFacts, Occurrence, Ruling, Subjects } from 'src/modules/rules/facts';
import { compile } from 'src/modules/scoring/engine/compile';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { explain } from 'src/modules/scoring/engine/explain/explain';
import { evaluate } from 'src/modules/scoring/engine/order';
import type { Line } from 'src/modules/scoring/engine/sheet';

/** What an item would do to one sheet. Points are printed as the book prints them. */
export interface SheetCharge {
  readonly type: string;
  readonly subject: string;
  /** Points of the item on this sheet without and with it, and the difference. */
  readonly before: string;
  readonly after: string;
  readonly change: string;
  /** The lines that are new, with their sentences. */
  readonly lines: readonly { readonly printed: string; readonly kind: string; readonly sentence: string }[];
}

/** What will be charged, if it is found true. */
export interface Charge {
  readonly item: string;
  readonly name: string;
  /** The window's sheet first; the chief's and others that the clause links. */
  readonly sheets: readonly SheetCharge[];
  /** Of the item's cap of the month, what the window has left afterwards; null: no cap. */
  readonly left: string | null;
  readonly cap: string | null;
  /** From this size on a second person has to find it true. */
  readonly secondPerson: boolean;
}

export interface Charging {
  readonly book: Book;
  readonly item: Item;
  readonly period: string;
  readonly subjects: Subjects;
  readonly openDays: readonly CivilDate[];
  /** What stands already of the same kinds. */
  readonly facts: readonly Occurrence[];
  readonly rulings: readonly Ruling[];
  readonly added: Occurrence;
  readonly language: Language;
}

/** Computed by the engine itself: the item alone, with what stands and with the new fact, over the same subjects. */
export function chargeOf(charging: Charging): Charge {
  const { item, added, facts, language } = charging;
  const window = added.window ?? '';
  const without = evaluated(charging, facts);
  const with_ = evaluated(charging, [...facts, added]);
  const sheets = with_.sheets
    .map((sheet): SheetCharge => {
      const same = without.sheets.find(({ type, subject }) => type === sheet.type && subject === sheet.subject);
      const known = new Set((same?.lines ?? []).map(keyOf));
      const [before, after] = [sumOf(same?.lines ?? []), sumOf(sheet.lines)];
      return {
        type: sheet.type,
        subject: sheet.subject,
        before: before.toFixed(decimalsOf(charging)),
        after: after.toFixed(decimalsOf(charging)),
        change: after.sub(before).toFixed(decimalsOf(charging)),
        lines: sheet.lines
          .filter((line) => !known.has(keyOf(line)))
          .map((line) => ({ printed: line.printed, kind: line.kind, sentence: explain(line, language) })),
      };
    })
    .filter(({ lines }) => lines.length > 0)
    .sort((a, b) => Number(b.subject === window) - Number(a.subject === window));
  const cap = item.caps?.month === undefined ? undefined : Fraction.parse(String(item.caps.month));
  const used = sumOf(with_.sheets.find(({ subject }) => subject === window)?.lines ?? []).abs();
  const limit = item.approveAbove === undefined ? undefined : Fraction.parse(String(item.approveAbove));
  const points = added.points === undefined ? undefined : Fraction.parse(added.points).abs();
  return {
    item: item.code,
    name: item.name,
    sheets,
    left: cap === undefined ? null : Fraction.max(cap.sub(used), Fraction.zero).toText(),
    cap: cap?.toText() ?? null,
    secondPerson: limit !== undefined && points !== undefined && points.compare(limit) >= 0,
  };
}

function evaluated(
  { book, item, period, subjects, openDays, rulings }: Charging,
  facts: readonly Occurrence[],
): Evaluation {
  // Outcomes and roll-ups look at other items; what is asked for is this one.
  const alone: Book = { ...book, items: [item], outcomes: [], rollups: {}, notConnected: [] };
  const ids = new Set(facts.map(({ id }) => id));
  const month: MonthFacts = {
    period,
    subjects,
    facts,
    coverage: [{ source: '*', from: `${period}-01`, to: lastDay(period) }],
    rulings: rulings.filter(({ fact }) => ids.has(fact)),
    openDays,
  };
  return evaluate(compile(alone), month);
}

function sumOf(lines: readonly Line[]): Fraction {
  return lines.reduce((sum, { exact }) => sum.add(Fraction.parse(exact)), Fraction.zero);
}

function keyOf({ id, exact }: Line): string {
  return `${id} ${exact}`;
}

function decimalsOf({ book }: Charging): number {
  return book.decimals ?? 2;
}
