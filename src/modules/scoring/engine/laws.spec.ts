import fc from 'fast-check';
import { canonicalJson } from 'src/common/canonical';
import { Fraction } from 'src/common/fraction';
import type { Book } from 'src/modules/rules/book';
import type { MonthFacts, SubjectType } from 'src/modules/rules/facts';
import { compile } from './compile';
import type { Evaluation } from './evaluation';
import { explain, explainSheet } from './explain/explain';
import { evaluate } from './order';
import type { Line } from './sheet';

const number = fc.constantFrom(
  '0',
  '0.1',
  '0.3',
  '1/3',
  '0.5',
  '1',
  '2',
  '2.5',
  '7',
  '30',
  '10%',
  '33.3%',
  '60%',
  '100%',
);
const type = fc.constantFrom(
  'attendance.late',
  'attendance.absent',
  'case.overdue',
  'document.commendation',
  'entry',
  'patrol.off-post',
);
const measure = fc.constantFrom(
  'cases.finished',
  'cases.due',
  'cases.on-time',
  'ratings.active',
  'entry.votes',
  'entry.other',
);
const opt = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const bounds = fc.record({ from: opt(number), over: opt(number), upTo: opt(number), under: opt(number) });
const condition = fc.oneof(
  bounds.map((one) => ({ amount: 'minutes', ...one })),
  fc.constantFrom(
    { label: 'level', is: ['县'] },
    { label: 'level', isNot: ['县'] },
    { label: 'type', is: ['attendance.late'] },
  ),
);
const where = opt(fc.array(condition, { maxLength: 2 }));
const selector = fc.record({
  type,
  where,
  as: opt(number),
  every: opt(fc.integer({ min: 1, max: 3 })),
  inRow: opt(fc.boolean()),
});
const selectors = fc.array(selector, { minLength: 1, maxLength: 3 });
const per = fc.constantFrom('subject' as const, 'person' as const);
const count = fc.record({
  facts: selectors,
  persons: opt(fc.constantFrom('each' as const, 'distinct' as const)),
  amount: opt(
    fc.record({
      name: fc.constantFrom('minutes', 'halfDays'),
      per: opt(number),
      round: opt(fc.constantFrom('up' as const, 'down' as const)),
    }),
  ),
  exempt: opt(
    fc.array(fc.record({ where: fc.array(condition, { minLength: 1, maxLength: 1 }), reason: fc.constant('公差') }), {
      maxLength: 1,
    }),
  ),
  allowance: opt(fc.record({ units: number, per, where })),
  escalation: opt(
    fc.record({ after: fc.integer({ min: 0, max: 3 }), factor: number, per, counter: opt(fc.constantFrom('c1')) }),
  ),
});
const value = fc.oneof(
  fc.record({
    of: measure,
    over: measure,
    basis: opt(fc.constantFrom('due', 'finished')),
    complement: opt(fc.boolean()),
  }),
  fc.record({ measure, basis: opt(fc.constantFrom('due', 'finished')) }),
  fc.constant({ amount: 'minutes' }),
);
const test = fc.oneof(
  fc.record({ facts: selectors, from: opt(number), upTo: opt(number) }),
  fc.record({ value, from: opt(number), under: opt(number) }),
);
const from = fc.constantFrom('staff' as const, 'chief' as const);
const shape = fc.oneof(
  fc.record({ kind: fc.constant('per-unit'), points: number }),
  fc.record({
    kind: fc.constant('bands'),
    amount: fc.constant('minutes'),
    bands: fc.array(
      bounds.chain((one) => number.map((points) => ({ ...one, points }))),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant('levels'),
    rows: fc.array(
      number.map((points) => ({ is: { level: '县' }, points })),
      { minLength: 1, maxLength: 2 },
    ),
    otherwise: opt(number),
  }),
  fc.record({ kind: fc.constant('range'), min: number, max: number }),
  fc.record({ kind: fc.constant('linear'), value, from: number, to: number, low: number, high: number }),
  fc.record({ kind: fc.constant('slope'), value, threshold: number, full: number, points: number, floor: number }),
  fc.record({ kind: fc.constant('steps'), value, first: number, points: number, each: number, add: number }),
  fc.record({
    kind: fc.constant('tiers'),
    value,
    tiers: fc.array(fc.record({ from: number, points: number }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('share'), value, weight: number }),
  fc.record({
    kind: fc.constant('per-percent'),
    value,
    target: number,
    side: fc.constantFrom('below', 'above'),
    points: number,
    per: opt(number),
    round: opt(fc.constantFrom('up', 'down', 'exact')),
  }),
  fc.record({
    kind: fc.constant('quota'),
    required: number,
    base: opt(number),
    short: opt(number),
    extra: opt(number),
  }),
  fc.record({ kind: fc.constant('by-rank'), value, points: fc.array(number, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('derived'),
    from,
    of: number,
    to: number,
    function: opt(fc.constantFrom('mean', 'lowest', 'highest')),
  }),
  fc.record({
    kind: fc.constant('weighted'),
    to: number,
    parts: fc.array(
      fc.oneof(fc.record({ measure, weight: number, outOf: opt(number) }), fc.record({ from, weight: number })),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant('all-or-nothing'),
    points: number,
    when: fc.array(test, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('per-head'), points: number, round: opt(fc.constant('down')) }),
  fc.constant({ kind: 'veto' }),
  fc.record({
    kind: fc.constant('zero'),
    atLeast: fc.integer({ min: 1, max: 3 }),
    target: fc.constantFrom('bonus', 'whole'),
  }),
);
const effect = fc.record({
  lose: fc.constant('eligibility'),
  who: fc.constantFrom('persons', 'window', 'chief', 'all-staff'),
  length: fc.constantFrom('month', 'quarter', 'year'),
  when: opt(test),
});
const subject = fc.constantFrom<SubjectType>('window', 'window', 'window', 'chief', 'staff', 'sub-centre');
const item = fc.record({
  section: fc.constantFrom('1', '2'),
  kind: fc.constantFrom('bonus', 'deduction', 'both', 'veto'),
  subject,
  verification: opt(fc.constantFrom('none', 'callback')),
  count: opt(count),
  shape,
  caps: opt(fc.record({ event: opt(number), person: opt(number), month: opt(number), year: opt(number) })),
  rounding: opt(
    fc.record({ decimals: fc.integer({ min: 0, max: 4 }), mode: opt(fc.constantFrom('half-up', 'down', 'up')) }),
  ),
  zero: opt(fc.constantFrom('skip', 'full', 'neutral', 'regroup')),
  duplicates: opt(
    fc.record({
      by: fc.constant('document'),
      group: opt(fc.constant('g')),
      keep: fc.constantFrom('highest', 'first', 'all'),
      others: opt(number),
    }),
  ),
  links: opt(
    fc.array(
      fc.record({
        to: fc.constantFrom('chief', 'window', 'staff', 'scorer'),
        factor: opt(number),
        points: opt(number),
      }),
      { maxLength: 2 },
    ),
  ),
  reversal: opt(fc.record({ facts: selectors, reason: fc.constant('违诺') })),
  effects: opt(fc.array(effect, { maxLength: 1 })),
  applies: opt(fc.record({ tags: opt(fc.constant(['工改'])), groups: opt(fc.constant(['g1'])) })),
  attribution: opt(
    fc.record({ by: fc.constantFrom('event', 'document', 'arrival'), late: opt(fc.constantFrom('arrival', 'drop')) }),
  ),
  charge: opt(fc.constantFrom('month', 'year')),
});
const limits = fc.record({
  base: number,
  bonusCap: opt(number),
  deductionCap: opt(number),
  floor: opt(number),
  ceiling: opt(number),
});
const outcome = fc.oneof(
  fc.record({
    kind: fc.constantFrom('top', 'bottom'),
    n: fc.integer({ min: 1, max: 2 }),
    minimumGroup: opt(fc.constant(1)),
  }),
  fc.record({
    kind: fc.constant('streak'),
    of: fc.constant({ rank: 1 }),
    times: fc.integer({ min: 1, max: 3 }),
    within: fc.constantFrom('running', 'year'),
    sharedCounts: opt(fc.boolean()),
  }),
  fc.record({
    kind: fc.constant('quota'),
    share: number,
    of: fc.constantFrom('windows', 'staff', 'window-staff'),
    rounding: fc.constantFrom('down', 'up', 'half-up'),
  }),
);
const bookOf = fc
  .record({
    onUnknown: opt(fc.constantFrom('block', 'unranked', 'neutral')),
    decimals: opt(fc.integer({ min: 0, max: 4 })),
    window: limits,
    people: limits,
    items: fc.array(item, { minLength: 1, maxLength: 6 }),
    fullMark: opt(number),
    bonusCap: opt(number),
    ties: fc.constantFrom('competition', 'dense', 'ordered'),
    tieBreak: opt(
      fc.constant([{ by: 'deductions' }, { by: 'rate', measure: 'cases.on-time', over: 'cases.due', basis: 'due' }]),
    ),
    outcomes: fc.array(outcome, { maxLength: 3 }),
  })
  .map(({ items, window, people, fullMark, bonusCap, ties, tieBreak, outcomes, ...rest }) => ({
    book: 'b',
    title: 't',
    from: '2026-01',
    ...rest,
    subjects: {
      window: { ...window, coefficient: { of: 'lines', by: 'roster' } },
      'sub-centre': window,
      chief: people,
      staff: people,
    },
    groups: [
      { code: 'g1', name: 'g1' },
      { code: 'g2', name: 'g2', ceiling: '99' },
    ],
    sections: [
      { code: '1', name: '1', fullMark, bonusCap },
      { code: '2', name: '2' },
    ],
    items: items.map((one, index) => ({ ...one, code: `i${index}`, name: `i${index}` })),
    ranking: { window: { ties, tieBreak }, staff: {} },
    outcomes: outcomes.map((one, index) => ({ ...one, code: `o${index}`, name: `o${index}` })),
  })) as unknown as fc.Arbitrary<Book>;

const day = fc.constantFrom('2026-02-27', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-31', '2026-04-01');
const quantity = fc.constantFrom(0, 1, 3, 31, '0.5', '12.5', '-2', 'x');
const happening = fc.record({
  type,
  date: day,
  dates: opt(fc.record({ document: opt(day), arrival: opt(day) })),
  window: opt(fc.constantFrom('A', 'B', 'S', 'nowhere')),
  staff: opt(fc.subarray(['p1', 'p2', 'p3', 'nobody'])),
  scorer: opt(fc.constantFrom('A', 'p1')),
  item: opt(fc.constantFrom('i0', 'i1', 'i9')),
  points: opt(quantity),
  amounts: opt(fc.record({ minutes: opt(quantity), halfDays: opt(quantity) })),
  labels: opt(fc.record({ level: opt(fc.constantFrom('县', '省')), document: opt(fc.constantFrom('d1', 'd2')) })),
  verified: opt(fc.constantFrom('yes', 'no', 'pending')),
  text: opt(fc.constant('说明')),
});
const counted = fc.record({
  measure,
  basis: fc.constantFrom('due', 'finished', '-', 'rated'),
  subject: fc.constantFrom('A', 'B', 'S', 'p1', 'x'),
  value: quantity,
});
const factsOf = fc
  .record({
    happened: fc.array(happening, { maxLength: 14 }),
    counted: fc.array(counted, { maxLength: 14 }),
    whole: fc.boolean(),
    rulings: fc.array(
      fc.record({
        fact: fc.constantFrom('f0', 'f1', 'f2', 'zz'),
        decision: fc.constantFrom('void', 'excuse', 'amend'),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ happened, counted: tallies, whole, rulings }) => ({
    period: '2026-03',
    subjects: {
      windows: [
        { id: 'A', name: 'A', group: 'g1', chief: 'p1', tags: ['工改'], coefficient: '1.1' },
        { id: 'B', name: 'B', group: 'g2', chiefs: [{ staff: 'p2', to: '2026-03-03' }] },
        { id: 'S', name: 'S', kind: 'sub-centre' },
      ],
      staff: [
        {
          id: 'p1',
          name: 'p1',
          at: [
            { window: 'A', days: 10, chief: true },
            { window: 'B', days: 5 },
          ],
        },
        { id: 'p2', name: 'p2', at: [{ window: 'B', days: 15 }] },
        { id: 'p3', name: 'p3', at: [] },
      ],
    },
    facts: [
      ...happened.map((one, index) => ({ kind: 'occurrence', id: `f${index}`, ...one })),
      ...tallies.map((one, index) => ({ kind: 'tally', id: `t${index}`, ...one })),
    ],
    coverage: whole
      ? [{ source: '*', from: '2026-03-01', to: '2026-03-31' }]
      : [{ source: 'cases', from: '2026-02-01', to: '2026-04-15' }],
    waivers: [{ source: 'attendance', window: 'A', by: '张主任', reason: '设备故障' }],
    rulings: rulings.map((one, index) => ({
      id: `r${index}`,
      reason: '裁定',
      amend: { amounts: { minutes: 5 }, value: 3 },
      ...one,
    })),
    past: [
      {
        period: '2026-02',
        standings: [{ subject: 'A', group: 'g1', rank: 1, fromBottom: 1, score: '100', outcomes: [] }],
        counters: { i0: { A: '1/2' } },
        counted: ['f3'],
      },
    ],
  })) as unknown as fc.Arbitrary<MonthFacts>;

function plain(evaluation: Evaluation): string {
  return canonicalJson(JSON.parse(JSON.stringify(evaluation)));
}

describe('laws of the engine, over random books and facts', () => {
  const runs = { numRuns: 250 };

  it('never throws; total = base + lines; ids of lines are unique; printed columns add up', () => {
    fc.assert(
      fc.property(bookOf, factsOf, (book, facts) => {
        for (const sheet of evaluate(compile(book), facts).sheets) {
          const month = sheet.lines.filter(({ charge }) => charge === 'month');
          const total = month.reduce(
            (sum, line) => sum.add(Fraction.parse(line.exact)),
            Fraction.parse(sheet.base.exact),
          );
          expect(total.toString()).toBe(sheet.score.exact);
          expect(new Set(sheet.lines.map(({ id }) => id)).size).toBe(sheet.lines.length);
          const { base, bonus, deduction, adjustment, score } = sheet;
          const printed = [base, bonus, adjustment].reduce(
            (sum, one) => sum.add(Fraction.parse(one.printed)),
            Fraction.zero,
          );
          expect(printed.sub(Fraction.parse(deduction.printed)).equals(Fraction.parse(score.printed))).toBe(true);
          for (const line of sheet.lines) if (line.kind === 'note') expect(line.exact).toBe('0');
        }
      }),
      runs,
    );
  });

  it('no fact turns a deduction into a bonus or a bonus into a deduction', () => {
    fc.assert(
      fc.property(bookOf, factsOf, (book, facts) => {
        const kinds = new Map(
          book.items
            // Scores of others may lie below 0, and a scorer loses points whatever the item does.
            .filter(({ shape: { kind } }) => kind !== 'derived' && kind !== 'weighted')
            .map((one) => [one.code, one.kind] as const),
        );
        for (const line of evaluate(compile(book), facts).sheets.flatMap(({ lines }) => lines)) {
          if (line.kind !== 'item' || line.id.endsWith('/scorer')) continue;
          const kind = kinds.get(line.item ?? '');
          const sign = Fraction.parse(line.exact).sign();
          if (kind === 'deduction') expect(sign).toBeLessThanOrEqual(0);
          if (kind === 'bonus') expect(sign).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  it('does not depend on the order of facts, subjects, rulings or coverage', () => {
    fc.assert(
      fc.property(bookOf, factsOf, fc.func(fc.integer()), (book, facts, weight) => {
        const mixed = <T>(list: readonly T[]): T[] =>
          list
            .map((one, index) => ({ one, at: weight(index) }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
        const { windows, staff } = facts.subjects;
        const other = {
          ...facts,
          subjects: { windows: mixed(windows), staff: mixed(staff) },
          facts: mixed(facts.facts),
          rulings: mixed(facts.rulings ?? []),
          coverage: mixed(facts.coverage),
        };
        expect(plain(evaluate(compile(book), other))).toBe(plain(evaluate(compile(book), facts)));
      }),
      runs,
    );
  });

  it('explains every line in both languages, the stored one like the fresh one', () => {
    fc.assert(
      fc.property(bookOf, factsOf, (book, facts) => {
        for (const sheet of evaluate(compile(book), facts).sheets) {
          expect(explainSheet(sheet)).toContain(sheet.score.printed);
          for (const line of sheet.lines) {
            const stored = JSON.parse(JSON.stringify(line)) as Line;
            for (const language of ['zh', 'en'] as const) {
              const sentence = explain(line, language);
              expect(explain(stored, language)).toBe(sentence);
              expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
            }
          }
        }
      }),
      runs,
    );
  });

  it('silence never raises a rank: a silent source without a waiver gives no points and blocks', () => {
    fc.assert(
      fc.property(bookOf, factsOf, (book, facts) => {
        const silent = evaluate(compile({ ...book, onUnknown: 'block' }), { ...facts, coverage: [], waivers: [] });
        const assessed = silent.sheets
          .flatMap(({ lines }) => lines)
          .filter(({ kind, sources }) => kind === 'item' && (sources ?? []).length > 0);
        expect(assessed.map(({ id }) => id)).toEqual([]);
      }),
      runs,
    );
  });
});
