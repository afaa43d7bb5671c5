import fc from 'fast-check';
import { addDays } from 'src/common/civil-date';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { judgeCase } from 'src/modules/cases/case-clock';
import type { CaseState } from 'src/modules/cases/case-state';
import { WorkingDayCounter } from 'src/modules/cases/working-day-counter';
import { readLines, sampleGiven } from 'test/support/feed-driver';
import type { CaseStage } from './stage';
import { judgeStage } from './stage-clock';
import { delayOf, stageAt } from './stage-month';
import feed from './stage.feed';

const days = new WorkingDayCounter(new StatutoryCalendar(shippedNotices));
const ASOF = '2026-01-31 18:00:00';

const whole: CaseState = {
  no: '1',
  itemCode: null,
  itemName: null,
  window: 'A',
  handler: null,
  accepted: '2026-01-05 09:00:00',
  finished: '2026-01-20 10:00:00',
  promiseDays: 5,
  legalDays: 20,
  type: 'joint',
  standing: 'finished',
  stopFrom: null,
  stopTo: null,
  correctionFrom: null,
  correctionTo: null,
  corrections: null,
  full: true,
};
const stage: CaseStage = {
  no: '1',
  stage: '协办意见',
  window: 'B',
  handler: null,
  begun: '2026-01-05 10:00:00',
  ended: '2026-01-09 10:00:00',
  promiseDays: 2,
};

describe('the clock of a stage', () => {
  const judge = (more: Partial<CaseStage>, state: Partial<CaseState> = {}, asOf = ASOF): unknown[] => {
    const { result, due, over } = judgeStage({ ...stage, ...more }, { ...whole, ...state }, days, asOf);
    return [result, due, over];
  };

  it.each([
    ['late', {}, {}, ['late', '2026-01-07', 2]],
    ['on time on its due day', { ended: '2026-01-07 23:00:00' }, {}, ['on time', '2026-01-07', 0]],
    [
      'after hours it begins on the next day',
      { begun: '2026-01-05 17:31:00', ended: '2026-01-08 09:00:00' },
      {},
      ['on time', '2026-01-08', 0],
    ],
    [
      'stands while the case stands',
      {},
      { stopFrom: '2026-01-06 09:00:00', stopTo: '2026-01-08 09:00:00' },
      ['on time', '2026-01-09', 0],
    ],
    [
      'not by a stop that was over before it began',
      { begun: '2026-01-08 09:00:00', ended: '2026-01-14 09:00:00' },
      { stopFrom: '2026-01-06 09:00:00', stopTo: '2026-01-07 09:00:00' },
      ['late', '2026-01-12', 2],
    ],
    [
      'open in an open stop is never late',
      { ended: null },
      { finished: null, standing: 'open', stopFrom: '2026-01-06 09:00:00' },
      ['open, clock stopped', null, 0],
    ],
    ['without end it ended with its case', { ended: null }, {}, ['late', '2026-01-07', 9]],
    ['open', { ended: null, promiseDays: 30 }, { finished: null, standing: 'open' }, ['open', '2026-02-14', 0]],
    ['without a limit nobody can tell', { promiseDays: null }, {}, ['unknown', null, 0]],
    ['of a withdrawn case nobody asks', {}, { standing: 'withdrawn' }, ['outside', null, 0]],
  ] as const)('%s', (_, more, state, expected) => {
    expect(judge(more, state)).toEqual(expected);
  });

  it('of a case nobody sent runs alone, and as of an earlier time knows no end', () => {
    expect(judgeStage(stage, undefined, days, ASOF)).toEqual({ result: 'late', due: '2026-01-07', over: 2 });
    expect(stageAt(stage, '2026-01-08 09:00:00')).toEqual({ ...stage, ended: null });
    expect(stageAt(stage, '2026-01-05 09:00:00')).toBeUndefined();
  });

  it('is the clock of the case where one stage is all of it', () => {
    const at = fc.integer({ min: 0, max: 60 }).map((n) => `${addDays('2026-01-05', n)} 10:00:00`);
    const took = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        at,
        took,
        fc.integer({ min: 0, max: 20 }),
        fc.option(fc.tuple(took, took)),
        (begun, length, promiseDays, stop) => {
          const finished = `${addDays(begun.slice(0, 10), length)} 11:00:00`;
          const from = stop === null ? null : `${addDays(begun.slice(0, 10), Math.min(stop[0], length))} 10:30:00`;
          const to = from === null || stop === null ? null : `${addDays(from.slice(0, 10), stop[1])} 10:45:00`;
          const state = { ...whole, accepted: begun, finished, promiseDays, stopFrom: from, stopTo: to };
          const verdict = judgeCase(state, days, ASOF);
          const own = judgeStage({ ...stage, begun, ended: finished, promiseDays }, state, days, ASOF);
          expect(own).toEqual({ result: verdict.result, due: verdict.due, over: verdict.over });
        },
      ),
    );
  });
});

describe('who delayed a case', () => {
  const by = (...stages: Partial<CaseStage>[]): string | undefined => {
    const all = stages.map((one) => ({ ...stage, ...one }));
    return delayOf(all, { state: whole, lead: 'A' }, days, ASOF)?.window;
  };

  it('is the window of the worst late stage', () => {
    expect(by({}, { window: 'C', ended: '2026-01-12 10:00:00' })).toBe('C');
    expect(by({}, { window: 'C', begun: '2026-01-05 09:00:00' })).toBe('C');
  });

  it('is the lead when no stage was late, or its own as late as any', () => {
    expect(by()).toBeUndefined();
    expect(by({ ended: '2026-01-06 10:00:00' })).toBeUndefined();
    expect(by({}, { window: 'A' })).toBeUndefined();
    expect(by({}, { window: 'A', ended: '2026-01-08 10:00:00' })).toBe('B');
  });

  it('does not depend on the order of the stages', () => {
    const one = fc.record({
      window: fc.constantFrom('A', 'B', 'C'),
      stage: fc.constantFrom('受理', '审批'),
      ended: fc.integer({ min: 0, max: 12 }).map((n) => `${addDays('2026-01-05', n)} 12:00:00`),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (stages) => {
        expect(by(...[...stages].reverse())).toBe(by(...stages));
      }),
    );
  });
});

describe('lists of stages', () => {
  const HEAD = '办件编号,环节,部门/窗口,开始时间,结束时间,承诺时限';
  const read = (...rows: string[]): ReturnType<typeof readLines> =>
    readLines(feed, [HEAD, ...rows], { given: sampleGiven });

  it('name the window, or a department that has only one', async () => {
    const { records, rejects } = await read(
      '1,协办意见,税务窗口,2026-01-05 09:00:00,2026-01-06 09:00:00,2',
      '1,协办意见,C02,2026-01-05 09:00:00,,2',
      '1,协办意见,没有这个部门,2026-01-05 09:00:00,,2',
    );
    expect(records.map(({ line, record }) => [line, (record as CaseStage).window])).toEqual([
      [2, 'A02'],
      [3, 'C02'],
    ]);
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([[4, 'window-unknown']]);
  });

  it('reject what cannot be, and mark what cannot be judged', async () => {
    const { records, rejects, warnings } = await read(
      '1,协办意见,税务窗口,2026-01-05 09:00:00,2026-01-04 09:00:00,2',
      '1,,税务窗口,2026-01-05 09:00:00,,2',
      '1,协办意见,税务窗口,,,2',
      '1,协办意见,,2026-01-05 09:00:00,,2',
      '1,协办意见,税务窗口,2026-01-05 09:00:00,,',
      '合计,,,,,',
    );
    expect(rejects.map(({ line, code, column }) => [line, code, column])).toEqual([
      [2, 'ends-before-begin', '结束时间'],
      [3, 'cell-empty', '环节'],
      [4, 'cell-empty', '开始时间'],
      [5, 'cell-empty', '部门/窗口'],
    ]);
    expect(records.map(({ line }) => line)).toEqual([6]);
    expect(warnings.map(({ line, code }) => [line, code])).toEqual([[6, 'clock-unknown']]);
  });

  it('know a stage by case, name, place and begin; another end is another state of it', async () => {
    const { records } = await read(
      '1,审批,税务窗口,2026-01-05 09:00:00,,2',
      '1,审批,税务窗口,2026-01-05 09:00:00,2026-01-06 09:00:00,2',
      '1,审批,税务窗口,2026-01-08 09:00:00,,2',
    );
    const keys = records.map(({ record }) => (record as { key: string }).key);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(new Set(records.map(({ record }) => (record as { hash: string }).hash)).size).toBe(3);
  });
});
