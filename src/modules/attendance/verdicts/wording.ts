import type { Language } from 'src/common/language';
import type { FaultKind, Verdict } from './verdict';

/** The words for verdicts on screen and paper. */
export const VERDICT_WORDS: Readonly<Record<Verdict, Record<Language, string>>> = {
  present: { zh: '正常', en: 'present' },
  late: { zh: '迟到', en: 'late' },
  early: { zh: '早退', en: 'left early' },
  'missing-punch': { zh: '缺卡', en: 'missing punch' },
  absent: { zh: '旷工', en: 'absent' },
  excused: { zh: '设备故障免责', en: 'excused (device failure)' },
  leave: { zh: '请假', en: 'leave' },
  rest: { zh: '休息', en: 'rest' },
  exempt: { zh: '免打卡', en: 'exempt' },
  unknown: { zh: '待核', en: 'unknown' },
};

export const FAULT_WORDS: Readonly<Record<FaultKind, Record<Language, string>>> = VERDICT_WORDS;
