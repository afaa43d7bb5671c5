import type { CivilDate, Period } from 'src/common/civil-date';

/**
 * What happened, without points. Two kinds from a closed catalogue: an *occurrence* is one event (it can be named on the
 * sheet); a *tally* is one number per window × measure × basis with the way back to its rows. Everything is plain JSON.
 */
export type Fact = Occurrence | Tally;

/** A whole number, or decimal text such as "0.5"; never a binary float. */
export type Quantity = number | string;

export interface Occurrence {
  readonly kind: 'occurrence';
  /** Unique in the month and stable over re-runs, for example `punch:07001:2026-03-02:am:late`. */
  readonly id: string;
  readonly type: OccurrenceType;
  /** The day it happened; decides the window and chief it is charged to. */
  readonly date: CivilDate;
  /** Other dates by which a book may attribute it to a month. */
  readonly dates?: Partial<Record<'document' | 'arrival' | 'finish' | 'due' | 'verified', CivilDate>>;
  /** Window (or sub-centre) id of that day; absent when only a person is concerned. */
  readonly window?: string;
  /** Staff numbers concerned: the counting unit 人次. */
  readonly staff?: readonly string[];
  /** Who scored or assessed it, for penalties on the scorer (S35): a window id or staff number. */
  readonly scorer?: string;
  /** Book item this belongs to; only for `entry` (what office and departments enter by hand). */
  readonly item?: string;
  /** Unsigned points entered by hand inside the item's range (S8); only for judged items. */
  readonly points?: Quantity;
  /** Measured sizes by the names the catalogue gives: minutes, workingDays, days, halfDays, percent, quantity. */
  readonly amounts?: Readonly<Record<string, Quantity>>;
  /** Words by the names the catalogue gives: level, medium, role, leaveKind, reason, document, case, event … */
  readonly labels?: Readonly<Record<string, string>>;
  /** Result of verification; absent where the type needs none. */
  readonly verified?: 'yes' | 'no' | 'pending';
  readonly evidence?: readonly string[];
  /** A short remark for the line, no personal data of applicants. */
  readonly text?: string;
}

export interface Tally {
  readonly kind: 'tally';
  readonly id: string;
  readonly measure: string;
  /** By which event the case or rating belongs to the month: accepted, due, finished, rated … `-` where there is no choice. */
  readonly basis: string;
  /** Window (or sub-centre) id, or staff number for measures of persons. */
  readonly subject: string;
  readonly value: Quantity;
  /** The way back: feed, filter, period. */
  readonly rows?: string;
}

/** A decision on a fact, whatever its source (objection upheld, leading group, appeal of a rating). */
export interface Ruling {
  readonly id: string;
  readonly fact: string;
  readonly decision: 'void' | 'excuse' | 'amend';
  readonly reason: string;
  readonly by?: string;
  readonly amend?: Partial<Pick<Occurrence, 'amounts' | 'labels' | 'points' | 'staff' | 'window' | 'date'>> & {
    readonly value?: Quantity;
  };
}

/** A source is complete for these days, for the hall or for the named windows. `source: "*"` is every source. */
export interface Coverage {
  readonly source: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly windows?: readonly string[];
}

/** A silent source let pass by name: its items give a line of 0.00 "not assessed". */
export interface Waiver {
  readonly source: string;
  readonly window?: string;
  readonly by: string;
  readonly reason: string;
}

/** Sealed results of an earlier month of the same year or streak, newest revision. */
export interface PastMonth {
  readonly period: Period;
  readonly standings: readonly {
    readonly subject: string;
    readonly group: string;
    readonly rank: number | null;
    /** Ranked from the bottom, 1 = last; null when unranked. */
    readonly fromBottom: number | null;
    readonly score: string;
    /** Outcome codes the subject received. */
    readonly outcomes: readonly string[];
  }[];
  /** Units already counted this year per item and subject (for caps and counters by year). */
  readonly counters?: Readonly<Record<string, Readonly<Record<string, Quantity>>>>;
}

export type SubjectType = 'window' | 'chief' | 'staff' | 'sub-centre';

/** The subjects of a month as the engine needs them; `organisation` makes it from the roster. */
export interface Subjects {
  readonly windows: readonly WindowSubject[];
  readonly staff: readonly StaffSubject[];
}
export interface WindowSubject {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'window' | 'sub-centre';
  /** Ranking group; the roster owns who is in which group. Default: the only group of the book. */
  readonly group?: string;
  /** 工改, 电子证照 …: for items that apply to some windows only. */
  readonly tags?: readonly string[];
  readonly department?: string;
  /** Staff number of the chief representative at month end. */
  readonly chief?: string;
  readonly branchLeader?: string;
  /** Open days on which the window existed, of the month's open days. */
  readonly presence?: { readonly days: number; readonly of: number };
  /** Workload coefficient for S24, decimal text. */
  readonly coefficient?: Quantity;
  /** Headcount for S31; default: number of staff at the window. */
  readonly headcount?: Quantity;
}
export interface StaffSubject {
  readonly id: string;
  readonly name: string;
  /** 编制, 公益岗, 借用 …; books may leave types out. */
  readonly type?: string;
  /** Open days at each window this month; the window of most days takes the eligibility. */
  readonly at: readonly { readonly window: string; readonly days: number; readonly chief?: boolean }[];
}

/** All the engine reads for one month; the file of `evaluate --facts`. JSON Schema: docs/schemas/facts.schema.json. */
export interface MonthFacts {
  readonly period: Period;
  readonly hall?: { readonly id: string; readonly name: string };
  readonly subjects: Subjects;
  readonly facts: readonly Fact[];
  readonly coverage: readonly Coverage[];
  readonly rulings?: readonly Ruling[];
  readonly waivers?: readonly Waiver[];
  readonly past?: readonly PastMonth[];
  /** Open days of the month, for "in a row"; default: Monday to Friday. */
  readonly openDays?: readonly CivilDate[];
}

interface OccurrenceKind {
  readonly source: string;
  readonly zh: string;
  readonly en: string;
  readonly amounts?: readonly string[];
  readonly labels?: readonly string[];
}

const level = ['level', 'issuer', 'document', 'event'] as const;

/** The closed catalogue of occurrences. `entry` is the open door for what a book's own items need by hand. */
export const OCCURRENCES = {
  'attendance.late': { source: 'attendance', zh: '迟到', en: 'late', amounts: ['minutes'], labels: ['half', 'reason'] },
  'attendance.early': {
    source: 'attendance',
    zh: '早退',
    en: 'left early',
    amounts: ['minutes'],
    labels: ['half', 'reason'],
  },
  'attendance.missing-punch': { source: 'attendance', zh: '缺卡', en: 'missing punch', labels: ['half', 'reason'] },
  'attendance.absent': {
    source: 'attendance',
    zh: '旷工',
    en: 'absent without leave',
    amounts: ['halfDays'],
    labels: ['half', 'reason'],
  },
  'leave.taken': { source: 'leave', zh: '请假', en: 'leave', amounts: ['days'], labels: ['leaveKind', 'reason'] },
  'patrol.off-post': { source: 'patrol', zh: '脱岗', en: 'off post', amounts: ['minutes'], labels: ['half', 'reason'] },
  'patrol.empty-post': {
    source: 'patrol',
    zh: '空岗',
    en: 'post empty',
    amounts: ['minutes'],
    labels: ['half', 'reason'],
  },
  'patrol.dress': { source: 'patrol', zh: '着装、工牌、桌牌不规范', en: 'dress, badge or desk sign', labels: ['half'] },
  'patrol.conduct': {
    source: 'patrol',
    zh: '玩手机、串岗、进食等',
    en: 'phone, wandering, eating',
    labels: ['half', 'code'],
  },
  'patrol.tidiness': { source: 'patrol', zh: '环境、物品摆放', en: 'tidiness', labels: ['half'] },
  'patrol.no-cover': { source: 'patrol', zh: '未落实AB岗', en: 'no stand-in', labels: ['half'] },
  'patrol.duty-false': { source: 'patrol', zh: '坐班登记不实', en: 'false duty register', labels: ['half'] },
  'patrol.quarrel': { source: 'patrol', zh: '推诿、争吵', en: 'quarrel', labels: ['half'] },
  'roster.no-cover': { source: 'roster', zh: '无AB岗安排', en: 'no A/B arrangement' },
  'roster.unreported-change': { source: 'roster', zh: '人员更换未报备', en: 'staff change not reported' },
  'case.overdue': {
    source: 'cases',
    zh: '办件超时',
    en: 'case overdue',
    amounts: ['workingDays'],
    labels: ['case', 'caseType'],
  },
  'case.repeat-correction': {
    source: 'cases',
    zh: '二次补正',
    en: 'second correction notice',
    labels: ['case', 'reason'],
  },
  'case.stage-overdue': {
    source: 'case-stages',
    zh: '环节超期',
    en: 'stage overdue',
    amounts: ['workingDays'],
    labels: ['case', 'stage', 'reason'],
  },
  'case.off-system': { source: 'sampling', zh: '系统外办理', en: 'handled outside the system', labels: ['case'] },
  'catalogue.promise-cut': { source: 'catalogue', zh: '压缩承诺时限', en: 'promise shortened', amounts: ['percent'] },
  'catalogue.promise-broken': {
    source: 'cases',
    zh: '违反压缩承诺',
    en: 'shortened promise broken',
    amounts: ['workingDays'],
    labels: ['case'],
  },
  'rating.bad': { source: 'ratings', zh: '差评', en: 'bad rating', labels: ['case', 'grade', 'reason'] },
  'rating.rectification-overdue': {
    source: 'ratings',
    zh: '差评整改逾期',
    en: 'rectification of a bad rating overdue',
    amounts: ['workingDays'],
    labels: ['case'],
  },
  'rating.no-callback': {
    source: 'ratings',
    zh: '实名差评未回访',
    en: 'real-name bad rating not called back',
    labels: ['case'],
  },
  'complaint.received': { source: 'complaints', zh: '投诉', en: 'complaint', labels: ['event', 'reason'] },
  'complaint.quarrel': { source: 'complaints', zh: '推诿、争吵（投诉）', en: 'quarrel (complaint)', labels: ['event'] },
  'discipline.violation': {
    source: 'discipline',
    zh: '违纪',
    en: 'breach of discipline',
    labels: ['level', 'document', 'event'],
  },
  'document.commendation': { source: 'documents', zh: '通报表彰', en: 'commendation', labels: level },
  'document.censure': { source: 'documents', zh: '通报批评', en: 'censure', labels: level },
  'document.exposure': { source: 'documents', zh: '暗访、媒体曝光', en: 'media exposure', labels: level },
  'document.one-thing': {
    source: 'documents',
    zh: '一件事上线',
    en: 'one-thing service online',
    labels: ['role', 'document'],
  },
  'document.promotion': { source: 'documents', zh: '经验推广、试点', en: 'experience promoted', labels: level },
  'declaration.late': { source: 'declarations', zh: '月报逾期', en: 'report late', labels: ['form', 'reason'] },
  'declaration.missing': { source: 'declarations', zh: '月报未报', en: 'report missing', labels: ['form', 'reason'] },
  'declaration.proxy-service': { source: 'declarations', zh: '代办', en: 'proxy service', labels: ['event'] },
  'declaration.article': { source: 'declarations', zh: '信息报送', en: 'article submitted', labels: ['event'] },
  'declaration.adoption': {
    source: 'declarations',
    zh: '信息采用',
    en: 'article adopted',
    labels: ['level', 'medium', 'event'],
  },
  'declaration.volunteering': { source: 'declarations', zh: '志愿服务', en: 'volunteering', labels: ['event'] },
  'declaration.praise': {
    source: 'declarations',
    zh: '锦旗、表扬信',
    en: 'banner or letter of praise',
    labels: ['event'],
  },
  'declaration.innovation': { source: 'declarations', zh: '创新举措', en: 'innovation', labels: ['event', 'document'] },
  'meeting.late': { source: 'meetings', zh: '会议培训迟到', en: 'late at a meeting', labels: ['event', 'reason'] },
  'meeting.absent': {
    source: 'meetings',
    zh: '会议培训缺席',
    en: 'absent from a meeting',
    labels: ['event', 'reason'],
  },
  'meeting.survey-absent': {
    source: 'meetings',
    zh: '踏勘联审缺席',
    en: 'absent from a joint survey',
    labels: ['event'],
  },
  'rectification.overdue': {
    source: 'rectifications',
    zh: '整改逾期',
    en: 'rectification overdue',
    amounts: ['workingDays'],
    labels: ['event'],
  },
  'duty.half-day': { source: 'duty', zh: '坐班', en: 'leader on duty', amounts: ['halfDays'] },
  'sampling.false-report': { source: 'sampling', zh: '报送数据失实', en: 'false report', labels: ['event'] },
  'sampling.false-case': {
    source: 'sampling',
    zh: '虚假、事后补录办件',
    en: 'false or retroactive case',
    labels: ['case', 'code'],
  },
  'sampling.no-notice': { source: 'sampling', zh: '未出具一次性告知单', en: 'no written notice', labels: ['case'] },
  'sampling.guide-error': { source: 'sampling', zh: '办事指南差错', en: 'error in a guide', labels: ['event'] },
  'sampling.rating-fraud': { source: 'sampling', zh: '代评、刷评', en: 'ratings made up', labels: ['event'] },
  'callback.proxy-untrue': {
    source: 'callbacks',
    zh: '代办回访不属实',
    en: 'proxy service not confirmed',
    labels: ['event'],
  },
  'callback.wrong-notice': { source: 'callbacks', zh: '告知错误致多跑', en: 'wrong notice', labels: ['case'] },
  'platform.unanswered': {
    source: 'platform',
    zh: '网上申请、咨询逾期未接',
    en: 'online request not answered',
    labels: ['case'],
  },
  entry: {
    source: 'entries',
    zh: '登记事项',
    en: 'entered item',
    amounts: ['quantity', 'minutes', 'days', 'halfDays', 'workingDays', 'percent'],
    labels: ['level', 'medium', 'role', 'code', 'reason', 'document', 'case', 'event', 'half'],
  },
} as const satisfies Record<string, OccurrenceKind>;

export type OccurrenceType = keyof typeof OCCURRENCES;

interface MeasureKind {
  readonly source: string;
  readonly bases: readonly string[];
  readonly zh: string;
  readonly en: string;
}

const byCase = ['accepted', 'due', 'finished'] as const;
const one = ['-'] as const;

/** The closed catalogue of tallies. Measures that begin with `entry.` are free: what offices enter as numbers. */
export const MEASURES = {
  'cases.accepted': { source: 'cases', bases: ['accepted'], zh: '受理件数', en: 'accepted' },
  'cases.finished': { source: 'cases', bases: byCase, zh: '办结件数', en: 'finished' },
  'cases.due': { source: 'cases', bases: ['due'], zh: '到期件数', en: 'due' },
  'cases.on-time': { source: 'cases', bases: byCase, zh: '按时办结件数', en: 'finished on time' },
  'cases.overdue': { source: 'cases', bases: byCase, zh: '超时件数', en: 'overdue' },
  'cases.same-day': {
    source: 'cases',
    bases: ['accepted', 'finished'],
    zh: '当天办结件数',
    en: 'finished the same day',
  },
  'cases.instant-finished': { source: 'cases', bases: byCase, zh: '即办件办结数', en: 'instant cases finished' },
  'cases.promised-finished': { source: 'cases', bases: byCase, zh: '承诺件办结数', en: 'promised cases finished' },
  'cases.early': { source: 'cases', bases: byCase, zh: '承诺件提前办结数', en: 'promised cases finished early' },
  'cases.days-used': {
    source: 'cases',
    bases: byCase,
    zh: '承诺件实际用时（工作日）',
    en: 'working days used on promised cases',
  },
  'cases.days-allowed': { source: 'cases', bases: byCase, zh: '承诺件承诺时限（工作日）', en: 'working days promised' },
  'cases.days-legal': { source: 'cases', bases: byCase, zh: '承诺件法定时限（工作日）', en: 'working days by law' },
  'cases.incomplete': { source: 'sampling', bases: one, zh: '信息不全件数', en: 'records incomplete' },
  'cases.sampled': { source: 'sampling', bases: one, zh: '抽查件数', en: 'records sampled' },
  'cases.online': { source: 'platform', bases: one, zh: '网上办理件数', en: 'handled online' },
  'cases.online-able': { source: 'platform', bases: one, zh: '可网办件数', en: 'could be handled online' },
  'ratings.collected': { source: 'ratings', bases: ['rated', 'verified'], zh: '评价数', en: 'ratings collected' },
  'ratings.active': { source: 'ratings', bases: ['rated', 'verified'], zh: '主动评价数', en: 'active ratings' },
  'ratings.default': { source: 'ratings', bases: ['rated', 'verified'], zh: '默认评价数', en: 'default ratings' },
  'ratings.satisfied': {
    source: 'ratings',
    bases: ['rated', 'verified'],
    zh: '满意评价数',
    en: 'satisfied (top three grades)',
  },
  'ratings.bad': { source: 'ratings', bases: ['rated', 'verified'], zh: '差评数', en: 'bad ratings' },
  'ratings.bad-valid': {
    source: 'ratings',
    bases: ['rated', 'verified'],
    zh: '有效差评数',
    en: 'bad ratings found true',
  },
  'ratings.ratable': { source: 'ratings', bases: ['rated'], zh: '应评价件数', en: 'cases that could be rated' },
  'attendance.expected-half-days': { source: 'attendance', bases: one, zh: '应出勤半天数', en: 'half days expected' },
  'attendance.present-half-days': { source: 'attendance', bases: one, zh: '实出勤半天数', en: 'half days present' },
  'attendance.faults': { source: 'attendance', bases: one, zh: '考勤异常次数', en: 'attendance faults' },
  'licences.due': { source: 'platform', bases: one, zh: '应归集证照数', en: 'licences due' },
  'licences.collected': { source: 'platform', bases: one, zh: '已归集证照数', en: 'licences collected' },
} as const satisfies Record<string, MeasureKind>;

export type Measure = keyof typeof MEASURES | `entry.${string}`;

/** The source whose coverage decides whether a measure is known. */
export function sourceOfMeasure(measure: string): string | undefined {
  if (measure.startsWith('entry.')) return 'entries';
  return measure in MEASURES ? MEASURES[measure as keyof typeof MEASURES].source : undefined;
}
