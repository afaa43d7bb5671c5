import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBook } from 'src/modules/rules/check';
import { askedForms, reportCoverage, reportFacts, standingsOf, type Extension, type MonthReport } from './month-report';

const { book } = checkBook(readFileSync(join(__dirname, '../../rules/books/lianshui-2026.yaml'), 'utf8'));
if (!book) throw new Error('the shipped book does not load');

const forms = askedForms(book, {
  submission: '2026-04-01',
  verification: '2026-04-03',
  workingDay: (count) => `2026-04-0${String(count)}`,
  dayOfNext: (day) => `2026-04-0${String(day)}`,
});
const licences = '电子证照月报';
const window = (id: string, tags: string[] = []) => ({ id, group: '', tags });
const report = (at: string, form = '月报', id = 'W01'): MonthReport => ({
  window: id,
  form,
  by: '甲',
  at,
  receipt: 'R1',
});
const extension = (until: string): Extension => ({
  window: 'W01',
  form: '月报',
  until,
  by: '考核办',
  reason: '停电',
  at: '2026-04-01 10:00:00',
});

function standing(reports: MonthReport[], asOf: string, extensions: Extension[] = []): string[] {
  const all = standingsOf([window('W01')], forms, { reports, extensions }, asOf);
  return all.filter(({ form }) => form === '月报').map((one) => one.standing);
}

it('asks for the monthly report, and for a form with a deadline of its own', () => {
  expect(forms.map(({ form, until, missingAfter }) => [form, until, missingAfter])).toEqual([
    ['月报', '2026-04-01 17:30:00', '2026-04-03 23:59:59'],
    [licences, '2026-04-03 17:30:00', '2026-04-03 23:59:59'],
  ]);
});

it('is in time to the last second, late from the next one on', () => {
  const asOf = '2026-04-02 09:00:00';
  expect(standing([report('2026-04-01 17:30:00')], asOf)).toEqual(['in-time']);
  expect(standing([report('2026-04-01 17:30:00.900')], asOf)).toEqual(['in-time']);
  expect(standing([report('2026-04-01 17:30:01')], asOf)).toEqual(['late']);
});

it('is open until the scoring departments are due, missing after that', () => {
  expect(standing([], '2026-04-01 17:30:01')).toEqual(['open']);
  expect(standing([], '2026-04-03 23:59:59')).toEqual(['open']);
  expect(standing([], '2026-04-04 00:00:00')).toEqual(['missing']);
});

it('an extension moves the deadline, and the fact says so', () => {
  const until = extension('2026-04-07 12:00:00');
  expect(standing([report('2026-04-07 12:00:00')], '2026-04-08 08:00:00', [until])).toEqual(['in-time']);
  expect(standing([report('2026-04-07 12:00:01')], '2026-04-08 08:00:00', [until])).toEqual(['late']);
  expect(standing([], '2026-04-05 08:00:00', [until])).toEqual(['open']);
  const gone = standingsOf([window('W01')], forms, { reports: [], extensions: [until] }, '2026-04-08 08:00:00');
  expect(reportFacts('2026-03', gone)[0]).toMatchObject({
    id: 'report:2026-03:W01:月报:missing',
    type: 'declaration.missing',
    date: '2026-03-31',
    labels: { form: '月报', reason: '延期获批' },
  });
});

it('an extension that ends before the deadline takes nothing away', () => {
  expect(standing([report('2026-04-01 17:00:00')], '2026-04-02 08:00:00', [extension('2026-03-31 12:00:00')])).toEqual([
    'in-time',
  ]);
});

it('late and missing are facts with receipt; in time and open are none', () => {
  const all = standingsOf(
    // W03 has nothing to do with electronic licences: it is not asked for their report.
    [window('W01', ['电子证照']), window('W02', ['电子证照']), window('W03')],
    forms,
    { reports: [report('2026-04-02 08:00:00'), report('2026-04-01 08:00:00', licences)], extensions: [] },
    '2026-04-04 08:00:00',
  );
  expect(reportFacts('2026-03', all).map(({ id, type, evidence, text }) => [id, type, evidence, text])).toEqual([
    ['report:2026-03:W01:月报:late', 'declaration.late', ['R1'], '2026-04-02 08:00 报送，截止 2026-04-01 17:30'],
    ['report:2026-03:W02:月报:missing', 'declaration.missing', undefined, undefined],
    [`report:2026-03:W02:${licences}:missing`, 'declaration.missing', undefined, undefined],
    ['report:2026-03:W03:月报:missing', 'declaration.missing', undefined, undefined],
  ]);
});

it('declarations are complete for the windows that have nothing open', () => {
  const reports = [report('2026-04-01 08:00:00'), report('2026-04-01 08:00:00', '月报', 'W03')];
  const windows = [window('W01', ['电子证照']), window('W02'), window('W03')];
  const at = (asOf: string) =>
    reportCoverage('2026-03', standingsOf(windows, forms, { reports, extensions: [] }, asOf));
  const whole = { source: 'declarations', from: '2026-03-01', to: '2026-03-31' };
  expect(at('2026-04-02 08:00:00')).toEqual([{ ...whole, windows: ['W03'] }]);
  expect(at('2026-04-04 00:00:00')).toEqual([whole]);
});
