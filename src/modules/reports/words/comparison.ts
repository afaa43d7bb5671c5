import type { Language } from 'src/common/language';
import type { Difference, Side } from 'src/modules/reports/parallel/comparison';

const zh = {
  title: (month: string): string => `${month}试运行比对表`,
  fileTail: (month: string): string => `${month}试运行比对`,
  head: '试运行比对，不作为考核结果',
  foot: (at: string, revision: number): string => `系统结果：第${revision}版，${at.slice(0, 16)} 计算`,
  sheets: { summary: '比对汇总', subjects: '窗口比对', clauses: '条款比对', unread: '未比对的行' },
  sides: { same: '一致', different: '不一致', 'only-office': '仅原表有', 'only-ours': '仅系统有' } satisfies Record<
    Side,
    string
  >,
  what: {
    score: '得分',
    base: '基础分',
    bonus: '加分',
    deduction: '扣分',
    rank: '名次',
    outcome: '结果',
  } satisfies Record<Difference['what'], string>,
  has: (yes: boolean): string => (yes ? '有' : '无'),
  subject: '窗口',
  office: '原表',
  ours: '系统',
  delta: '差额\n系统－原表',
  conclusion: '结论',
  points: '差异说明',
  clause: '条款',
  reasons: '原表事由',
  sentences: '系统计分说明',
  sheet: '工作表',
  line: '行',
  text: '原因',
  item: '项目',
  count: '数量',
  totals: '总分封顶、系数、舍入等调整',
  numbers: {
    same: '一致的窗口',
    different: '不一致的窗口',
    'only-office': '仅原表有的窗口',
    'only-ours': '仅系统有的窗口',
    scores: '得分不同',
    ranks: '名次不同',
    outcomes: '结果（前几名、后几名等）不同',
    clauses: '条款',
    noItems: '原表没有加减分明细，未作条款比对',
    unread: '原表中未能比对的行',
  },
  notes: [
    '原表为考核办自行核算的结果，“系统”为本系统当前一版的结果；差额为系统减原表。',
    '空格表示该表没有写明，不参加比对，不等于零；结果只比对原表写明的。',
    '条款按考核办法的条款编号或名称对应，对应不上的列为“仅原表有”；系统一栏列出每一笔及不计分的原因。',
  ],
  none: '没有。',
  entry: (points: string, reason: string, date: string): string =>
    [signed(points), date, reason].filter((part) => part !== '').join(' '),
  difference: (name: string, office: string, ours: string): string =>
    `${name}：原表 ${office}，系统 ${ours || '不排名'}`,
  written: (path: string): string => `比对表已写入 ${path}`,
};

export type ComparisonWords = typeof zh;

const en: ComparisonWords = {
  title: (month) => `Comparison of ${month}`,
  fileTail: (month) => ` ${month} comparison`,
  head: 'comparison, not a result',
  foot: (at, revision) => `this system: revision ${revision}, computed ${at.slice(0, 16)}`,
  sheets: { summary: 'summary', subjects: 'windows', clauses: 'clauses', unread: 'not compared' },
  sides: { same: 'same', different: 'different', 'only-office': 'only office', 'only-ours': 'only system' },
  what: { score: 'score', base: 'base', bonus: 'bonus', deduction: 'deduction', rank: 'rank', outcome: 'outcome' },
  has: (yes) => (yes ? 'yes' : 'no'),
  subject: 'window',
  office: 'office',
  ours: 'system',
  delta: 'system -\noffice',
  conclusion: 'verdict',
  points: 'differences',
  clause: 'clause',
  reasons: "office's reason",
  sentences: "system's lines",
  sheet: 'sheet',
  line: 'row',
  text: 'why',
  item: 'item',
  count: 'count',
  totals: 'caps, coefficient and rounding of the total',
  numbers: {
    same: 'windows alike',
    different: 'windows that differ',
    'only-office': 'windows only in the office’s table',
    'only-ours': 'windows only in this system',
    scores: 'scores differ',
    ranks: 'ranks differ',
    outcomes: 'outcomes differ',
    clauses: 'clauses',
    noItems: 'the office’s file has no list of items: clauses are not compared',
    unread: 'rows of the office’s file that could not be compared',
  },
  notes: [
    'Office: the result the office computed itself; system: the current revision here; differences are system minus office.',
    'A blank is not stated and not compared; it is not zero. Outcomes are compared where the office states them.',
    'Clauses are matched by code, number or name of the book’s items.',
  ],
  none: 'None.',
  entry: (points, reason, date) => [signed(points), date, reason].filter((part) => part !== '').join(' '),
  difference: (name, office, ours) => `${name}: office ${office}, system ${ours || 'not ranked'}`,
  written: (path) => `Comparison written to ${path}`,
};

function signed(points: string): string {
  return /^[-0]/.test(points) ? points : `+${points}`;
}

export function comparisonWords(language: Language): ComparisonWords {
  return language === 'zh' ? zh : en;
}
