import { Refusal } from 'src/common/refusal';
import { parsePeriod, parseSpan } from './periods';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) {
      expect(error.in('zh')).toMatch(/[一-鿿]/);
      expect(error.in('en')).not.toMatch(/[一-鿿]/);
      return error.code;
    }
  }
  return 'nothing refused';
}

describe('periods', () => {
  it('reads a month, a quarter, a year and a range', () => {
    expect(parsePeriod(' ２０２６－０３ ')).toBe('2026-03');
    expect(parseSpan('2026-03')).toEqual({ kind: 'month', name: '2026-03', months: ['2026-03'] });
    expect(parseSpan('2026-q4')).toEqual({
      kind: 'quarter',
      name: '2026-Q4',
      months: ['2026-10', '2026-11', '2026-12'],
    });
    expect(parseSpan('2026').months).toHaveLength(12);
    expect(parseSpan('2025-11..2026-02').months).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(parseSpan('2020-01..2026-12').months).toHaveLength(84);
    expect(parseSpan('2026-03..2026-03').months).toEqual(['2026-03']);
  });

  it.each(['', '2026', '2026-13', '2026-00', '2026-3', '26-03', '2026-03-01', '2026/03', 'abc'])(
    'does not take %j for a month',
    (text) => expect(codeOf(() => parsePeriod(text))).toBe('calendar.period-not-month'),
  );

  it.each([
    ['', 'calendar.period-unreadable'],
    ['2026-13', 'calendar.period-unreadable'],
    ['2026-Q5', 'calendar.period-unreadable'],
    ['2026-Q0', 'calendar.period-unreadable'],
    ['0026', 'calendar.period-unreadable'],
    ['2026-01..2026-02..2026-03', 'calendar.period-unreadable'],
    ['2026-01..', 'calendar.period-not-month'],
    ['2026..2027', 'calendar.period-not-month'],
    ['2026-01...2026-03', 'calendar.period-not-month'],
    ['2026-03..2026-01', 'calendar.range-reversed'],
    ['1900-01..2999-12', 'calendar.range-too-long'],
  ])('refuses %j: %s', (text, code) => expect(codeOf(() => parseSpan(text))).toBe(code));
});
