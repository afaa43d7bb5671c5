import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fraction } from 'src/common/fraction';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { explain } from 'src/modules/scoring/engine/explain/explain';
import { evaluateCase, readGroups, type Case, type Group } from './case';

const groups: Group[] = readdirSync(__dirname)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => readGroups(readFileSync(join(__dirname, file), 'utf8')));

/** Subject → line → exact points, without notes. */
function linesOf({ sheets }: Evaluation, subject: string): Record<string, string> {
  const sheet = sheets.find((one) => one.subject === subject);
  const lines = sheet?.lines.filter(({ kind }) => kind !== 'note') ?? [];
  return Object.fromEntries(lines.map((line) => [short(line.id, subject), line.exact]));
}

function short(id: string, subject: string): string {
  return id.slice(id.indexOf(`:${subject}/`) + subject.length + 2);
}

function exact(points: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(points).map(([line, value]) => [line, Fraction.parse(value).toString()]));
}

function outcome(evaluation: Evaluation, code: string, list: 'members' | 'decide' | 'spared'): string[] {
  return evaluation.outcomes
    .filter((one) => one.code === code)
    .flatMap((one) => one[list].map(({ subject }) => subject));
}

function check(evaluation: Evaluation, { expect: expected }: Case): void {
  const { sheets, standings } = evaluation;
  const sheet = (subject: string) => sheets.find((one) => one.subject === subject);
  for (const [subject, lines] of Object.entries(expected.lines ?? {})) {
    expect({ [subject]: linesOf(evaluation, subject) }).toEqual({ [subject]: exact(lines) });
  }
  for (const [subject, notes] of Object.entries(expected.notes ?? {})) {
    const states = Object.fromEntries(sheet(subject)?.lines.map((line) => [short(line.id, subject), line.state]) ?? []);
    expect({ [subject]: states }).toMatchObject({ [subject]: notes });
  }
  for (const [subject, score] of Object.entries(expected.score ?? {})) {
    expect({ [subject]: sheet(subject)?.score.printed }).toEqual({ [subject]: score });
  }
  for (const [subject, rank] of Object.entries(expected.rank ?? {})) {
    const standing = standings.find((one) => one.subject === subject);
    expect({ [subject]: String(standing?.rank ?? '-') }).toEqual({ [subject]: rank });
  }
  for (const [subject, grade] of Object.entries(expected.grade ?? {})) {
    expect({ [subject]: sheet(subject)?.grade ?? '-' }).toEqual({ [subject]: grade });
  }
  for (const list of ['decide', 'spared'] as const) {
    for (const [code, members] of Object.entries(expected[list] ?? {})) {
      expect({ [code]: outcome(evaluation, code, list) }).toEqual({ [code]: members });
    }
  }
  for (const [code, members] of Object.entries(expected.outcomes ?? {})) {
    expect({ [code]: outcome(evaluation, code, 'members') }).toEqual({ [code]: members });
  }
  for (const [code, places] of Object.entries(expected.places ?? {})) {
    const result = evaluation.outcomes.find((one) => one.code === code);
    expect({ [code]: String(result?.places) }).toEqual({ [code]: places });
  }
  for (const [code, named] of Object.entries(expected.named ?? {})) {
    const members = evaluation.outcomes.find((one) => one.code === code)?.members ?? [];
    const found = members.map((one) => [one.subject, [one.branchLeader, one.chief].filter(Boolean).join('、') || '-']);
    expect({ [code]: Object.fromEntries(found) }).toEqual({ [code]: named });
  }
  if (expected.skipped)
    expect(evaluation.outcomes.filter(({ skipped }) => skipped).map(({ code }) => code)).toEqual(expected.skipped);
  if (expected.effects) {
    const effects = evaluation.effects.map((one) =>
      [one.lose, one.who, one.window ?? '-', one.persons.join('+') || '-', `${one.from}..${one.until}`].join(' '),
    );
    expect(effects).toEqual(expected.effects);
  }
  if (expected.blocked)
    expect(evaluation.blocked.map(({ subject, source }) => `${subject} ${source}`)).toEqual(expected.blocked);
  if (expected.unread) expect(evaluation.unread.map(({ id }) => id)).toEqual(expected.unread);
  if (expected.unplaced) expect(evaluation.unplaced.map(({ id, why }) => `${id} ${why}`)).toEqual(expected.unplaced);
  for (const [subject, sentences] of Object.entries(expected.sentence ?? {})) {
    for (const [id, sentence] of Object.entries(sentences)) {
      const line = sheet(subject)?.lines.find((one) => short(one.id, subject) === id);
      expect(line && explain(line)).toBe(sentence);
    }
  }
}

describe.each(groups.map((group) => [`${group.shape} ${group.rule}`, group] as const))('%s', (_title, group) => {
  it.each(group.cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const evaluation = evaluateCase(group, one);
    check(evaluation, one);
    // Whatever a case is about, total = base + lines of the month, on every sheet, and no two lines share an id.
    for (const { base, score, lines } of evaluation.sheets) {
      const sum = lines
        .filter(({ charge }) => charge === 'month')
        .reduce((total, line) => total.add(Fraction.parse(line.exact)), Fraction.parse(base.exact));
      expect(sum.toString()).toBe(score.exact);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    }
    // A case that compares nothing would always pass.
    expect(Object.keys(one.expect).length).toBeGreaterThan(0);
  });
});

describe('coverage of the shapes', () => {
  const counted = new Map<string, number>();
  for (const group of groups) {
    for (const one of group.cases)
      for (const shape of [group.shape, ...(one.also ?? [])]) counted.set(shape, (counted.get(shape) ?? 0) + 1);
  }
  it.each(Array.from({ length: 38 }, (_, index) => `S${index + 1}`))('%s has at least three cases', (shape) => {
    expect(counted.get(shape) ?? 0).toBeGreaterThanOrEqual(3);
  });

  it('knows no shape that does not exist', () => {
    expect([...counted.keys()].filter((shape) => !/^S([1-9]|[12]\d|3[0-8])$/.test(shape))).toEqual([]);
  });
});
