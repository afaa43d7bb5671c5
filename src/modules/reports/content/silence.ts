import type { CivilDate } from 'src/common/civil-date';
import type { Gap } from 'src/modules/scoring/engine/sheet';
import { subjectName, type Frame } from './frame';

interface Silence {
  readonly source: string;
  readonly waiver: Gap['waiver'];
  readonly subjects: Set<string>;
  readonly days: Set<CivilDate>;
  readonly items: Set<string>;
}

/**
 * Who is not assessed for what: one entry per silent source and waiver with its items, subjects and days, then the items
 * that no source delivers for anybody.
 */
export function sourceNote(frame: Frame): (readonly [string, string])[] {
  const { words, input } = frame;
  const silences = new Map<string, Silence>();
  const named = new Set<string>();
  for (const sheet of input.evaluation.sheets) {
    for (const gap of sheet.gaps) {
      const key = `${gap.source}|${gap.waiver?.by ?? ''}|${gap.waiver?.reason ?? ''}`;
      const silence: Silence = silences.get(key) ?? {
        source: gap.source,
        waiver: gap.waiver,
        subjects: new Set(),
        days: new Set(),
        items: new Set(),
      };
      silences.set(key, silence);
      silence.subjects.add(subjectName(frame, sheet.type, sheet.subject, sheet.name));
      gap.days.forEach((day) => silence.days.add(day));
      gap.items.forEach((item) => {
        silence.items.add(item);
        named.add(item);
      });
    }
  }
  const entries = [...silences.values()].map((silence) => {
    const { source, waiver, subjects } = silence;
    const all = subjects.size === input.evaluation.sheets.length;
    const text = [
      words.silentFor(all ? words.everybody : [...subjects].join(words.comma), daySpan(frame, [...silence.days])),
      words.notAssessedItems(itemNames(frame, [...silence.items])),
      waiver === undefined ? words.notWaived : words.waivedBy(waiver.by, waiver.reason),
    ];
    return [words.sourceName(source), text.join(words.semicolon)] as const;
  });
  const rest = unassessedItems(frame).filter((item) => !named.has(item));
  if (rest.length > 0) entries.push([words.notConnectedHead, words.notAssessedItems(itemNames(frame, rest))]);
  return entries;
}

/** Items with nothing but "not assessed" on every sheet that knows them. */
function unassessedItems(frame: Frame): string[] {
  const silent = new Set<string>();
  const heard = new Set<string>();
  for (const { lines } of frame.input.evaluation.sheets)
    for (const { item, kind, state } of lines) {
      if (item === undefined) continue;
      if (kind === 'note' && state === 'not-assessed') silent.add(item);
      else if (kind !== 'note') heard.add(item);
    }
  return [...silent].filter((item) => !heard.has(item)).sort();
}

function itemNames(frame: Frame, codes: readonly string[]): string {
  const names = new Map(frame.input.sections.flatMap(({ items }) => items.map(({ code, name }) => [code, name])));
  return codes
    .map((code) => [code, names.get(code) ?? ''].filter((part) => part !== '').join(' '))
    .join(frame.words.comma);
}

function daySpan(frame: Frame, days: readonly CivilDate[]): string {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return '';
  const { words } = frame;
  return words.days(first === last ? words.date(first) : `${words.date(first)}—${words.date(last)}`, sorted.length);
}
