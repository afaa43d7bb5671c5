import { Fraction } from 'src/common/fraction';
import type { BulletinInput } from 'src/modules/reports/bulletin-input';
import type { Evaluation, OutcomeResult, Standing } from 'src/modules/scoring/engine/evaluation';
import type { Line, Points, Sheet } from 'src/modules/scoring/engine/sheet';

/** A month made by hand, so that tests of the bulletin know every number without the engine. */

export function points(exact: string, decimals = 2): Points {
  const value = Fraction.parse(exact);
  return { exact: value.toString(), scale4: value.toScale4(), printed: value.toFixed(decimals) };
}

export function line(subject: string, item: string, exact: string, more: Partial<Line> = {}): Line {
  return {
    ...points(exact),
    id: `window:${subject}/${item}/${exact}`,
    type: 'window',
    subject,
    kind: 'item',
    state: 'counted',
    charge: 'month',
    item,
    name: `项目${item}`,
    section: item.slice(0, 2),
    clause: { number: item },
    sample: false,
    steps: [],
    facts: [],
    ...more,
  };
}

/** A sheet whose sums follow from its lines; `adjustment` is what the given lines without an item add. */
export function sheet(subject: string, name: string, lines: readonly Line[], more: Partial<Sheet> = {}): Sheet {
  const sum = (some: readonly Line[]): Fraction =>
    some.reduce((total, one) => total.add(Fraction.parse(one.exact)), Fraction.zero);
  const month = lines.filter((one) => one.charge === 'month');
  const items = month.filter((one) => one.item !== undefined);
  const bonus = sum(items.filter((one) => one.scale4 > 0));
  const deduction = sum(items.filter((one) => one.scale4 < 0)).neg();
  const base = Fraction.of(100);
  const score = base.add(sum(month));
  const rest = score
    .sub(base)
    .sub(Fraction.parse(bonus.toFixed(2)))
    .add(Fraction.parse(deduction.toFixed(2)));
  return {
    type: 'window',
    subject,
    name,
    group: 'A',
    state: 'assessed',
    lines,
    base: points('100'),
    bonus: points(bonus.toString()),
    deduction: points(deduction.toString()),
    adjustment: points(rest.toString()),
    score: points(score.toString()),
    gaps: [],
    ...more,
  };
}

export function standing(of: Sheet, rank: number | null, shared = 1, more: Partial<Standing> = {}): Standing {
  return {
    type: of.type,
    subject: of.subject,
    name: of.name,
    group: of.group,
    rank,
    fromBottom: rank === null ? null : 1,
    shared,
    of: 3,
    score: of.score.printed,
    scale4: of.score.scale4,
    base: of.base.printed,
    bonus: of.bonus.printed,
    deduction: of.deduction.printed,
    adjustment: of.adjustment.printed,
    keys: [],
    marks: [],
    outcomes: [],
    ...more,
  };
}

export function evaluation(
  sheets: readonly Sheet[],
  standings: readonly Standing[],
  more: Partial<Evaluation> = {},
): Evaluation {
  return {
    engine: 'baifen/1',
    book: { book: 'shili', title: '示例县窗口考核细则', from: '2026-01', sample: true },
    decimals: 2,
    period: '2026-10',
    sheets,
    standings,
    outcomes: [],
    effects: [],
    blocked: [],
    unread: [],
    unplaced: [],
    leftOut: [],
    counters: {},
    counted: [],
    ...more,
  };
}

export function top(members: readonly Standing[], more: Partial<OutcomeResult> = {}): OutcomeResult {
  return {
    code: '00.1',
    name: '当月前5名',
    kind: 'top',
    type: 'window',
    group: 'A',
    mark: '红旗候选',
    clause: { number: '第三章', text: '当月排名前5名的窗口，季度评比时优先' },
    sample: false,
    members: members.map(({ subject, name, rank, score, shared }) => ({
      subject,
      name,
      rank,
      score,
      tied: shared > 1,
    })),
    decide: [],
    spared: [],
    size: members.length,
    ...more,
  };
}

export function input(of: Evaluation, more: Partial<BulletinInput> = {}): BulletinInput {
  return {
    language: 'zh',
    hall: '示例县政务服务中心',
    period: '2026-10',
    revision: 1,
    state: 'closed',
    evaluation: of,
    sections: [],
    groups: { A: '综合组', B: '分中心组' },
    ranking: { window: { ties: 'competition', within: 'group', keys: [] } },
    windows: of.sheets.map(({ subject, name }) => ({ id: subject, name, department: `${name}局`, branchLeader: null })),
    previous: null,
    firstsThisYear: {},
    earlier: { imported: [], missing: [] },
    names: {},
    attendance: null,
    cases: null,
    ratings: null,
    quality: { unjudgedCases: 0, ratings: { collected: 0, mistaken: 0, malicious: 0, byDefault: 0 } },
    submissions: null,
    deadlines: null,
    computed: {
      at: '2026-11-04 16:20:30',
      by: '考核办 李明',
      bookDigest: 'b'.repeat(64),
      factsDigest: 'f'.repeat(64),
      resultDigest: 'c'.repeat(64),
      sealDigest: 'd'.repeat(64),
      auditHead: `12:${'e'.repeat(64)}`,
      overrides: [],
      verifyCommand: 'bin/baifen verify 2026-10',
    },
    explain: (one) => `${one.name ?? one.limit?.kind ?? one.id}：${one.printed}分。`,
    ...more,
  };
}
