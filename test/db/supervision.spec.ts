import type { Database } from 'src/config/database.service';
import { SupervisionService } from 'src/modules/supervision';
import { testEngines } from 'test/support/engines';
import { fixture } from 'test/support/feed-driver';
import { SampleHall } from 'test/support/sample-hall';

const ASOF = '2026-01-31 18:00:00';

describe.each(testEngines())('patrol on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let patrol: SupervisionService;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    patrol = new SupervisionService(database, sample.coverage);
  });
  afterAll(() => drop());

  it('makes facts of the findings, none of a round without one, and adds nothing the second time', async () => {
    expect(await sample.take('patrol', fixture('patrol/patrol.utf8bom.csv'))).toMatchObject({ accepted: 11 });
    const { facts, coverage } = await patrol.factsOf(sample.hall, '2026-01', ASOF);
    expect(facts).toHaveLength(10);
    const moved = facts.filter((fact) => fact.kind === 'occurrence' && fact.window === 'D01');
    expect(moved).toMatchObject([
      {
        type: 'patrol.off-post',
        staff: ['07016'],
        amounts: { minutes: expect.any(Number) },
        labels: { half: expect.any(String) },
      },
      { type: 'patrol.off-post', staff: ['07016'] },
    ]);
    expect(facts.find((fact) => fact.kind === 'occurrence' && fact.type === 'patrol.tidiness')).toEqual({
      kind: 'occurrence',
      id: expect.stringMatching(/^patrol:[0-9a-f]{16}$/),
      type: 'patrol.tidiness',
      date: '2026-01-08',
      window: 'B02',
      labels: { half: 'pm' },
      evidence: ['xc20260108-03.jpg'],
      text: '15:00 窗口物品摆放杂乱',
    });
    expect(coverage[0]).toEqual({ source: 'patrol', from: '2026-01-06', to: '2026-01-06', windows: ['A01', 'A02'] });
    expect(coverage.find(({ from }) => from === '2026-01-22')?.windows).toEqual(['C01']);
    expect(await sample.take('patrol', fixture('patrol/patrol.utf8bom.csv'))).toMatchObject({ accepted: 0 });
  });

  it('takes the month in the title of a workbook as covered', async () => {
    expect(await sample.take('patrol', fixture('patrol/patrol.xlsx'))).toMatchObject({ records: 12, accepted: 0 });
    const february = await patrol.factsOf(sample.hall, '2026-02', '2026-02-28 18:00:00');
    expect(february).toEqual({ facts: [], coverage: [] });
    const early = await patrol.rounds(sample.hall, '2026-01', '2026-01-08 12:00:00');
    expect(early.map(({ line }) => line).sort()).toEqual([2, 3, 4, 5]);
  });
});
