import type { CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { Half } from 'src/modules/attendance/leave';

export const MEETING_STATUS = {
  present: { zh: '出席', en: 'present' },
  late: { zh: '迟到', en: 'late' },
  early: { zh: '早退', en: 'left early' },
  absent: { zh: '缺席', en: 'absent' },
  excused: { zh: '请假', en: 'excused' },
} as const;
export type MeetingStatus = keyof typeof MEETING_STATUS;

/** 会议、培训 and 联合踏勘、联审: what was called together. */
export type MeetingKind = 'meeting' | 'training' | 'survey';

/** One person of one meeting, as the sign-in sheet states it. */
export interface SignInRecord {
  readonly source: 'staff-number';
  readonly person: string;
  readonly known: boolean;
  readonly date: CivilDate;
  readonly event: string;
  readonly kind: MeetingKind;
  /** The half days it takes; [] where the sheet does not say. */
  readonly halves: readonly Half[];
  readonly status: MeetingStatus;
  /** `HH:MM:SS`, '' for none. */
  readonly signedAt: string;
  /** Whole minutes from the beginning to the sign-in, where both are known. */
  readonly minutes: number | null;
}

const WORDS: readonly (readonly [MeetingStatus, RegExp])[] = [
  ['excused', /^(?:请假|已请假|公假|事假|病假|年假|公出|出差|因公.*|经批准.*|准假|假)$/],
  ['absent', /^(?:缺席|未到|未参加|未出席|缺勤|旷会|无故缺席|未签到|未到会|缺)$/],
  ['late', /^(?:迟到|晚到|迟到签到|迟)$/],
  ['early', /^(?:早退|提前离场|提前离会)$/],
  ['present', /^(?:正常|出席|已签到|签到|准时|按时|到会|已到|参加|√|到|正常签到)$/],
];

/** The status a sheet writes; undefined for other words and for none. */
export function statusOf(text: string): MeetingStatus | undefined {
  const word = fold(text).replace(/[ 。,，]/g, '');
  return WORDS.find(([, form]) => form.test(word))?.[0];
}

export function kindOf(text: string, event: string): MeetingKind {
  const words = `${fold(text)} ${event}`;
  if (/踏勘|联审|勘验|联合审/.test(words)) return 'survey';
  return /培训|学习班|讲座|授课/.test(words) ? 'training' : 'meeting';
}

/** Half days between two times of a day; before 12:00 is the morning, an end until 13:00 is the morning's. */
export function halvesOf(start: string, end: string, said: string): readonly Half[] {
  const word = fold(said);
  if (/全天|一天|整天|上下午/.test(word)) return ['am', 'pm'];
  const [am, pm] = [/上午|^am$/i.test(word), /下午|^pm$/i.test(word)];
  if (am !== pm) return [am ? 'am' : 'pm'];
  if (start === '') return [];
  const first: Half = start < '12:00:00' ? 'am' : 'pm';
  return first === 'am' && end > '13:00:00' ? ['am', 'pm'] : [first];
}

/** Whole minutes from the beginning to the sign-in, 0 when in time; seconds are dropped like those of punches. */
export function minutesLate(start: string, signedAt: string): number {
  const minute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return Math.max(0, minute(signedAt) - minute(start));
}
