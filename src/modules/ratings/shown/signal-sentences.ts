import type { Sentence } from 'src/common/language';
import type { Signal, SignalKind } from './signals';

type Found = Omit<Signal, 'sentence' | 'id' | 'evidence'>;

/** Under every list of findings. */
export const FOR_A_PERSON = {
  zh: '以上只是需要核实的线索，不是结论，不自动扣分；请由工作人员调阅记录后判断。',
  en: 'These are findings for a person to judge, no proof; they never become points by themselves.',
};

const span = ({ from, to }: Found): string => `${from}—${to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to}`;
const amount = ({ ratings }: Found): string => String(ratings.length);

const BURST_ZH = (who: (found: Found) => string) => (found: Found) =>
  `${who(found)}在 ${span(found)} 短时间内集中收到 ${amount(found)} 条评价，其中非差评 ${String(found.good)} 条。请核对当时的办件、排队叫号和监控记录。`;
const BURST_EN = (who: (found: Found) => string) => (found: Found) =>
  `${who(found)} received ${amount(found)} ratings in a short time, ${span(found)}, ${String(found.good)} of them not bad. Compare cases, queue tickets and cameras of that time.`;

const SENTENCES: Readonly<Record<SignalKind, Sentence<Found>>> = {
  'burst-person': {
    zh: BURST_ZH(({ subject, windows }) => `工作人员 ${subject}（窗口 ${windows.join('、')}）`),
    en: BURST_EN(({ subject, windows }) => `Staff ${subject} (window ${windows.join(', ')})`),
  },
  'burst-device': {
    zh: BURST_ZH(({ subject }) => `窗口 ${subject} 的评价器`),
    en: BURST_EN(({ subject }) => `The own device of window ${subject}`),
  },
  'burst-window': {
    zh: BURST_ZH(({ subject }) => `窗口 ${subject} `),
    en: BURST_EN(({ subject }) => `Window ${subject}`),
  },
  'device-without-case': {
    zh: (found) =>
      `窗口 ${found.subject} 的评价器本月有 ${amount(found)} 条评价没有对应办件，其中非差评 ${String(found.good)} 条。咨询类评价可以没有办件，请核实是否为代评。`,
    en: (found) =>
      `Ratings of the month from the own device of window ${found.subject} without a case: ${amount(found)}, of them not bad: ${String(found.good)}. An enquiry may have no case; see whether staff rated themselves.`,
  },
  'same-contact': {
    zh: (found) =>
      `本月有 ${amount(found)} 条评价留下同一联系方式 ${found.subject}（窗口 ${found.windows.join('、')}），其中非差评 ${String(found.good)} 条。号码已遮盖，未必是同一人；帮办代办人员也可能多次评价，请核实。`,
    en: (found) =>
      `Ratings of the month that left the same contact ${found.subject}: ${amount(found)} (window ${found.windows.join(', ')}), of them not bad: ${String(found.good)}. The number is masked and may be several people's, and agents rate often.`,
  },
};

export function signalSentence(kind: SignalKind): Sentence<Found> {
  return SENTENCES[kind];
}
