import type { CivilDate } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Gap } from 'src/modules/scoring/engine/sheet';
import { subjectName, type Frame } from './frame';

interface Silence {
  readonly source: string;
  readonly waiver: Gap['waiver'];
  /** By kind of subject. */
  readonly subjects: Map<SubjectType, Set<string>>;
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
        subjects: new Map(),
        days: new Set(),
        items: new Set(),
      };
      silences.set(key, silence);
      const names = silence.subjects.get(sheet.type) ?? new Set();
      names.add(subjectName(frame, sheet.type, sheet.subject, sheet.name));
      silence.subjects.set(sheet.type, names);
      gap.days.forEach((day) => silence.days.add(day));
      gap.items.forEach((item) => {
        silence.items.add(item);
        named.add(item);
      });
    }
  }
  const entries = [...silences.values()].map((silence) => {
    const { source, waiver } = silence;
    const text = [
      words.silentFor(whoIsSilent(frame, silence), daySpan(frame, [...silence.days])),
      words.notAssessedItems(itemNames(frame, [...silence.items])),
      waiver === undefined ? words.notWaived : words.waivedBy(waiver.by, waiver.reason),
    ];
    return [words.sourceName(source), text.join('\n')] as const;
  });
  const rest = unassessedItems(frame).filter((item) => !named.has(item));
  if (rest.length > 0) entries.push([words.notConnectedHead, words.notAssessedItems(itemNames(frame, rest))]);
  return entries;
}

/** All subjects of a kind are named together. */
function whoIsSilent(frame: Frame, { subjects }: Silence): string {
  const { words, input } = frame;
  const named = [...subjects].map(([type, names]) => {
    const all = input.evaluation.sheets.filter((sheet) => sheet.type === type).length;
    return all > 1 && names.size === all ? words.all(words.subject[type]) : [...names].join(words.comma);
  });
  return named.join(words.comma);
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
    .join(frame.words.semicolon);
}

function daySpan(frame: Frame, days: readonly CivilDate[]): string {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return '';
  const { words } = frame;
  return words.days(first === last ? words.date(first) : `${words.date(first)}—${words.date(last)}`, sorted.length);
}
