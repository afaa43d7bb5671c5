import { acceptsFacts, acceptsRulings, move, type MoveRequest } from './month-states';
import {
  CONDITIONS,
  MONTH_STATES,
  MOVES,
  STATE_NAMES,
  type Condition,
  type MonthState,
  type MoveRole,
} from './month-table';

const ROLES: readonly MoveRole[] = ['system', 'assessment-office', 'leading-group', 'operator'];
const EVERYTHING = Object.keys(CONDITIONS) as Condition[];
const ask = (given: Partial<MoveRequest>): MoveRequest => ({ roles: [], met: [], overrides: [], ...given });

function reachable(roles: readonly MoveRole[], start: MonthState = 'open'): Set<MonthState> {
  const seen = new Set<MonthState>([start]);
  for (const state of seen)
    for (const to of MONTH_STATES) if (move(state, to, ask({ roles, met: EVERYTHING })).ok) seen.add(to);
  return seen;
}

describe('the months table', () => {
  it('walks from open to published with all posts, and with one operator', () => {
    expect([...reachable(ROLES)].sort()).toEqual([...MONTH_STATES].sort());
    expect([...reachable(['operator'])].sort()).toEqual(['closed', 'open', 'published', 'verifying']);
    const way: MonthState[] = ['open', 'collecting', 'verifying', 'notice', 'closed', 'approved', 'published'];
    way.slice(1).forEach((to, index) => {
      const from = way[index] ?? 'open';
      expect(move(from, to, ask({ roles: ROLES, met: EVERYTHING })).ok).toBe(true);
    });
  });

  it('allows for every pair of states exactly what the table says, per role', () => {
    for (const from of MONTH_STATES)
      for (const to of MONTH_STATES)
        for (const role of ROLES) {
          const answer = move(from, to, ask({ roles: [role], met: EVERYTHING }));
          const listed = MOVES.some((one) => one.from === from && one.to === to && one.by.includes(role));
          expect(answer.ok).toBe(listed);
          if (!answer.ok) expect(answer.refusal.code).toBe('calendar.move-unknown');
        }
  });

  it('gets back from every frozen state, and only with a reason and a new revision', () => {
    for (const from of ['notice', 'closed', 'approved', 'published'] as const) {
      const back = MOVES.filter((one) => one.from === from && one.back);
      expect(back.length).toBeGreaterThan(0);
      for (const one of back) {
        expect(one.needs).toContain('reason-given');
        expect(one.overridable).toEqual([]);
      }
    }
    for (const one of MOVES) expect(one.back).toBe(MONTH_STATES.indexOf(one.to) < MONTH_STATES.indexOf(one.from));
  });

  it('never lets a month be approved or published by the same step that closes it, nor skips the seal', () => {
    for (const one of MOVES.filter((each) => each.to === 'closed')) expect(one.freezes).toContain('seal');
    for (const one of MOVES.filter((each) => each.to === 'published'))
      expect(['closed', 'approved']).toContain(one.from);
    for (const one of MOVES) expect(one.needs).toEqual(expect.arrayContaining([...one.overridable]));
  });

  it('refuses with every condition that is not met, one by one', () => {
    for (const one of MOVES) {
      for (const missing of one.needs) {
        const met = EVERYTHING.filter((condition) => condition !== missing);
        const answer = move(one.from, one.to, ask({ roles: [one.by[0] ?? 'system'], met }));
        expect(answer).toMatchObject({
          ok: false,
          refusal: { code: 'calendar.move-needs', details: { unmet: [missing] } },
        });
        const overrides = [{ condition: missing, by: '张三', reason: '领导小组同意' }];
        const again = move(one.from, one.to, ask({ roles: [one.by[0] ?? 'system'], met, overrides }));
        expect(again.ok).toBe(one.overridable.includes(missing));
        if (again.ok) expect(again.overridden).toEqual(overrides);
      }
    }
  });

  it('lets the single operator close before the deadline by name and reason only', () => {
    const met: Condition[] = ['coverage-complete', 'no-open-objection', 'no-open-appeal', 'audit-chain-linked'];
    const close = (by: string, reason: string): ReturnType<typeof move> =>
      move(
        'open',
        'closed',
        ask({ roles: ['operator'], met, overrides: [{ condition: 'verification-deadline-passed', by, reason }] }),
      );
    expect(close('李四', '各科室已提前核实')).toMatchObject({ ok: true, move: { freezes: ['facts', 'seal'] } });
    expect(close('', '各科室已提前核实')).toMatchObject({
      ok: false,
      refusal: { code: 'calendar.override-incomplete' },
    });
    expect(close('李四', ' ')).toMatchObject({ ok: false, refusal: { code: 'calendar.override-incomplete' } });
    const refused = move('open', 'closed', ask({ roles: ['operator'], met }));
    expect(refused).toMatchObject({
      refusal: {
        sentences: {
          zh: '本月还不能从“进行中”转为“已锁定”：核实截止时间未到。截止日期请用“baifen calendar deadlines 月份”查看，过后再锁定；确需提前的，请加 --override verification-deadline-passed --reason 理由。',
        },
      },
    });
  });

  it('does not log an override nobody needed', () => {
    const overrides = [{ condition: 'coverage-complete', by: '李四', reason: '无' }] as const;
    expect(move('open', 'closed', ask({ roles: ['operator'], met: EVERYTHING, overrides }))).toMatchObject({
      overridden: [],
    });
  });

  it('tells which moves are open instead', () => {
    expect(move('open', 'published', ask({ roles: ['assessment-office'] }))).toMatchObject({
      refusal: { sentences: { zh: expect.stringContaining('现在可以转为：“报送中”') } },
    });
    expect(move('published', 'open', ask({ roles: ['system'] }))).toMatchObject({
      refusal: {
        sentences: { zh: expect.stringContaining('现在可以转为：无'), en: expect.stringContaining('nowhere') },
      },
    });
  });

  it('takes facts until pre-publication, rulings on them until the seal', () => {
    expect(MONTH_STATES.filter(acceptsFacts)).toEqual(['open', 'collecting', 'verifying']);
    expect(MONTH_STATES.filter(acceptsRulings)).toEqual(['open', 'collecting', 'verifying', 'notice']);
    expect(MONTH_STATES.map((state) => STATE_NAMES[state].zh)).toEqual([
      '进行中',
      '报送中',
      '核实中',
      '公示中',
      '已锁定',
      '已审定',
      '已发布',
    ]);
  });
});
