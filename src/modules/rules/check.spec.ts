import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBook, MOST_PROBLEMS } from './check';
import { sentenceOf } from './checks/problem';
import { loadBook } from './load';

const BASE = `book: probe
title: 试用办法
from: 2026-01
subjects: { window: { base: 100 }, chief: { base: 100 } }
sections: [{ code: "02", name: 办件 }]
ranking: { window: {} }
items:
  - code: "02.01"
    name: 办件超时
    section: "02"
    kind: deduction
    count: { facts: [{ type: case.overdue }] }
    shape: { kind: per-unit, points: 1 }
`;

/** The base with one passage replaced; the passage must be there. */
function withChange(from: string, to: string): string {
  expect(BASE).toContain(from);
  return BASE.replace(from, to);
}

/** Takes the mark ▸ out of a text and tells where it stood: the place the checker has to name. */
function marked(text: string): { text: string; place: string } {
  const before = text.slice(0, text.indexOf('▸'));
  const line = before.split('\n').length;
  return { text: text.replace('▸', ''), place: `${line}:${before.length - before.lastIndexOf('\n')} ` };
}

/** The code alone stands for the place of the mark. */
const expected = (place: string, code: string): string => (code.includes(' ') ? code : `${place}${code}`);

const found = (text: string): string[] =>
  checkBook(text).problems.map(
    ({ line, column, code, severity }) => `${line}:${column} ${code}${severity === 'warning' ? '?' : ''}`,
  );

/** Base with other lines of the item; the first of them stands on line 11. */
const item = (lines: string): string => withChange(BASE.slice(BASE.indexOf('    kind: deduction')), lines);
const COUNT = 'count: { facts: [{ type: case.overdue }] }';
const top = (lines: string): string => `${BASE}${lines}\n`;

describe('checkBook', () => {
  it('accepts the base', () => {
    expect(checkBook(BASE)).toMatchObject({
      problems: [],
      book: { from: '2026-01', items: [{ shape: { points: '1' } }] },
    });
  });

  it.each([
    // The form: what the schema says.
    [
      'kind: per-unit, points: 1 }',
      'kind: per-unit, points: 1 }\n    caps: ▸{}',
      'incomplete',
      '项目 02.01：“封顶，按绝对值”里一个成员也没有。请至少写一个：event、person、month、year。不需要时删去这一行。',
    ],
    [
      'kind: per-unit',
      'kind: ▸per-units',
      'unknown-shape',
      '项目 02.01：不认识的形状（shape）“per-units”。是不是要写“per-unit”？',
    ],
    [
      'kind: per-unit',
      'kind: ▸公式',
      'unknown-shape',
      /^项目 02\.01：不认识的形状（shape）“公式”。可以写：per-unit、bands、/,
    ],
    [
      'case.overdue',
      '▸case.overdu',
      'unknown-fact-type',
      '项目 02.01：不认识的事实种类“case.overdu”。是不是要写“case.overdue”？',
    ],
    [
      'points: 1',
      'pionts: 1',
      '13:12 missing-member',
      '项目 02.01：缺少“points”。请补上“points: …”（分值，不带符号）。',
    ],
    ['title:', 'titel:', '1:1 missing-member', '缺少“title”。请补上“title: …”（名称）。'],
    [
      'points: 1',
      'points: ▸-1',
      'negative',
      '项目 02.01：“-1”带了负号。这里写不带符号的数，加或扣由项目的 kind 决定。',
    ],
    ['points: 1', 'points: ▸1e3', 'not-a-number', '项目 02.01：“1e3”不是数。请用半角数字写成 2、0.30、1/3 或 12.5%。'],
    ['points: 1', 'points: ▸１', 'not-a-number', '项目 02.01：“１”不是数。请用半角数字写成 2、0.30、1/3 或 12.5%。'],
    ['points: 1', 'points: ▸1/0', 'not-a-number', '项目 02.01：“1/0”不是数。请用半角数字写成 2、0.30、1/3 或 12.5%。'],
    [
      'points: 1',
      'points: ▸[1]',
      'wrong-type',
      '项目 02.01：这里应写一个数，写的却是一个列表（每行以“- ”开头）。这里的意思是：精确的数，不带符号：2、0.30、1/3、12.5%。',
    ],
    ['points: 1', 'points:', '13:38 empty', '项目 02.01：冒号后面没有写值。请写上一个数，不需要时删去这一行。'],
    ['from: 2026-01', 'from: ▸2026-13', 'not-a-month', '“2026-13”不是月份。请写四位年份加两位月份，例如 2026-03。'],
    [
      'ranking: { window: {} }',
      'ranking: ▸window',
      'wrong-type',
      '这里应写一组“名称: 值”，写的却是“window”。这里的意思是：排名。',
    ],
    ['items:\n', 'decimals: ▸9\nitems:\n', 'out-of-range', '9 超出范围。请写 0 到 4 之间的整数。'],
    ['items:\n', 'decimals: ▸"2"\nitems:\n', 'wrong-type', /应写整数，不加引号/],
    ['items:\n', 'onUnknown: ▸skip\nitems:\n', 'unknown-word', '不认识的词“skip”。可以写：block、unranked、neutral。'],
    [
      'items:\n',
      'notConnected: [▸meeting]\nitems:\n',
      'unknown-source',
      '不认识的来源“meeting”。是不是要写“meetings”？',
    ],
    ['name: 办件超时', 'name: 办件超时\n    ▸formula: 1 + 1', 'unknown-member', /没有“formula”这个成员/],
    // The meaning: references.
    ['section: "02"', 'section: ▸"20"', 'unknown-section', '项目 02.01：没有编码为“20”的部分。是不是要写“02”？'],
    ['kind: deduction', 'kind: deduction\n    subject: ▸staff', 'unknown-subject', /subjects 里没有工作人员（staff）/],
    [
      'kind: deduction',
      'kind: deduction\n    links: [{ to: ▸window, factor: 0.5 }]',
      'link-to-itself',
      /连带对象就是本项自己的考核对象/,
    ],
    [
      'kind: deduction',
      'kind: deduction\n    links: [{ to: ▸staff, factor: 0.5 }]',
      'unknown-subject',
      /subjects 里没有工作人员/,
    ],
    [
      'kind: deduction',
      'kind: deduction\n    links: [▸{ to: chief, factor: 0.5, points: 1 }]',
      'choose-one',
      /factor、points 中应写且只写需要的一个/,
    ],
    [
      'kind: deduction',
      'kind: deduction\n    applies: { groups: [▸A] }',
      'unknown-group',
      '项目 02.01：没有编码为“A”的组。办法里没有定义任何组。',
    ],
    // Counting.
    [
      COUNT,
      'department: 综合审批科',
      '8:5 count-missing',
      '项目 02.01：形状 per-unit 要计事实，却没有写 count。请补上“count: { facts: [{ type: … }] }”。',
    ],
    [
      '[{ type: case.overdue }] }',
      '[{ type: case.overdue }], amount: { name: ▸minutes } }',
      'unknown-amount',
      '项目 02.01：事实“办件超时”（case.overdue）没有名为“minutes”的量。它有：workingDays。',
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue, where: [{ label: ▸级别, is: [县] }] }]',
      'unknown-label',
      /没有名为“级别”的标签。它有：type、case、caseType。/,
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue, inRow: ▸true }]',
      'in-row-without-every',
      /写了 inRow，却没有写 every/,
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue, together: ▸超时 }]',
      'together-without-every',
      /写了 together，却没有写 every/,
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue, every: 3, together: ▸超时 }]',
      'together-alone',
      /只有这一种事实使用/,
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue, every: 3, together: 超时 }, { type: case.stage-overdue, every: 2, together: ▸超时 }]',
      'together-differs',
      /every、inRow、as 却不同/,
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue }, ▸{ type: case.overdue }]',
      'selector-unreachable',
      /这一行选不到任何事实/,
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue, where: [▸{ amount: workingDays, from: 5, under: 5 }] }]',
      'bounds-empty',
      '项目 02.01：范围 ≥5 <5 里没有任何数。请检查上下限是否写反。',
    ],
    [
      '[{ type: case.overdue }]',
      '[{ type: case.overdue, where: [{ amount: workingDays, from: 5, over: ▸5 }] }]',
      'bounds-double',
      /同一边写了两个界限/,
    ],
    [
      'kind: deduction',
      'kind: deduction\n    reason: ▸"超时{days}天"',
      'unknown-placeholder',
      /理由句里的“\{days\}”不认识/,
    ],
    // Signs, caps, duplicates, effects.
    ['kind: deduction', 'kind: ▸both', 'sign-conflict', /kind 为 both 只能配 range 或 quota/],
    ['kind: deduction', 'kind: ▸veto', 'sign-conflict', /kind 是 veto，形状却是 per-unit/],
    ['kind: deduction', 'kind: deduction\n    zero: ▸skip', 'zero-unused', /没有分母/],
    [
      'kind: deduction',
      'kind: deduction\n    caps: { event: ▸3, month: 2 }',
      'caps-overlap',
      '项目 02.01：每件封顶 3 大于本项每月封顶 2，两个封顶互相重叠。请把前者改到不超过 2，或提高后者。',
    ],
    [
      'kind: deduction',
      'kind: deduction\n    caps: { person: ▸3, month: 2, year: 1 }',
      'caps-overlap',
      /每人每月封顶 3 大于本项每月封顶 2/,
    ],
    ['name: 办件 }', 'name: 办件, floor: ▸5 }', 'floor-without-full-mark', /却没有满分/],
    [
      'name: 办件 }',
      'name: 办件, fullMark: 5, floor: ▸10 }',
      'floor-above-full-mark',
      '部分 02：下限 10 高于满分 5。请改正其中一个。',
    ],
    [
      'kind: deduction',
      'kind: deduction\n    duplicates: { by: ▸event, keep: first }',
      'unknown-label',
      '项目 02.01：本项的事实都没有标签“event”，认不出同一事项。它们有：case、caseType。',
    ],
    [
      'kind: deduction',
      'kind: deduction\n    duplicates: { by: case, keep: all, others: ▸0.5 }',
      'others-unused',
      /others 不起作用/,
    ],
    [
      'window: { base: 100 }',
      'window: { base: 100, floor: ▸120 }',
      'base-outside',
      '基础分 100 不在总分下限与上限之间。请改正基础分、floor 或 ceiling。',
    ],
    [
      'window: { base: 100 }',
      'window: { base: 100, floor: ▸20, ceiling: 10 }',
      'floor-above-ceiling',
      '总分下限 20 高于上限 10。请改正其中一个。',
    ],
    ['ranking: { window: {} }', 'ranking: ▸{ chief: {} }', 'ranking-missing', /ranking 里却没有窗口的排名/],
    [
      'ranking: { window: {} }',
      'ranking: { window: { minimumPresence: ▸50 } }',
      'presence-above-one',
      '到岗比例 50 大于 1。是不是要写“50%”？',
    ],
    [
      'ranking: { window: {} }',
      'ranking: { window: { tieBreak: [▸{ by: rate, measure: cases.finished }] } }',
      'missing-member',
      /按 rate 比较，却没有写 over/,
    ],
    [
      'ranking: { window: {} }',
      'ranking: { window: { tieBreak: [▸{ by: measure, measure: cases.finished }] } }',
      'basis-missing',
      '统计量“cases.finished”有几种口径，却没有写 basis。请写 basis: accepted，可选 accepted、due、finished。',
    ],
    ['from: 2026-01', 'from: 2026-01\nuntil: ▸2025-12', 'until-before-from', /办法到 2025-12 止，却从 2026-01 起/],
  ])('in the base, %j → %j is %s', (from, to, code, sentence) => {
    const { text, place } = marked(withChange(from, to));
    expect(found(text)).toContain(expected(place, code));
    const at = expected(place, code);
    const problem = checkBook(text).problems.find(({ line, column, code: one }) => `${line}:${column} ${one}` === at);
    const said = `${problem?.cause.zh ?? ''}${problem?.remedy.zh ?? ''}`;
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });

  it.each([
    // Shapes and their numbers.
    [
      'kind: bonus\n    shape: { kind: linear, value: { of: cases.early, over: cases.promised-finished, basis: finished }, from: 90%, to: ▸60%, low: 0, high: 1 }',
      'order',
      /from（90%）应小于 to（60%）/,
    ],
    [
      'kind: bonus\n    shape: { kind: linear, value: { of: cases.early, over: cases.promised-finished, basis: finished }, from: ▸60, to: 90, low: 0, high: 1 }',
      'rate-threshold',
      /比率在 0 到 1 之间，60 永远达不到。是不是要写“60%”？/,
    ],
    [
      'kind: bonus\n    shape: { kind: tiers, value: { of: cases.same-day, over: cases.finished, basis: ▸due }, tiers: [{ from: 80%, points: 1 }] }',
      'unknown-basis',
      /没有“due”这种口径。请改为 accepted、finished 之一/,
    ],
    [
      'kind: bonus\n    shape: { kind: tiers, value: { measure: ratings.ratable }, tiers: [{ from: 90, points: 1 }, ▸{ from: 80, points: 2 }] }',
      'tiers-order',
      /80 排在 90 之后/,
    ],
    [
      'kind: bonus\n    shape: { kind: steps, value: { measure: ratings.ratable }, first: 1, points: 1, each: ▸0, add: 1 }',
      'zero-divisor',
      /不能是 0/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: bands, amount: workingDays, bands: [{ upTo: 10, points: 1 }, ▸{ from: 10, points: 2 }] }`,
      'bands-overlap',
      /两档重叠：≤10 与 ≥10。请用 over、under 分清界限归哪一档/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: bands, amount: workingDays, bands: [{ under: 10, points: 1 }, ▸{ over: 10, points: 2 }] }`,
      'bands-gap',
      /恰好漏了界限上的一个数/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: bands, amount: workingDays, bands: [▸{ over: 15, points: 2 }, { upTo: 10, points: 1 }] }`,
      'bands-gap?',
      /≤10 与 >15 之间的不计分/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: bands, amount: ▸minutes, bands: [{ upTo: 10, points: 1 }] }`,
      'unknown-amount',
      /没有名为“minutes”的量/,
    ],
    [
      'kind: bonus\n    count: { facts: [{ type: entry }] }\n    shape: { kind: range, min: ▸5, max: 3 }',
      'order',
      /min（5）应小于或等于 max（3）/,
    ],
    [
      'kind: bonus\n    count: { facts: [{ type: entry }] }\n    shape: { kind: range, min: 1, max: 3 }\n    caps: { month: ▸2 }',
      'caps-overlap',
      /评分幅度的 max 3 大于封顶 2/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: levels, rows: [{ is: { caseType: 即办件 }, points: 1 }, ▸{ is: { caseType: 即办件, case: x }, points: 2 }] }`,
      'row-unreachable',
      /前面已有条件更宽的一行/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: levels, rows: [{ is: { level: ▸县 }, points: 1 }] }`,
      'unknown-label',
      /没有名为“level”的标签/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: levels, rows: [{ is: { type: ▸attendance.late }, points: 1 }] }`,
      'unknown-fact-type',
      /没有编码为“attendance.late”的所计的事实种类/,
    ],
    [
      'kind: bonus\n    count: ▸{ facts: [{ type: case.overdue }] }\n    shape: { kind: share, value: { of: cases.early, over: cases.promised-finished, basis: finished }, weight: 1 }',
      'count-unused',
      /看的是全月的数，count 不起作用/,
    ],
    [
      'kind: bonus\n    shape: { kind: share, value: { of: cases.early, over: cases.promised-finished, basis: finished }, weight: 1 }\n    caps: { month: ▸3 }',
      'cap-idle?',
      /本项一个月最多 1 分，封顶 3 不起作用/,
    ],
    [
      'kind: bonus\n    shape: { kind: share, value: { of: cases.early, over: cases.promised-finished, basis: finished }, weight: 1 }\n    caps: { event: ▸1 }',
      'cap-needs-facts',
      /每件封顶只用于逐件计分的形状/,
    ],
    [
      'kind: deduction\n    shape: { kind: share, value: { of: cases.early, over: cases.promised-finished, basis: finished }, weight: 1 }\n    links: [{ to: ▸scorer, factor: 1 }]',
      'link-needs-facts',
      /没有逐件的分/,
    ],
    ['kind: bonus\n    shape: { kind: derived, from: ▸staff, of: 100, to: 5 }', 'unknown-subject', /没有工作人员/],
    [
      'kind: bonus\n    subject: chief\n    shape: { kind: derived, from: ▸chief, of: 100, to: 5 }',
      'wrong-stage',
      /首席代表的得分不能由首席代表的得分折算/,
    ],
    [
      `kind: ▸deduction\n    ${COUNT}\n    shape: { kind: quota, required: 1, extra: 1 }`,
      'sign-conflict',
      /定额却有加分/,
    ],
    [
      `kind: ▸bonus\n    ${COUNT}\n    shape: { kind: zero, atLeast: 3, target: bonus }`,
      'sign-conflict',
      /kind 应为 deduction/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: zero, atLeast: 3, target: ▸whole }`,
      'zero-without-full-mark',
      /没有写 fullMark/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: zero, atLeast: 3, target: bonus, items: [▸"02.01"] }`,
      'unknown-item',
      /没有编码为“02.01”的别的项目/,
    ],
    [`kind: veto\n    ${COUNT}\n    shape: { kind: veto }`, '8:5 veto-without-effect', /没有写后果/],
    [
      'kind: bonus\n    shape: { kind: share, value: { of: cases.early, over: cases.promised-finished, basis: finished }, weight: 1 }\n    effects: [▸{ lose: eligibility, who: window, length: month }]',
      'effect-needs-when',
      /说不清何时触发后果/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: per-unit, points: 1 }\n    duplicates: { by: case, group: ▸一组, keep: first }`,
      'group-of-one?',
      /只有这一个项目/,
    ],
    [
      'kind: deduction\n    count: { facts: [{ type: case.overdue }], escalation: { after: 1, factor: 2, per: subject, counter: ▸累计 } }\n    shape: { kind: per-unit, points: 1 }',
      'counter-of-one?',
      /只有这一个项目在用/,
    ],
    [`kind: deduction\n    ${COUNT}\n    shape: { kind: per-unit, points: ▸0 }`, 'no-points?', /分值是 0/],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: per-unit, points: 1 }\n    sample: ▸false`,
      'published-without-clause?',
      /却没有写条款/,
    ],
    [
      `kind: deduction\n    ${COUNT}\n    shape: { kind: per-unit, points: 1 }\n    applies: { months: [▸2025-12] }`,
      'month-outside',
      /2025-12 不在办法的有效期内/,
    ],
  ])('of an item: %s', (lines, code, sentence) => {
    const { text, place } = marked(item(`    ${lines}\n`));
    const at = expected(place, code);
    expect(found(text)).toContain(at);
    const said = checkBook(text).problems.map((problem) => sentenceOf(problem, 'book.yaml', 'zh'));
    const [where] = at.split(' ');
    expect(said.find((one) => one.startsWith(`book.yaml:${where ?? ''} `) && sentence.test(one))).toBeDefined();
  });

  it.each([
    ['outcomes: [{ code: a, name: 甲, kind: top, n: 5, maxTop: ▸3 }]', 'max-top-below-n'],
    ['outcomes: [{ code: a, name: 甲, kind: ▸first, n: 5 }]', 'unknown-outcome-kind'],
    [
      'outcomes: [{ code: a, name: 甲, kind: streak, of: { outcome: ▸b }, times: 2, within: running }]',
      'unknown-outcome',
    ],
    [
      'outcomes: [{ code: a, name: 甲, kind: streak, of: ▸{ rank: 1, outcome: b }, times: 2, within: running }]',
      'choose-one',
    ],
    ['outcomes: [▸{ code: a, name: 甲, kind: score }]', 'choose-one'],
    ['outcomes: [▸{ code: a, name: 甲, kind: score, from: 90, under: 80 }]', 'bounds-empty'],
    ['outcomes: [{ code: a, name: 甲, kind: quota, share: ▸20, of: staff, rounding: down }]', 'share-above-one'],
    ['outcomes: [▸{ code: a, name: 甲, kind: bottom, n: 1, subject: chief }]', 'not-ranked'],
    ['outcomes: [{ code: ▸"02.01", name: 甲, kind: top, n: 1 }]', 'duplicate-code'],
    ['groups: [{ code: A, name: 甲 }, { code: ▸A, name: 乙 }]', 'duplicate-code'],
    ['groups: [{ code: A, name: 甲, fullMarks: { "03": ▸5 } }]', 'unknown-section'],
    ['groups: [{ code: A, name: 甲, ceiling: ▸90 }]', 'base-outside'],
    ['grades: [{ name: 优, from: 80 }, ▸{ name: 良, from: 90 }]', 'grades-order'],
    ['grades: [▸{ name: 差 }, { name: 优, from: 90 }]', 'grades-order'],
    ['deadlines: { submission: 3, verification: ▸1 }', 'deadline-order'],
    ['deadlines: { submission: 1, verification: 3, time: ▸25:00 }', 'not-a-time'],
    ['rollups: { quarter: ▸{ method: weighted } }', 'missing-member'],
    ['rollups: { quarter: { method: weighted, weights: ▸[1, 1] } }', 'weights-count'],
    ['rollups: { quarter: { method: mean, best: ▸2 } }', 'member-unused'],
    ['rollups: { quarter: { method: best, best: ▸4 } }', 'best-above-months'],
    ['rollups: { year: { method: mean, candidates: { outcome: ▸x, n: 1 } } }', 'unknown-outcome'],
    ['notConnected: [▸meetings]', 'source-unused?'],
  ])('at the top: %s is %s', (lines, code) => {
    const { text, place } = marked(top(lines));
    expect(found(text)).toContain(expected(place, code));
  });

  it('warns of double charges', () => {
    const rate = `  - code: "02.02"
    name: 按时办结率
    section: "02"
    kind: bonus
    shape: { kind: share, value: { of: cases.on-time, over: cases.due, basis: due }, weight: 1 }
`;
    expect(found(`${BASE}${rate}`)).toEqual(['14:5 double-charge?']);
    expect(checkBook(`${BASE}${rate}`).book).toBeDefined();
  });

  it('keeps its list short when everything is wrong', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `  - { code: x${index}, nam: y }`).join('\n');
    const { problems, book } = checkBook(`${BASE}${many}\n`);
    expect(book).toBeUndefined();
    expect(problems).toHaveLength(MOST_PROBLEMS + 1);
    expect(problems[MOST_PROBLEMS]?.cause.zh).toMatch(/^另有 \d+ 处问题未列出。$/);
  });
});

describe('books that were damaged', () => {
  const sample = readFileSync(join(__dirname, 'books/lianshui-2026.yaml'), 'utf8');

  it('any damage to the text: no throw, a position inside the text, sentences in both languages', () => {
    const lines = sample.split('\n');
    const damage = fc.record({
      line: fc.nat(lines.length - 1),
      what: fc.constantFrom('remove', 'repeat', 'indent', 'cut', 'swap'),
      with: fc.constantFrom(
        '',
        ' ',
        '\t',
        ':',
        '[',
        '}',
        '"',
        '&a',
        '*a',
        '!x',
        '99999',
        '-1',
        '：',
        '# ',
        'null',
        '{ kind: zero }',
      ),
      column: fc.nat(60),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (all) => {
        const text = [...lines];
        for (const { line, what, with: piece, column } of all) {
          const here = text[line] ?? '';
          if (what === 'remove') text.splice(line, 1);
          if (what === 'repeat') text.splice(line, 0, here);
          if (what === 'indent') text[line] = ` ${here}`;
          if (what === 'cut') text[line] = here.slice(0, column);
          if (what === 'swap') text[line] = `${here.slice(0, column)}${piece}${here.slice(column)}`;
        }
        expectPlaces(text.join('\n'));
      }),
      { numRuns: 30 },
    );
  });

  it('any value replaced by any other: the same', () => {
    const value = fc.constantFrom<unknown>(
      null,
      true,
      [],
      {},
      '',
      '0',
      '-5',
      '1/0',
      '999999999999999',
      'x',
      '办件',
      [null],
      { a: { b: [] } },
      'window',
      '2026-02',
    );
    fc.assert(
      fc.property(fc.nat(2000), value, (index, replacement) => {
        let seen = 0;
        const text = JSON.stringify(loadBook(sample).value, (_, one: unknown) =>
          (typeof one !== 'object' || one === null) && seen++ === index ? replacement : one,
        );
        expectPlaces(text.replaceAll(',"', ',\n"'));
      }),
      { numRuns: 30 },
    );
  });
});

function expectPlaces(text: string): void {
  const { book, problems } = checkBook(text);
  const last = text.split('\n').length;
  for (const { line, column, cause, remedy } of problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(last);
    expect(column).toBeGreaterThanOrEqual(1);
    for (const text of [cause.zh, remedy.zh]) expect(text).toMatch(/[。？]$/);
    for (const text of [cause.en, remedy.en]) expect(text).toMatch(/[.?]$/);
  }
  expect(book === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
}
