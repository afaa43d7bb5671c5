import fc from 'fast-check';
import { addDays, daysBetween } from 'src/common/civil-date';
import { covers, hull, joined, overlap, spansText, touch, type Span } from './spans';

const span = (from: string | null, to: string | null): Span => ({ from, to });
const some = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }), fc.boolean(), fc.boolean())
  .map(([start, length, since, until]) =>
    span(since ? addDays('2026-01-01', start) : null, until ? addDays('2026-01-01', start + length) : null),
  );
const days = daysBetween('2025-12-01', '2026-04-01');

it('both ends belong to a span', () => {
  const week = span('2026-01-05', '2026-01-09');
  expect(['2026-01-04', '2026-01-05', '2026-01-09', '2026-01-10'].map((day) => covers(week, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('spans that touch share no day', () => {
  const [before, after] = [span(null, '2026-01-18'), span('2026-01-19', null)];
  expect([overlap(before, after), overlap(after, before), touch(before, after), touch(after, before)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(overlap(before, span('2026-01-18', '2026-01-18'))).toBe(true);
});

it('overlap is what a common day shows', () => {
  fc.assert(
    fc.property(some, some, (a, b) => expect(overlap(a, b)).toBe(days.some((day) => covers(a, day) && covers(b, day)))),
  );
});

it('joined spans cover the same days and neither touch nor overlap', () => {
  fc.assert(
    fc.property(fc.array(some, { maxLength: 6 }), (spans) => {
      const result = joined(spans);
      for (const day of days)
        expect(result.some((one) => covers(one, day))).toBe(spans.some((one) => covers(one, day)));
      for (const [index, one] of result.entries())
        for (const other of result.slice(index + 1)) expect(overlap(one, other) || touch(one, other)).toBe(false);
    }),
  );
});

it('the hull reaches from the first to the last day', () => {
  expect(hull([span('2026-02-01', null), span('2025-01-01', '2025-06-30')])).toEqual(span('2025-01-01', null));
  expect(hull([])).toBeUndefined();
});

it('is told in words; of many spans the last three', () => {
  const many = [1, 2, 3, 4].map((month) => span(`2026-0${month}-01`, `2026-0${month}-02`));
  expect(spansText(many, 'zh')).toBe(
    '2026-02-01至2026-02-02，2026-03-01至2026-03-02，2026-04-01至2026-04-02，此前另有 1 段',
  );
  expect(spansText([span(null, null), span(null, '2026-01-02'), span('2026-01-03', '2026-01-03')], 'en')).toBe(
    'always, until 2026-01-02, 2026-01-03',
  );
});
