import { OCCURRENCES } from './occurrences';

interface MeasureKind {
  readonly source: string;
  readonly bases: readonly string[];
  readonly zh: string;
  readonly en: string;
  /** Measures it is a part of, on the same basis: more of it than of the whole is a fault of the facts. */
  readonly partOf?: readonly string[];
}

const byCase = ['accepted', 'due', 'finished'] as const;
const one = ['-'] as const;

/** The closed catalogue of tallies. Measures that begin with `entry.` are free: what offices enter as numbers. */
// prettier-ignore
export const MEASURES = {
  'cases.accepted': { source: 'cases', bases: ['accepted'], zh: '受理件数', en: 'accepted' },
  'cases.finished': { source: 'cases', bases: byCase, zh: '办结件数', en: 'finished', partOf: ['cases.accepted', 'cases.due'] },
  'cases.due': { source: 'cases', bases: ['due'], zh: '到期件数', en: 'due' },
  'cases.on-time': { source: 'cases', bases: byCase, zh: '按时办结件数', en: 'finished on time', partOf: ['cases.due', 'cases.finished'] },
  'cases.overdue': { source: 'cases', bases: byCase, zh: '超时件数', en: 'overdue', partOf: ['cases.due'] },
  'cases.same-day': { source: 'cases', bases: ['accepted', 'finished'], zh: '当天办结件数', en: 'finished the same day', partOf: ['cases.accepted', 'cases.finished'] },
  'cases.on-the-spot': { source: 'cases', bases: ['accepted', 'finished'], zh: '当场办结件数（即办件当天办结）', en: 'instant cases finished on the spot', partOf: ['cases.same-day', 'cases.instant-finished'] },
  'cases.instant-finished': { source: 'cases', bases: byCase, zh: '即办件办结数', en: 'instant cases finished', partOf: ['cases.finished'] },
  'cases.promised-finished': { source: 'cases', bases: byCase, zh: '承诺件办结数', en: 'promised cases finished', partOf: ['cases.finished'] },
  'cases.early': { source: 'cases', bases: byCase, zh: '承诺件提前办结数', en: 'promised cases finished early', partOf: ['cases.promised-finished'] },
  'cases.days-used': { source: 'cases', bases: byCase, zh: '承诺件实际用时（工作日）', en: 'working days used on promised cases' },
  'cases.days-allowed': { source: 'cases', bases: byCase, zh: '承诺件承诺时限（工作日）', en: 'working days promised' },
  'cases.days-legal': { source: 'cases', bases: byCase, zh: '承诺件法定时限（工作日）', en: 'working days by law' },
  'cases.days-cut': { source: 'cases', bases: byCase, zh: '承诺比法定压缩的工作日', en: 'working days promised below the legal limit', partOf: ['cases.days-legal'] },
  'cases.days-saved': { source: 'cases', bases: byCase, zh: '实际比法定压缩的工作日', en: 'working days used below the legal limit', partOf: ['cases.days-legal'] },
  'cases.carried-finished': { source: 'cases', bases: ['finished'], zh: '上期结转件办结数', en: 'finished cases carried over from earlier months', partOf: ['cases.finished'] },
  'cases.carried-in': { source: 'cases', bases: one, zh: '上期结转件数', en: 'carried over from earlier months', partOf: ['cases.on-hand'] },
  'cases.carried-out': { source: 'cases', bases: one, zh: '结转下期件数', en: 'carried over to the next month', partOf: ['cases.on-hand'] },
  'cases.on-hand': { source: 'cases', bases: one, zh: '本期在办件数（含结转）', en: 'in hand during the month, carried over or accepted' },
  'cases.incomplete': { source: 'sampling', bases: one, zh: '信息不全件数', en: 'records incomplete', partOf: ['cases.sampled'] },
  'cases.sampled': { source: 'sampling', bases: one, zh: '抽查件数', en: 'records sampled' },
  'cases.online': { source: 'platform', bases: one, zh: '网上办理件数', en: 'handled online', partOf: ['cases.online-able'] },
  'cases.online-able': { source: 'platform', bases: one, zh: '可网办件数', en: 'could be handled online' },
  'ratings.collected': { source: 'ratings', bases: ['rated', 'verified'], zh: '评价数', en: 'ratings collected' },
  'ratings.active': { source: 'ratings', bases: ['rated', 'verified'], zh: '主动评价数', en: 'active ratings', partOf: ['ratings.collected'] },
  'ratings.default': { source: 'ratings', bases: ['rated', 'verified'], zh: '默认评价数', en: 'default ratings', partOf: ['ratings.collected'] },
  'ratings.satisfied': { source: 'ratings', bases: ['rated', 'verified'], zh: '满意评价数', en: 'satisfied (top three grades)', partOf: ['ratings.collected'] },
  'ratings.bad': { source: 'ratings', bases: ['rated', 'verified'], zh: '差评数', en: 'bad ratings', partOf: ['ratings.collected'] },
  'ratings.bad-valid': { source: 'ratings', bases: ['rated', 'verified'], zh: '有效差评数', en: 'bad ratings found true', partOf: ['ratings.bad'] },
  'ratings.ratable': { source: 'ratings', bases: ['rated'], zh: '应评价件数', en: 'cases that could be rated' },
  'attendance.expected-half-days': { source: 'attendance', bases: one, zh: '应出勤半天数', en: 'half days expected' },
  'attendance.present-half-days': { source: 'attendance', bases: one, zh: '实出勤半天数', en: 'half days present', partOf: ['attendance.expected-half-days'] },
  'attendance.faults': { source: 'attendance', bases: one, zh: '考勤异常次数', en: 'attendance faults' },
  'licences.due': { source: 'platform', bases: one, zh: '应归集证照数', en: 'licences due' },
  'licences.collected': { source: 'platform', bases: one, zh: '已归集证照数', en: 'licences collected', partOf: ['licences.due'] },
} as const satisfies Record<string, MeasureKind>;

export type Measure = keyof typeof MEASURES | `entry.${string}`;

/** The source whose coverage decides whether a measure is known. */
export function sourceOfMeasure(measure: string): string | undefined {
  if (measure.startsWith('entry.')) return 'entries';
  return measure in MEASURES ? MEASURES[measure as keyof typeof MEASURES].source : undefined;
}

/** Measures that can never be less than this one for the same subject on the same basis; none for free measures. */
export function wholesOf(measure: string): readonly string[] {
  const kinds: Readonly<Record<string, MeasureKind>> = MEASURES;
  return (measure in MEASURES ? kinds[measure]?.partOf : undefined) ?? [];
}

/** Every source a fact or measure of the catalogue comes from. */
export const SOURCES: readonly string[] = [
  ...new Set([...Object.values(OCCURRENCES), ...Object.values(MEASURES)].map(({ source }) => source)),
];
