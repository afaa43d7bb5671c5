import { isPeriod, parseCivilDate } from 'src/common/civil-date';
import { foldCode } from 'src/common/text';
import type { ImportOptions } from 'src/modules/intake/feed';
import { optionInvalid } from 'src/modules/intake/refusals';
import type { Complete } from 'src/modules/intake/store/batch';

/** Settings of an import as they are typed. */
export interface OptionFlags {
  readonly dateOrder?: string;
  readonly person?: string;
  readonly asOf?: string;
  readonly period?: string;
  readonly gradeCodes?: string;
  readonly numbersAsIds?: boolean;
  readonly hiddenSheets?: boolean;
  readonly completeFrom?: string;
  readonly completeTo?: string;
  readonly completeWindows?: string;
  readonly column?: readonly string[];
}

/** The settings behind what was typed. Throws `intake.option-invalid`. */
export function optionsOf(flags: OptionFlags): ImportOptions {
  const { dateOrder, period, asOf, person, numbersAsIds, hiddenSheets } = flags;
  if (dateOrder !== undefined && dateOrder !== 'ymd' && dateOrder !== 'mdy' && dateOrder !== 'dmy') {
    throw optionInvalid({ option: '--date-order', value: dateOrder, example: 'ymd, mdy, dmy' });
  }
  if (period !== undefined && !isPeriod(period)) {
    throw optionInvalid({ option: '--period', value: period, example: '2026-03' });
  }
  const gradeCodes = flags.gradeCodes === undefined ? undefined : codesOf(flags.gradeCodes);
  const columns = flags.column?.length ? namedColumns(flags.column) : undefined;
  const given = {
    dateOrder,
    person,
    asOf: asOf && timeOf(asOf),
    period,
    gradeCodes,
    numbersAsIds,
    hiddenSheets,
    columns,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function timeOf(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/.exec(text.trim());
  const date = parseCivilDate(match?.[1] ?? '');
  if (!match || date === undefined) {
    throw optionInvalid({ option: '--as-of', value: text, example: '2026-01-31 18:00:00' });
  }
  return match[2] === undefined ? `${date} 23:59:59` : `${date} ${match[2]}:${match[3] ?? '00'}:${match[4] ?? '00'}`;
}

/** `5=非常满意,4=满意`, or the same as a JSON object. */
function codesOf(text: string): Record<string, string> {
  const pairs = text.trim().startsWith('{')
    ? jsonPairs(text)
    : text.split(/[,，]/).map((pair) => pair.split('=').map((part) => part.trim()));
  if (pairs.length === 0 || pairs.some((pair) => pair.length !== 2 || pair.includes(''))) {
    throw optionInvalid({
      option: '--grade-codes',
      value: text,
      example: '5=非常满意,4=满意,3=基本满意,2=不满意,1=非常不满意',
    });
  }
  return Object.fromEntries(pairs) as Record<string, string>;
}

function jsonPairs(text: string): string[][] {
  try {
    return Object.entries(JSON.parse(text) as object).map(([code, grade]) => [
      code,
      typeof grade === 'string' ? grade : '',
    ]);
  } catch {
    return [];
  }
}

/** `办理期限=承诺时限`; `办理期限=` for a column that is not needed. */
function namedColumns(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, title = '', to = ''] = /^([^=＝]+)[=＝](.*)$/s.exec(pair) ?? [];
      if (title.trim() === '') throw optionInvalid({ option: '--column', value: pair, example: '办理期限=承诺时限' });
      return [title.trim(), to.trim()];
    }),
  );
}

export function completeOf({ completeFrom, completeTo, completeWindows }: OptionFlags): Complete | undefined {
  if (completeFrom === undefined && completeTo === undefined) return undefined;
  const [from, to] = [parseCivilDate(completeFrom ?? ''), parseCivilDate(completeTo ?? '')];
  if (from === undefined || to === undefined || from > to) {
    const value = `${completeFrom ?? ''} … ${completeTo ?? ''}`;
    throw optionInvalid({ option: '--complete-from/--complete-to', value, example: '2026-03-01 … 2026-03-31' });
  }
  const windows = completeWindows
    ?.split(/[,，、]/)
    .map(foldCode)
    .filter((code) => code !== '');
  return { from, to, ...(windows === undefined ? {} : { windows }) };
}
