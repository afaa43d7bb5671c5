import { fold } from 'src/common/text';

interface KindOfLeave {
  readonly zh: string;
  readonly en: string;
  /** Other words registers use. */
  readonly words: readonly string[];
  /** Counted in calendar days by law; all others in working days. */
  readonly calendarDays?: true;
  /** On duty elsewhere: neither present at the window nor missing from it. */
  readonly duty?: true;
  /** Minutes of each working day in which nobody asks where the person is; the rest of the day is worked. */
  readonly minutesADay?: number;
}

/** The closed list of leave. The code is what rule books name as `leaveKind`. */
export const LEAVE_KINDS = {
  personal: { zh: '事假', en: 'personal', words: ['私事', '事'] },
  sick: { zh: '病假', en: 'sick', words: ['病', '住院', '就医', '病休'] },
  annual: {
    zh: '年假',
    en: 'annual',
    words: ['年休假', '年休', '带薪年假', '带薪年休假', '奖优年假', '休假', '公休', '公休假'],
  },
  'time-off': { zh: '调休', en: 'time off', words: ['补休', '换休', '倒休', '调休假', '存休'] },
  maternity: { zh: '产假', en: 'maternity', words: ['产前假', '生育假', '流产假'], calendarDays: true },
  'prenatal-check': { zh: '产检假', en: 'prenatal check', words: ['产检', '孕检'] },
  nursing: { zh: '哺乳假', en: 'nursing', words: ['哺乳', '哺乳期假'] },
  // One hour a day for each child, 女职工劳动保护特别规定 (国务院令第619号) article 9.
  'nursing-time': {
    zh: '哺乳时间',
    en: 'nursing time',
    words: ['哺乳小时', '哺乳时间1小时', '哺乳时间一小时', '每日哺乳时间', '哺乳期每天1小时'],
    minutesADay: 60,
  },
  paternity: { zh: '陪产假', en: 'paternity', words: ['护理假', '陪护假', '配偶护理假', '男方护理假'] },
  marriage: { zh: '婚假', en: 'marriage', words: ['婚'] },
  bereavement: { zh: '丧假', en: 'bereavement', words: ['丧'] },
  childcare: { zh: '育儿假', en: 'childcare', words: ['育儿'] },
  'parent-care': { zh: '父母护理假', en: 'care for parents', words: ['独生子女护理假', '独生子女父母护理假'] },
  'family-visit': { zh: '探亲假', en: 'family visit', words: ['探亲'] },
  injury: { zh: '工伤假', en: 'injury at work', words: ['工伤'] },
  menstrual: { zh: '例假', en: 'menstrual', words: ['生理假'] },
  official: { zh: '公假', en: 'official', words: ['公差', '公事', '因公', '公出', '会议', '开会'], duty: true },
  trip: { zh: '出差', en: 'business trip', words: [], duty: true },
  field: { zh: '外出', en: 'out on duty', words: ['外勤', '踏勘', '现场踏勘', '因公外出', '外出办事'], duty: true },
  training: { zh: '培训', en: 'training', words: ['学习', '进修', '外出培训', '党校学习', '培训学习'], duty: true },
  secondment: { zh: '借调', en: 'secondment', words: ['抽调', '借用外单位', '挂职', '跟班学习'], duty: true },
  'village-duty': {
    zh: '驻村',
    en: 'village duty',
    words: ['驻村工作', '驻村帮扶', '包村', '乡村振兴驻村'],
    duty: true,
  },
  'flood-duty': {
    zh: '防汛',
    en: 'flood duty',
    words: ['防汛抗旱', '抗旱', '抗洪', '防汛值守', '抢险', '抢险救灾'],
    duty: true,
  },
  other: { zh: '其他', en: 'other', words: ['其它', '其他假'] },
} as const satisfies Record<string, KindOfLeave>;

export type LeaveKind = keyof typeof LEAVE_KINDS;

const BY_WORD = new Map<string, LeaveKind>(
  (Object.entries(LEAVE_KINDS) as [LeaveKind, KindOfLeave][]).flatMap(([code, { zh, words }]) =>
    [code, zh, ...words].map((word) => [word, code] as const),
  ),
);

/** The kind a register names, with or without a unit in brackets: `事假`, `年休假(天)`, `请事假`. Undefined for any other word. */
export function leaveKindOf(word: string): LeaveKind | undefined {
  const plain = fold(word)
    .replace(/\([^)]*\)$/, '')
    .replace(/ /g, '')
    .replace(/^请(?=.)/, '')
    .toLowerCase();
  return BY_WORD.get(plain);
}

export function isDuty(kind: LeaveKind): boolean {
  return 'duty' in LEAVE_KINDS[kind];
}

/** Minutes a day that the kind leaves free; undefined for kinds that take whole half days. */
export function minutesADay(kind: LeaveKind): number | undefined {
  const of: KindOfLeave = LEAVE_KINDS[kind];
  return of.minutesADay;
}

export function isLeaveKind(code: string): code is LeaveKind {
  return code in LEAVE_KINDS;
}

export function countsCalendarDays(kind: LeaveKind): boolean {
  return 'calendarDays' in LEAVE_KINDS[kind];
}
