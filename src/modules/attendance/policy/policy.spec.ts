import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LEAVE_KINDS } from 'src/modules/attendance/leave-kinds';
import { readPolicy, shippedPolicies } from './policies.service';
import { allowanceOf, asksForStandIn, grantedBy, paperFor, policyOn, type AttendancePolicy } from './policy';
import { policyProblems } from './policy-check';

const schema = JSON.parse(
  readFileSync(join(__dirname, '../../../../docs/schemas/attendance-policy.schema.json'), 'utf8'),
) as object;
const fits = new Ajv2020({ strict: false }).compile(schema);

const POLICY: AttendancePolicy = {
  name: '规定',
  ladder: [{ upTo: 0.5, by: '首席代表' }, { upTo: 2, by: '督查科' }, { by: '中心主任' }],
  chiefLadder: [{ by: '中心主任' }],
  allowances: [{ kinds: ['personal', 'sick'], days: 30 }],
  papers: [{ kinds: ['sick'], from: 2, paper: '医院证明' }],
  standIn: { from: 1, except: ['secondment'] },
};

describe('a policy', () => {
  it('names who grants a leave by its length, and everybody above', () => {
    const by = (halfDays: number, chief = false): unknown => grantedBy(POLICY, halfDays, chief)?.enough;
    expect(by(1)).toEqual(['首席代表', '督查科', '中心主任']);
    expect(by(2)).toEqual(['督查科', '中心主任']);
    expect(by(4)).toEqual(['督查科', '中心主任']);
    expect(by(5)).toEqual(['中心主任']);
    expect(by(1, true)).toEqual(['中心主任']);
    expect(grantedBy({ name: 'x' }, 1, false)).toBeUndefined();
    expect(grantedBy({ name: 'x', ladder: [{ upTo: 1, by: '科室' }] }, 3, false)).toBeUndefined();
  });

  it('asks for a stand-in from one day on (一天以上 includes the day), not for what it excepts', () => {
    expect([1, 2, 3].map((halfDays) => asksForStandIn(POLICY, 'personal', halfDays))).toEqual([false, true, true]);
    expect(asksForStandIn(POLICY, 'secondment', 40)).toBe(false);
    expect(asksForStandIn({ name: 'x' }, 'personal', 40)).toBe(false);
  });

  it('asks for papers by kind and length, and knows the days of a year', () => {
    expect([paperFor(POLICY, 'sick', 3), paperFor(POLICY, 'sick', 4), paperFor(POLICY, 'personal', 9)]).toEqual([
      ...[undefined, '医院证明', undefined],
    ]);
    expect(allowanceOf(POLICY, 'sick')?.days).toBe(30);
    expect(allowanceOf(POLICY, 'annual')).toBeUndefined();
  });

  it('holds from its day until the next one begins', () => {
    const dated = [
      { from: '2026-03-01', revision: 1, policy: { name: 'spring' } },
      { from: '2026-01-01', revision: 1, policy: { name: 'winter' } },
    ];
    const on = (day: string): unknown => policyOn(dated, day)?.name;
    expect(['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01'].map(on)).toEqual([
      ...[undefined, 'winter', 'winter', 'spring'],
    ]);
  });

  it('is shipped as a sample that the checker and the schema accept', () => {
    expect(shippedPolicies()).toEqual(['lianshui']);
    const { text, policy } = readPolicy('lianshui');
    expect(policy.sample).toBe(true);
    expect(fits(parse(text))).toBe(true);
  });

  it.each<[string, unknown, RegExp | string]>([
    ['no object', [], /应为一个对象/],
    ['no name', {}, /name 应为不空的文字/],
    ['an unknown member', { name: 'x', leader: 1 }, /不认识的字段 leader/],
    [
      'a ladder that falls',
      {
        name: 'x',
        ladder: [
          { upTo: 2, by: 'a' },
          { upTo: 1, by: 'b' },
        ],
      },
      /ladder\[1\].upTo 应大于前一级/,
    ],
    ['a step behind the open one', { name: 'x', ladder: [{ by: 'a' }, { by: 'b' }] }, /ladder\[1\] 前一级没有写 upTo/],
    ['a third of a day', { name: 'x', standIn: { from: 0.3 } }, /standIn.from 应为 0.5、1、1.5 这样的天数/],
    ['an unknown kind', { name: 'x', allowances: [{ kinds: ['holiday'], days: 5 }] }, /应为请假类型代码的列表/],
    ['an allowance without days', { name: 'x', allowances: [{ kinds: ['annual'] }] }, /allowances\[0\].days/],
    ['types that are no list', { name: 'x', staffing: { types: '编制' } }, /staffing.types 应为文字的列表/],
  ])('refuses %s', (_, value, why) => {
    expect(policyProblems(value).map(({ zh }) => zh)).toEqual([expect.stringMatching(why) as string]);
  });

  it('has the same kinds of leave in schema and code', () => {
    const { $defs } = schema as { $defs: { kinds: { items: { enum: string[] } } } };
    expect($defs.kinds.items.enum).toEqual(Object.keys(LEAVE_KINDS));
  });
});
