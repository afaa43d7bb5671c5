import { lastDay, parseCivilDate, periodOf, type CivilDate, type Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { fold, foldCode } from 'src/common/text';
import { similar } from 'src/modules/intake/table/similar';
import type { Roster, RosterWindow } from 'src/modules/organisation/roster';
import { wholesOf } from 'src/modules/rules/measures';
import { isHandedType } from './fact-types';
import * as say from './fault-sentences';
import type { Fault } from './fault-sentences';
import type { FormField, ItemForm } from './item-form';
import type { Draft, Submission } from 'src/modules/submissions/submission';

/** What a draft is held against. */
export interface Held {
  readonly form: ItemForm;
  readonly period: Period;
  readonly roster: Pick<Roster, 'windows' | 'staff'>;
  readonly today: CivilDate;
}

export type Filled = Omit<Submission, 'id' | 'origin' | 'by' | 'at' | 'replaces'>;

const LONGEST_TEXT = 300;
const LONGEST_WORD = 120;
const MOST_EVIDENCE = 20;

/** The draft as it is stored, or everything that is wrong with it at once. */
export function checked(draft: Draft, held: Held): { readonly filled: Filled } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const { form, period } = held;
  const type = typeOf(draft, form, faults);
  const window = windowOf(draft, held, faults);
  const staff = staffOf(draft, held, faults);
  if (window === undefined && staff.length === 0 && faults.length === 0) faults.push(say.nobodyConcerned());
  if (type === 'numbers' && (form.persons ? staff.length === 0 : window === undefined) && faults.length === 0)
    faults.push(say.numbersOfWhom(form.persons));
  const date = dateOf(draft, held, faults);
  const documentDate = documentDateOf(draft, faults);
  const points = pointsOf(draft, form, faults);
  const words = labelsOf(draft, form, faults);
  const amounts = amountsOf(draft, form, faults);
  if (faults.length === 0) faults.push(...partsAboveWholes(amounts));
  const text = fold(draft.text);
  if (text.length > LONGEST_TEXT) faults.push(say.tooLong('text', LONGEST_TEXT));
  if (form.points !== null && text === '') faults.push(say.reasonNeeded(form.name));
  const evidence = draft.evidence.map(fold).filter((one) => one !== '');
  if (evidence.length > MOST_EVIDENCE || evidence.some((one) => one.length > LONGEST_WORD))
    faults.push(say.tooMuchEvidence(MOST_EVIDENCE, LONGEST_WORD));
  if (faults.length > 0 || type === undefined) return { faults };
  return {
    filled: {
      item: form.item,
      period,
      type,
      ...(window === undefined ? {} : { window }),
      staff,
      date,
      ...(documentDate === undefined ? {} : { documentDate }),
      ...(points === undefined ? {} : { points }),
      labels: words,
      amounts,
      evidence,
      text,
    },
  };
}

function typeOf({ type }: Draft, form: ItemForm, faults: Fault[]): Submission['type'] | undefined {
  const wanted = type ?? (form.types.length === 1 ? form.types[0] : undefined);
  if (wanted === undefined) faults.push(say.typeNeeded(form.types));
  else if (!isHandedType(wanted) || !form.types.includes(wanted)) faults.push(say.typeUnknown(wanted, form.types));
  else return wanted;
  return undefined;
}

function windowOf({ window, date }: Draft, { form, roster }: Held, faults: Fault[]): string | undefined {
  const code = foldCode(window ?? '');
  if (code === '') return undefined;
  const named = roster.windows.filter((one) => one.id === code || one.name === code);
  const [found] = named;
  if (found === undefined || named.length > 1) {
    const names = roster.windows.flatMap(({ id, name }) => [id, name]);
    faults.push(say.windowUnknown(code, similar(code, names)));
    return undefined;
  }
  if (!appliesTo(form, found)) faults.push(say.doesNotApply(form.name, found.name));
  // Without a day there is nothing to hold the window's days against; that the day is missing is said once.
  const day = parseCivilDate(fold(date));
  if (day !== undefined && (day < (found.from ?? day) || day > (found.to ?? day)))
    faults.push(say.windowClosed(found.name, date));
  return found.id;
}

function appliesTo({ applies }: ItemForm, { id, group, tags }: RosterWindow): boolean {
  if (applies === undefined) return true;
  if (applies.windows !== undefined && !applies.windows.includes(id)) return false;
  if (applies.groups !== undefined && !applies.groups.includes(group)) return false;
  return applies.tags === undefined || applies.tags.some((tag) => tags.includes(tag));
}

function staffOf({ staff }: Draft, { roster }: Held, faults: Fault[]): string[] {
  const numbers = [...new Set(staff.map(foldCode).filter((one) => one !== ''))];
  for (const number of numbers) {
    if (!roster.staff.some(({ id }) => id === number)) faults.push(say.personUnknown(number));
  }
  return numbers;
}

function dateOf({ date }: Draft, { form, period, today }: Held, faults: Fault[]): CivilDate {
  const day = parseCivilDate(fold(date));
  if (day === undefined) faults.push(say.noDate(date));
  else if (day > today) faults.push(say.dateAhead(day, today));
  else if (day > lastDay(period)) faults.push(say.otherMonth(day, period));
  else if (periodOf(day) !== period && !form.lateAllowed) faults.push(say.otherMonth(day, period));
  return day ?? date;
}

function documentDateOf({ documentDate }: Draft, faults: Fault[]): CivilDate | undefined {
  if (documentDate === undefined || documentDate === '') return undefined;
  const day = parseCivilDate(fold(documentDate));
  if (day === undefined) faults.push(say.noDate(documentDate));
  return day;
}

function pointsOf({ points }: Draft, form: ItemForm, faults: Fault[]): string | undefined {
  if (points === undefined || points === '') {
    if (form.points !== null) faults.push(say.pointsNeeded(form.points));
    return undefined;
  }
  if (form.points === null) {
    faults.push(say.pointsByClause(form.name));
    return undefined;
  }
  const text = fold(points);
  const value = /^-?\d{1,6}(\.\d{1,4})?$/.test(text) ? Fraction.parse(text) : undefined;
  const { min, max } = form.points;
  const size = form.kind === 'both' ? value?.abs() : value;
  const inside = size !== undefined && size.compare(Fraction.parse(min)) >= 0 && size.compare(Fraction.parse(max)) <= 0;
  if (!inside) faults.push(say.pointsOutside(points, form.points, form.kind === 'both'));
  return text;
}

function labelsOf({ labels }: Draft, form: ItemForm, faults: Fault[]): Record<string, string> {
  const fields = form.fields.filter(({ kind }) => kind === 'label');
  for (const name of Object.keys(labels)) {
    if (!fields.some((field) => field.name === name)) faults.push(say.fieldUnknown(name, fields));
  }
  return Object.fromEntries(fields.flatMap((field) => labelOf(field, fold(labels[field.name] ?? ''), faults)));
}

function labelOf(field: FormField, text: string, faults: Fault[]): [string, string][] {
  const { name, words, required } = field;
  if (text === '') {
    if (required) faults.push(say.fieldNeeded(field));
    return [];
  }
  if (text.length > LONGEST_WORD) faults.push(say.tooLong(name, LONGEST_WORD));
  // 县级 is the book's 县.
  const word = words === undefined || words.includes(text) ? text : text.replace(/级$/, '');
  if (words !== undefined && !words.includes(word)) faults.push(say.wordUnknown(name, text, words));
  return [[name, word]];
}

function amountsOf({ amounts }: Draft, form: ItemForm, faults: Fault[]): Record<string, string> {
  const fields = form.fields.filter(({ kind }) => kind === 'amount');
  for (const name of Object.keys(amounts)) {
    if (!fields.some((field) => field.name === name)) faults.push(say.fieldUnknown(name, fields));
  }
  return Object.fromEntries(
    fields.flatMap((field): [string, string][] => {
      const text = fold(amounts[field.name] ?? '');
      if (text === '') {
        if (field.required) faults.push(say.fieldNeeded(field));
        return [];
      }
      if (!/^\d{1,9}(\.\d{1,4})?$/.test(text)) faults.push(say.noNumber(field.name, text));
      return [[field.name, text]];
    }),
  );
}

/** Numbers that are more than what they are a part of. */
function partsAboveWholes(amounts: Readonly<Record<string, string>>): Fault[] {
  return Object.entries(amounts).flatMap(([part, text]) =>
    wholesOf(part)
      .filter((whole) => Fraction.parse(text).compare(Fraction.parse(amounts[whole] ?? text)) > 0)
      .map((whole) => say.partAboveWhole(part, whole)),
  );
}
