import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import { BatchesService } from 'src/modules/intake';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import type { TakeRequest } from 'src/modules/intake/intake.service';
import { CasesService } from 'src/modules/cases';
import { CorrectionsService } from 'src/modules/cases/corrections/corrections.service';
import { CurrentCasesService } from 'src/modules/cases/current-cases.service';
import { FINDING_SETTINGS, type Finding } from 'src/modules/cases/findings/finding';
import { FindingsService } from 'src/modules/cases/findings/findings.service';
import { ItemsService } from 'src/modules/cases/items/items.service';
import { JudgingService } from 'src/modules/cases/judging.service';
import { StagesService } from 'src/modules/cases/stages/stages.service';
import type { Occurrence, Tally } from 'src/modules/rules/facts';
import { testEngines } from 'test/support/engines';
import { SampleHall } from 'test/support/sample-hall';

const ASOF = '2026-02-20 18:00:00';
const CASES = '办件编号,事项编码,窗口名称,受理人员,受理时间,承诺时限,法定时限,办结时间,办件类型,办件状态,补正次数';
const ITEMS = '事项编码,事项名称,受理窗口编号,审批窗口编号,办件类型,承诺时限,法定时限,启用日期,停用日期';
const STAGES = '办件编号,环节,窗口编号,开始时间,结束时间,承诺时限';

/** A02 税务窗口, C02 医保窗口, B01 and D01 of the sample roster. */
describe.each(testEngines())('cases in depth on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let cases: CasesService;
  let corrections: CorrectionsService;
  let findings: FindingsService;
  let folder: string;
  let files = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-cases-'));
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    const { notices, organisation, coverage } = sample;
    const [current, stages] = [new CurrentCasesService(database), new StagesService(database)];
    const judging = new JudgingService(current, notices, coverage, new ItemsService(database), stages);
    cases = new CasesService(current, judging, stages, organisation, coverage);
    corrections = new CorrectionsService(current, judging);
    findings = new FindingsService(database, judging, new BatchesService(database));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(() =>
    database.write(async (manager) => {
      for (const table of ['case_state', 'case_proposal', 'case_item', 'case_stage', 'source_coverage'])
        await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [sample.hall]);
      await manager.query("DELETE FROM import_batch WHERE hall = ? AND feed <> 'roster'", [sample.hall]);
    }),
  );

  const take = (
    feed: 'cases' | 'items' | 'case-stages',
    rows: readonly string[],
    more: Partial<TakeRequest> = {},
  ): Promise<ImportAnswer> => {
    const head = { cases: CASES, items: ITEMS, 'case-stages': STAGES }[feed];
    const file = join(folder, `${String(files++)}.csv`);
    writeFileSync(file, [head, ...rows].join('\n'));
    return sample.take(feed, file, more);
  };
  const facts = async (period = '2026-01', knownAt?: string): Promise<{ happened: Occurrence[]; tallies: Tally[] }> => {
    const { facts: all } = await cases.factsOf(sample.hall, period, ASOF, knownAt);
    return {
      happened: all.filter((fact) => fact.kind === 'occurrence'),
      tallies: all.filter((fact) => fact.kind === 'tally'),
    };
  };
  const nonZero = async (measure: string, period?: string): Promise<string[]> =>
    (await facts(period)).tallies
      .filter((tally) => tally.measure === measure && tally.value !== 0)
      .map(({ basis, subject, value }) => `${basis} ${subject} ${String(value)}`)
      .sort();
  /** Accepted on Monday 5 January, in the tax window. */
  const row = (no: string, item: string, promise: string, finished: string, more = '承诺件,已办结,'): string =>
    `${no},${item},税务窗口,屠向晚,2026-01-05 09:00:00,${promise},20,${finished},${more}`;

  describe('the item catalogue', () => {
    it('charges acceptance to the window that accepted and time to the one that approves, on the day', async () => {
      await take('items', ['I1,甲,A02,C02,承诺件,3,20,2025-01-01,2026-01-06', 'I1,甲,A02,B01,承诺件,3,20,2026-01-07,']);
      await take('cases', [row('1', 'I1', '3', '2026-01-09 10:00:00')]);
      await take('cases', [row('2', 'I1', '3', '2026-01-13 10:00:00').replace('01-05 09', '01-08 09')]);
      const { happened } = await facts();
      expect(happened.map(({ id, window, staff, amounts }) => [id, window, staff, amounts])).toEqual([
        ['case:1:overdue', 'C02', undefined, { workingDays: 1 }],
      ]);
      expect(await nonZero('cases.accepted')).toEqual(['accepted A02 2']);
      expect(await nonZero('cases.finished')).toEqual([
        'accepted A02 2',
        'due B01 1',
        'due C02 1',
        'finished B01 1',
        'finished C02 1',
      ]);
      expect(await nonZero('cases.overdue')).toEqual(['accepted A02 1', 'due C02 1', 'finished C02 1']);
      const query = { window: 'C02', measure: 'cases.overdue', basis: 'due', asOf: ASOF };
      expect((await cases.rowsOf(sample.hall, '2026-01', query)).map(({ state }) => state.no)).toEqual(['1']);
    });

    it('tells a promise that was cut, by how much, and each case that broke the shorter one', async () => {
      await take('items', [
        'I1,甲,A02,C02,承诺件,20,30,2025-01-01,2026-01-04',
        'I1,甲,A02,C02,承诺件,3,30,2026-01-05,',
        'I2,乙,A02,B01,承诺件,7,20,2025-01-01,2026-01-11',
        'I2,乙,A02,B01,承诺件,5,20,2026-01-12,',
        'I3,丙,A02,B01,承诺件,5,20,2025-01-01,2026-01-11',
        'I3,丙,A02,B01,承诺件,7,20,2026-01-12,',
        'I4,丁,,,承诺件,3,20,2026-01-05,',
      ]);
      await take('cases', [
        row('1', 'I1', '', '2026-01-13 10:00:00'),
        row('2', 'I1', '3', '2026-01-07 10:00:00'),
        row('3', 'I1', '20', '2026-01-14 10:00:00'),
        row('4', 'I4', '3', '2026-01-14 10:00:00'),
        row('5', 'I2', '', '2026-01-22 10:00:00'),
      ]);
      const { happened } = await facts();
      const cuts = happened.filter(({ type }) => type === 'catalogue.promise-cut');
      expect(cuts.map(({ id, date, window, amounts, text }) => [id, date, window, amounts, text])).toEqual([
        [
          'item:I1:2026-01-05:promise-cut',
          '2026-01-05',
          'C02',
          { percent: '85' },
          '甲：承诺时限由 20 个工作日压缩为 3 个',
        ],
        [
          'item:I2:2026-01-12:promise-cut',
          '2026-01-12',
          'B01',
          { percent: '200/7' },
          '乙：承诺时限由 7 个工作日压缩为 5 个',
        ],
      ]);
      expect((await facts('2026-02')).happened.filter(({ type }) => type === 'catalogue.promise-cut')).toEqual([]);
      // Case 3 went by the longer promise of its list, 4 and 5 by promises nobody had cut: none of them broke a cut one.
      const broken = happened.filter(({ type }) => type === 'catalogue.promise-broken');
      expect(broken.map(({ id, window, amounts, labels }) => [id, window, amounts, labels])).toEqual([
        ['case:1:promise-broken', 'C02', { workingDays: 3 }, { case: '1' }],
      ]);
      const overdue = happened.filter(({ type }) => type === 'case.overdue').map(({ labels }) => labels?.case);
      expect(overdue).toEqual(['1', '4', '5']);
    });

    it('gives the promise the list leaves open, and changes nothing the list says', async () => {
      await take('cases', [row('1', 'I1', '', '2026-01-09 10:00:00'), row('2', 'I1', '9', '2026-01-09 10:00:00')]);
      expect((await cases.caseStatistics(sample.hall, '2026-01', ASOF)).unjudged).toBe(1);
      await take('items', ['I1,甲,,,承诺件,3,20,,']);
      expect((await cases.caseStatistics(sample.hall, '2026-01', ASOF)).unjudged).toBe(0);
      expect((await facts()).happened.map(({ labels }) => labels?.case)).toEqual(['1']);
    });

    it('is what was recorded by then: a later catalogue changes no month that was closed before', async () => {
      await take('items', ['I1,甲,A02,C02,承诺件,3,20,,']);
      await take('cases', [row('1', 'I1', '', '2026-01-09 10:00:00')]);
      const sealed = '2026-02-03 10:00:00.999';
      const before = await facts('2026-01', sealed);
      const later = { at: '2026-02-04 09:00:00.000' };
      expect(await take('items', ['I1,甲,A02,B01,承诺件,9,20,,'], later)).toMatchObject({ accepted: 1, rejected: 0 });
      expect(await facts('2026-01', sealed)).toEqual(before);
      expect((await facts()).happened).toEqual([]);
      expect(await nonZero('cases.due')).toEqual(['due B01 1']);
    });

    it('goes back to an earlier entry when that one is imported again, and when a batch is undone', async () => {
      const promised = async (): Promise<string[]> => nonZero('cases.days-allowed');
      await take('cases', [row('1', 'I1', '', '2026-01-06 10:00:00')]);
      await take('items', ['I1,甲,,,承诺件,3,20,,']);
      const { batch } = await take('items', ['I1,甲,,,承诺件,5,20,,']);
      expect(await promised()).toContain('finished A02 5');
      await take('items', ['I1,甲,,,承诺件,3,20,,', '']);
      expect(await promised()).toContain('finished A02 3');
      await sample.intake.undo(sample.hall, batch ?? '', { actor: { id: 'cli:office', name: 'office' }, at: ASOF });
      expect(await promised()).toContain('finished A02 3');
    });

    it('refuses a window the roster does not know, a wrong span and a type nobody knows', async () => {
      const answer = await take('items', [
        'I1,甲,Z99,C02,承诺件,3,20,,',
        'I2,乙,A02,C02,承诺件,3,20,2026-02-01,2026-01-01',
        'I3,丙,A02,C02,急件,3,20,,',
        'I4,丁,A02,C02,承诺件,401,20,,',
        ',戊,A02,C02,承诺件,3,20,,',
        'I6,己,A02,C02,即办件,3,20,,',
      ]);
      expect(answer).toMatchObject({ accepted: 1, rejected: 5, warned: 1 });
      expect(answer.rejects.map(({ code }) => code)).toEqual([
        'window-unknown',
        'ends-before-begin',
        'type-unknown',
        'limit-too-long',
        'cell-empty',
      ]);
      expect(answer.warnings.map(({ code }) => code)).toEqual(['type-against-promise']);
    });
  });

  describe('stages', () => {
    const late = row('1', '', '3', '2026-01-12 10:00:00');

    it('charge the department that delayed and not the lead', async () => {
      await take('cases', [late]);
      expect((await facts()).happened.map(({ window, amounts }) => [window, amounts])).toEqual([
        ['A02', { workingDays: 2 }],
      ]);
      await take('case-stages', [
        '1,受理,A02,2026-01-05 09:00:00,2026-01-05 10:00:00,1',
        '1,协办意见,C02,2026-01-05 10:00:00,2026-01-10 10:00:00,2',
      ]);
      const { happened } = await facts();
      expect(happened.map(({ type, window, date, amounts, labels }) => [type, window, date, amounts, labels])).toEqual([
        ['case.overdue', 'C02', '2026-01-08', { workingDays: 2 }, { case: '1', caseType: 'promised' }],
        ['case.stage-overdue', 'C02', '2026-01-07', { workingDays: 2 }, { case: '1', stage: '协办意见' }],
      ]);
      expect(happened[0]?.text).toBe('环节“协办意见”超 2 个工作日，全件超 2 个工作日');
      expect(await nonZero('cases.overdue')).toEqual(['accepted A02 1', 'due C02 1', 'finished A02 1']);
      expect(await nonZero('cases.due')).toEqual(['due C02 1']);
    });

    it('leave with the lead what no stage delayed, or its own stage delayed as much', async () => {
      await take('cases', [late, late.replace('1,', '2,')]);
      await take('case-stages', [
        '1,协办意见,C02,2026-01-05 10:00:00,2026-01-06 10:00:00,2',
        '2,协办意见,C02,2026-01-05 10:00:00,2026-01-08 10:00:00,2',
        '2,审批,A02,2026-01-08 10:00:00,2026-01-12 10:00:00,1',
      ]);
      const { happened } = await facts();
      expect(happened.map(({ type, labels, window }) => [labels?.case, type, window].join(' ')).sort()).toEqual([
        '1 case.overdue A02',
        '2 case.overdue A02',
        '2 case.stage-overdue A02',
        '2 case.stage-overdue C02',
      ]);
    });

    it('count in their month though the case ended in time, and not before they were complete', async () => {
      await take('cases', [row('1', '', '20', '', '承诺件,办理中,')]);
      await take('case-stages', ['1,现场踏勘,C02,2026-01-05 10:00:00,,2'], {
        complete: { from: '2026-01-01', to: '2026-01-08' },
      });
      const { happened } = await facts();
      expect(happened.map(({ type, amounts }) => [type, amounts])).toEqual([
        ['case.stage-overdue', { workingDays: 1 }],
      ]);
      const { coverage } = await cases.factsOf(sample.hall, '2026-01', ASOF);
      expect(coverage).toEqual([{ source: 'case-stages', from: '2026-01-01', to: '2026-01-08' }]);
    });

    it('take the last state of a stage, ended before open', async () => {
      await take('cases', [late]);
      await take('case-stages', ['1,协办意见,C02,2026-01-05 10:00:00,2026-01-07 10:00:00,2']);
      await take('case-stages', ['1,协办意见,C02,2026-01-05 10:00:00,,2']);
      expect((await facts()).happened.map(({ type }) => type)).toEqual(['case.overdue']);
    });
  });

  it('tells a second correction by the count alone where no day is given', async () => {
    await take('cases', [row('1', '', '9', '2026-01-09 10:00:00', '承诺件,已办结,2')]);
    expect((await facts()).happened.map(({ type, date }) => [type, date])).toEqual([
      ['case.repeat-correction', '2026-01-05'],
    ]);
  });

  describe('a closed month', () => {
    const frozen = { frozen: ['2026-01'], at: '2026-02-04 09:00:00.000' };
    const sealed = { asOf: '2026-02-03 10:00:00', knownAt: '2026-02-03 10:00:00.999' };
    const open = row('1', '', '3', '', '承诺件,办理中,');

    it('takes late and corrected rows as proposals, with their effect, and stays what it was', async () => {
      await take('cases', [open, row('2', '', '3', '2026-01-12 10:00:00')]);
      const before = await facts('2026-01', sealed.knownAt);
      const rows = [
        row('1', '', '3', '2026-01-08 10:00:00'),
        row('2', '', '3', '2026-01-12 10:00:00'),
        row('3', '', '0', '2026-01-05 10:00:00', '即办件,已办结,'),
      ];
      const answer = await take('cases', rows, frozen);
      expect(answer).toMatchObject({ accepted: 0, records: 0, skipped: 3, rejected: 0, batch: expect.any(String) });
      expect(answer.skippedRows.map(({ code }) => code)).toEqual(['month-frozen', 'month-frozen', 'month-frozen']);
      const found = await corrections.ofMonth(sample.hall, '2026-01', sealed);
      expect(found.map(({ case: no, kind, line, batch, taken }) => [no, kind, line, batch, taken])).toEqual([
        ['1', 'corrected', 2, answer.batch, false],
        ['3', 'late', 4, answer.batch, false],
      ]);
      expect(found[0]?.changes).toEqual([
        { field: 'standing', before: 'open', after: 'finished' },
        { field: 'finished', before: null, after: '2026-01-08 10:00:00' },
      ]);
      expect(found[0]?.charges).toEqual([
        { fact: 'case.overdue', before: { window: 'A02', workingDays: 18 }, after: null },
      ]);
      expect(found[0]?.tallies).toContainEqual({
        measure: 'cases.on-time',
        basis: 'due',
        window: 'A02',
        before: 0,
        after: 1,
      });
      expect(found[1]?.tallies).toContainEqual({
        measure: 'cases.accepted',
        basis: 'accepted',
        window: 'A02',
        before: 0,
        after: 1,
      });
      expect(await facts('2026-01', sealed.knownAt)).toEqual(before);
      expect(await facts('2026-01')).toEqual(before);
      expect(await take('cases', rows, frozen)).toMatchObject({ accepted: 0, batch: null });
    });

    it('shows a broken cut promise among what a late row would charge', async () => {
      const items = ['I1,甲,A02,C02,承诺件,20,30,2025-01-01,2026-01-04', 'I1,甲,A02,C02,承诺件,3,30,2026-01-05,'];
      await take('items', items, { at: '2026-01-01 09:00:00.000' });
      await take('cases', [row('1', 'I1', '', '2026-01-13 10:00:00')], frozen);
      const [found] = await corrections.ofMonth(sample.hall, '2026-01', sealed);
      const after = { window: 'C02', workingDays: 3 };
      expect(found?.charges).toEqual([
        { fact: 'case.overdue', before: null, after },
        { fact: 'catalogue.promise-broken', before: null, after },
      ]);
    });

    it('is corrected by rows of open months as well: what they say of its own days', async () => {
      await take('cases', [open]);
      await take('cases', [row('4', '', '30', '2026-02-04 08:00:00')], frozen);
      await take('cases', [row('1', '', '3', '2026-02-04 08:30:00')], frozen);
      const found = await corrections.ofMonth(sample.hall, '2026-01', sealed);
      expect(found.map(({ case: no, kind, charges }) => [no, kind, charges])).toEqual([['4', 'late', []]]);
      expect(found[0]?.tallies.map(({ measure, basis }) => `${measure} ${basis}`)).toEqual([
        'cases.accepted accepted',
        'cases.carried-out -',
        'cases.on-hand -',
      ]);
    });

    it('lets the open month know that a case ended in it: nothing is overdue any more', async () => {
      await take('cases', [row('1', '', '22', '', '承诺件,办理中,')]);
      expect((await facts('2026-02')).happened).toHaveLength(1);
      await take('cases', [row('1', '', '22', '2026-01-30 10:00:00')], frozen);
      const { happened } = await facts('2026-02');
      expect(happened).toEqual([]);
      expect(await nonZero('cases.on-time', '2026-02')).toEqual(['due A02 1']);
    });

    it('shows a proposal as taken once the month was reopened and the file came again', async () => {
      await take('cases', [open]);
      const rows = [row('1', '', '3', '2026-01-08 10:00:00')];
      const { batch } = await take('cases', rows, frozen);
      await take('cases', rows, { at: '2026-02-05 09:00:00.000' });
      expect((await corrections.ofMonth(sample.hall, '2026-01', sealed)).map(({ taken }) => taken)).toEqual([true]);
      await sample.intake.undo(sample.hall, batch ?? '', { actor: { id: 'cli:office', name: 'office' }, at: ASOF });
      expect((await corrections.ofMonth(sample.hall, '2026-01', sealed)).map(({ taken }) => taken)).toEqual([false]);
    });
  });

  describe('findings', () => {
    const found = async (): Promise<Finding[]> => findings.ofMonth(sample.hall, '2026-01', ASOF, FINDING_SETTINGS);
    const kinds = async (): Promise<string[]> => (await found()).map(({ case: no, kind }) => `${no ?? '-'} ${kind}`);

    it('name what contradicts itself or the catalogue, and nothing of a sound case', async () => {
      await take('items', ['I1,甲,A02,C02,承诺件,5,20,,', 'I2,乙,B01,B01,即办件,,,,']);
      await take('cases', [
        row('1', 'I1', '5', '2026-01-07 10:00:00'),
        row('2', 'I1', '4', '2026-01-07 10:00:00'),
        row('3', 'I2', '', '2026-01-05 09:00:30', '承诺件,已办结,'),
        row('4', 'X9', '30', '2026-01-07 20:00:00'),
        row('5', '', '', '2026-01-07 10:00:00'),
        row('6', '', '3', '2026-01-04 10:00:00'),
      ]);
      expect(await kinds()).toEqual([
        '2 promise-against-catalogue',
        '3 same-minute',
        '3 type-against-catalogue',
        '3 window-against-catalogue',
        '4 item-unknown',
        '4 outside-hours',
        '4 promise-over-legal',
        '5 unjudged',
        '- ends-before-begin',
      ]);
      const all = await found();
      expect(all[0]?.text.zh).toBe('清单中承诺时限 4 个工作日，事项目录为 5 个工作日；已按清单计算');
      expect(all.at(-1)).toMatchObject({ case: null, line: 7 });
      const { happened, tallies } = await facts();
      expect(happened.every(({ type }) => type.startsWith('case.'))).toBe(true);
      expect(tallies.length).toBeGreaterThan(0);
    });

    it('name a case that lists of its window had passed over', async () => {
      await take('cases', [row('1', '', '3', '2026-01-06 10:00:00')]);
      await take('cases', [row('2', '', '3', '2026-01-16 10:00:00').replace('01-05 09', '01-15 09')]);
      expect(await kinds()).toEqual([]);
      await take('cases', [
        row('3', '', '9', '2026-01-15 10:00:00'),
        row('4', '', '3', '2026-01-16 10:00:00').replace('01-05 09', '01-15 10'),
      ]);
      expect(await kinds()).toEqual(['3 seen-late']);
      expect((await found())[0]?.text.zh).toBe(
        '2026-01-05 受理，2026-02-01 才首次出现在清单中；该窗口此前的清单已报到 2026-01-15，没有这一件',
      );
    });
  });
});
