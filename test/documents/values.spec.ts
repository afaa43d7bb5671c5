import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isFault,
  parseDateCell,
  parseTimeCell,
  parseTimesCell,
  type TimeReading,
} from 'src/modules/intake/values/dates';
import { numberOf, UNITS, type Unit } from 'src/modules/intake/values/numbers';
import { RULES, type Rule } from 'src/modules/intake/values/rules';

const page = readFileSync(join(__dirname, '../../docs/intake.md'), 'utf8');
const OPTIONS = { period: '2026-03' } as const;

/** The rows of the table below a heading, each as its cells. */
function table(heading: string): string[][] {
  const [, section = ''] = page.split(`### ${heading}\n`);
  return (
    section
      .split(/\n#/)[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|') && !/^\| (?:rule|written|---)/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ) ?? []
  );
}

const shownTime = ({ time, nextDay }: TimeReading): string => `${nextDay ? '+' : ''}${time}`;

/** How a value is read, and under which rule it is told. */
function read(written: string, gives: string): { gives: string; rule: Rule | undefined } {
  const cell = written.replace('↵', '\n');
  if (/^\d{4}-/.test(gives)) {
    const date = parseDateCell(cell, OPTIONS);
    return isFault(date)
      ? { gives: date.fault, rule: undefined }
      : { gives: [date.date, date.time ?? ''].join(' ').trim(), rule: date.rule };
  }
  if (gives.includes(':')) {
    const times = parseTimesCell(cell);
    return isFault(times)
      ? { gives: times.fault, rule: undefined }
      : { gives: times.map(shownTime).join(' '), rule: times[0]?.rule ?? fullWidth(cell) };
  }
  for (const unit of Object.keys(UNITS) as Unit[]) {
    const number = numberOf(cell, unit);
    if ('number' in number) return { gives: number.number, rule: number.rule };
    if ('blank' in number) return { gives: '', rule: number.rule };
  }
  return { gives: 'number-unreadable', rule: undefined };
}

function fullWidth(cell: string): Rule | undefined {
  const one = parseTimeCell(cell);
  return isFault(one) ? undefined : one.rule;
}

describe('the table of values in docs/intake.md', () => {
  it('is the table of the code: every rule, in its order, with its examples', () => {
    expect(table('How values may be written')).toEqual(
      Object.entries(RULES).map(([rule, { kind, zh, en, examples }]) => [
        `\`${rule}\` ${zh}`,
        en,
        kind,
        examples.map(([written, gives]) => `\`${written}\` ${gives === '' ? 'blank' : gives}`).join(' · '),
      ]),
    );
  });

  it.each(
    Object.entries(RULES).flatMap(([rule, { examples }]) =>
      examples.map(([written, gives]) => [rule, written, gives] as const),
    ),
  )('%s: %s is read as %j, as the table says', (rule, written, gives) => {
    expect(read(written, gives)).toEqual({ gives, rule });
  });

  const refused = table('What is refused');
  it('says what is refused', () => expect(refused.length).toBeGreaterThan(10));
  it.each(refused)('%s as %s is refused as %s', (written = '', kind = '', fault = '') => {
    const cell = written.replace(/^`(.*)`$/, '$1');
    const readings: Record<string, () => object> = {
      number: () => numberOf(cell, 'workingDays'),
      date: () => parseDateCell(cell),
      time: () => parseTimeCell(cell),
    };
    expect(readings[kind]?.()).toEqual({ fault: fault.replaceAll('`', '') });
  });

  const plain = table('What is plain and not told');
  it('says what is plain', () => expect(plain.length).toBeGreaterThan(3));
  it.each(
    plain.flatMap(([cells = '', gives = '']) =>
      cells.split(' · ').map((written) => [written.replaceAll('`', ''), gives]),
    ),
  )('%s is read as %s and not told', (written = '', gives = '') => {
    expect(read(written, gives)).toEqual({ gives, rule: undefined });
  });
});
