import Ajv2020 from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from 'src/common/refusal';
import { openRuleOf, type Schedule } from 'src/modules/attendance/schedule';
import { OpenDays } from 'src/modules/calendar/open-days';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { problemsOf } from './schedule-check';
import { scheduleFrom } from './schedule-text';

const schema = JSON.parse(
  readFileSync(join(process.cwd(), 'docs', 'schemas', 'schedule.schema.json'), 'utf8'),
) as object;
const text = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const names = readdirSync(__dirname).filter((name) => name.endsWith('.yaml'));
const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(schema);
const good = scheduleFrom(text('lianshui.yaml'), 'lianshui.yaml');

describe('shipped schedules', () => {
  it.each(names)('%s is valid by checker and schema, and marked as a sample', (name) => {
    const schedule = scheduleFrom(text(name), name);
    expect(validate(schedule)).toBe(true);
    expect(schedule.sample).toBe(true);
    expect(schedule.name).toContain('示例');
    expect(text(name)).toContain('示例');
  });

  it('open the hall on the days they say', () => {
    const open = new OpenDays(
      new StatutoryCalendar(shippedNotices),
      openRuleOf(scheduleFrom(text('four-punches.yaml'), '')),
    );
    const days = ['2026-01-01', '2026-01-03', '2026-01-04', '2026-03-07', '2026-03-14', '2026-03-21'];
    expect(days.map((day) => open.isOpen(day))).toEqual([false, false, true, true, false, true]);
  });
});

const half = { start: '08:30', end: '12:00' };
const WRONG: readonly [string, object, string][] = [
  ['an unknown field', { ...good, colour: 1 }, '不认识的字段 colour'],
  ['no hours', { ...good, hours: [] }, 'hours 应为至少一项的列表'],
  ['no open days', { ...good, open: undefined }, 'open 应为对象'],
  ['another base', { ...good, open: { base: 'always' } }, 'open.base 应为 statutory 或 weekdays'],
  ['a sixth Saturday', { ...good, open: { base: 'statutory', saturdays: [6] } }, 'open.saturdays 应为'],
  [
    'an hour without a leading zero',
    { ...good, hours: [{ morning: { ...half, start: '8:30' } }] },
    'hours[0].morning.start',
  ],
  ['a number for a clock', { ...good, dayCut: 240 }, 'dayCut 应为'],
  ['an eighth weekday', { ...good, hours: [{ days: [8], morning: half }] }, 'hours[0].days'],
  ['an entry without hours', { ...good, hours: [{ name: '空' }] }, 'hours[0] 应有 morning、afternoon 或 shift'],
  ['shift and morning', { ...good, hours: [{ shift: half, morning: half }] }, 'hours[0] shift 不能与'],
  ['four punches of half a day', { ...good, hours: [{ punches: 4, morning: half }] }, 'punches: 4 需要'],
  ['three punches', { ...good, hours: [{ punches: 3, morning: half }] }, 'hours[0].punches 应为 2 或 4'],
  ['negative grace', { ...good, grace: -1 }, 'grace 应为 0 到 120 的整数'],
  ['half a minute', { ...good, grace: 0.5 }, 'grace'],
  ['a group of nobody', { ...good, groups: [{ name: '夜班', people: [], hours: good.hours }] }, 'groups[0].people'],
  ['a staff number without quotes', { ...good, exempt: [{ person: 717 }] }, 'exempt[0].person'],
  ['a group of no kind', { ...good, groups: [{ name: '导办', hours: good.hours }] }, '应有 people、windows 或 posts'],
  ['posts without quotes', { ...good, groups: [{ name: '导办', posts: [1], hours: good.hours }] }, '岗位名称的列表'],
  ['a day like no weekday', { ...good, follow: [{ date: '2026-02-14', as: 8 }] }, 'follow[0].as 应为 1'],
  ['a duty of nobody', { ...good, duties: [{ name: '值班', hours: { morning: half } }] }, 'duties[0] 应有 on 或 rota'],
  [
    'a duty with a season',
    { ...good, duties: [{ name: '值班', on: [], hours: { morning: half, days: [1] } }] },
    'duties[0].hours 不认识的字段 days',
  ],
  [
    'turns by the month',
    {
      ...good,
      duties: [{ name: '值班', hours: { morning: half }, rota: { from: '2026-03-02', turn: 'month', teams: [['1']] } }],
    },
    'duties[0].rota.turn 应为 day 或 week',
  ],
  ['proof as a number', { ...good, slips: { proof: 1 } }, 'slips.proof 应为 required 或 optional'],
  ['a noon without a morning', { ...good, hours: [{ afternoon: half, noon: half }] }, 'noon 需要 morning'],
  ['an evening shift', { ...good, hours: [{ shift: half, evening: half }] }, 'shift 不能与'],
];
/** What a schema cannot say. */
const ONLY_CHECKER: readonly [string, object, string][] = [
  ['an end before its start', { ...good, hours: [{ morning: { start: '12:00', end: '08:30' } }] }, 'end 应晚于 start'],
  [
    'an afternoon in the morning',
    { ...good, hours: [{ morning: half, afternoon: half }] },
    'afternoon 应在 morning 之后',
  ],
  [
    'a window beside its time',
    { ...good, hours: [{ morning: { ...half, arrive: ['09:00', '09:30'] } }] },
    '应包含 08:30',
  ],
  [
    'an evening in the afternoon',
    {
      ...good,
      hours: [{ afternoon: { start: '14:00', end: '17:30' }, evening: { start: '17:00', end: '次日01:00' } }],
    },
    'evening 应在 afternoon 之后',
  ],
  [
    'two duties of one person on one day',
    {
      ...good,
      duties: [
        { name: '甲', hours: { morning: half }, on: [{ dates: ['2026-03-02'], people: ['1', '2'] }] },
        { name: '乙', hours: { morning: half }, on: [{ dates: ['2026-03-02'], people: ['2'] }] },
      ],
    },
    'duties[1].on[0] 2026-03-02 2 已在 duties[0].on[0] 安排值班',
  ],
  [
    'a rota that ends before it begins',
    {
      ...good,
      duties: [
        {
          name: '值班',
          hours: { morning: half },
          rota: { from: '2026-03-02', to: '2026-03-01', turn: 'day', teams: [['1']] },
        },
      ],
    },
    'duties[0].rota.to 应不早于 from',
  ],
  ['31 February', { ...good, exempt: [{ person: '1', from: '2026-02-31' }] }, 'exempt[0].from 应为存在的日期'],
  ['a day of 24 hours', { ...good, hours: [{ shift: { start: '08:00', end: '次日08:00' } }] }, '班次应短于 24 小时'],
];

describe('what is no schedule', () => {
  const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));

  it.each(WRONG)('%s is refused by checker and schema', (_, value, sentence) => {
    expect(
      problemsOf(plain(value))
        .map(({ zh }) => zh)
        .join('；'),
    ).toContain(sentence);
    expect(validate(plain(value))).toBe(false);
  });

  it.each(ONLY_CHECKER)('%s is refused by the checker', (_, value, sentence) => {
    expect(
      problemsOf(plain(value))
        .map(({ zh }) => zh)
        .join('；'),
    ).toContain(sentence);
    expect(validate(plain(value))).toBe(true);
  });

  it.each([
    ['name: [', 'attendance.schedule-unreadable'],
    ['name: a\nname: b', 'attendance.schedule-unreadable'],
    ['name: a', 'attendance.schedule-invalid'],
    ['', 'attendance.schedule-invalid'],
    ['a: &a [1]\nb: [*a, *a]', 'attendance.schedule-invalid'],
  ])('%j is refused with a sentence', (source, code) => {
    let refused: unknown;
    try {
      scheduleFrom(source, 's.yaml');
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).code).toBe(code);
    expect((refused as Refusal).sentences.zh).toContain('s.yaml');
  });

  it.each([
    [
      'name: 大厅\nopen:\n  base: always\nhours:\n  - morning: { start: "8:30", end: "12:00" }',
      [
        '第 3 行第 9 列：open.base 应为 statutory 或 weekdays',
        '第 5 行第 23 列：hours[0].morning.start 应为 "HH:MM"（写在引号内）',
      ],
    ],
    [
      'name: 大厅\nopen: { base: weekdays }\nhours:\n  - name: 平日\ncolour: 红\n',
      ['第 5 行第 9 列：不认识的字段 colour', '第 4 行第 5 列：hours[0] 应有 morning、afternoon 或 shift'],
    ],
    ['name: 大厅\nname: 大厅', ['第 2 行第 1 列：同一字段写了两次']],
    ['name: [\n', ['第 2 行第 1 列：不是正确的 YAML']],
  ])('tells line and column: %j', (source, sentences) => {
    let told = '';
    try {
      scheduleFrom(source, 's.yaml');
    } catch (error) {
      told = error instanceof Refusal ? error.in('zh') : String(error);
    }
    for (const sentence of sentences) expect(told).toContain(sentence);
  });

  it('names every fault at once', () => {
    const bad: Partial<Record<keyof Schedule, unknown>> = {
      name: '',
      open: { base: 'statutory' },
      hours: good.hours,
      grace: 'x',
    };
    expect(problemsOf(bad)).toHaveLength(2);
  });
});
