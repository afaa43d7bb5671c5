import { fold } from 'src/common/text';
import { hanNumber } from './han';
import type { ValueFault } from './faults';
import { isBlankWord } from './numbers';
import { telling, type Rule } from './rules';

/** `nextDay`: written `次日 07:45` or `24:00`; the instant lies one day after the day of the row. */
export interface TimeReading {
  readonly time: string;
  readonly nextDay: boolean;
  /** Absent: written plainly. */
  readonly rule?: Rule;
}

type Fault = { readonly fault: ValueFault };

const HALVES = '凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里';
const CLOCK = new RegExp(
  `^(次日)? ?(?:(${HALVES}|am|pm) ?)?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?: ?(am|pm))?$`,
  'i',
);
const HAN_CLOCK = new RegExp(`^(次日)? ?(?:(${HALVES}) ?)?(\\d{1,2})[时点](?:(\\d{1,2}|半)分?)?(?:(\\d{1,2})秒)?$`);
const HALF_ALONE = new RegExp(`^(?:次日)?(?:${HALVES})$`);
const HAN_DIGITS = /[〇零一二三四五六七八九十]+/g;
/** Each five (or eight) characters one time. */
const GLUED = /(?<=\d:\d\d)(?=\d\d:\d\d)/g;

/** The time of day written in folded text. */
export function timeOfText(text: string): TimeReading | Fault {
  if (text === '' || isBlankWord(text)) return { fault: 'time-empty' };
  const match = CLOCK.exec(text) ?? HAN_CLOCK.exec(spelledOut(text));
  if (!match) return { fault: 'time-unreadable' };
  const half = (match[2] ?? match[6] ?? '').toLowerCase();
  let hour = Number(match[3]);
  const [minute, second] = [match[4] === '半' ? 30 : Number(match[4] ?? 0), Number(match[5] ?? 0)];
  if (half !== '' && hour > 12) return { fault: 'time-impossible' };
  if (/^(?:下午|傍晚|晚上|夜里|pm)$/.test(half) && hour < 12) hour += 12;
  if (/^(?:凌晨|清晨|早晨|早上|上午|am)$/.test(half) && hour === 12) hour = 0;
  const midnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 59) return { fault: 'time-impossible' };
  const time = [midnight ? 0 : hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  const nextDay = midnight || match[1] !== undefined;
  const plain = half === '' && /^\d/.test(match[0]) && match[0].includes(':');
  const rule = telling(nextDay ? 'next-day' : undefined, plain ? undefined : 'time-words');
  return rule === undefined ? { time, nextDay } : { time, nextDay, rule };
}

/** A cell that may hold several times: glued, or parted by line feeds, blanks, commas or semicolons. [] for a blank one. */
export function timesOfText(raw: string): readonly TimeReading[] | Fault {
  const text = fold(raw);
  if (text === '' || isBlankWord(text)) return [];
  const apart = fold(raw.replace(/[\r\n,，;；、]+/g, ' '))
    .replace(/次日 /g, '次日')
    .replace(/(?<=\d) (?=[ap]m(?: |$))/gi, '');
  const parts = apart.replace(GLUED, ' ').split(' ');
  // `下午 2:30` is one time: its word belongs to what follows.
  const joined = parts.flatMap((part, at) => {
    if (isHalf(part)) return [];
    const word = at > 0 ? parts[at - 1] : undefined;
    return [word !== undefined && isHalf(word) ? `${word}${part}` : part];
  });
  const isGlued = apart.search(GLUED) >= 0;
  const times: TimeReading[] = [];
  for (const part of joined) {
    const time = timeOfText(part);
    if (isFault(time)) return time;
    const several = joined.length > 1 ? 'several' : undefined;
    const rule = telling(time.rule, isGlued ? 'glued' : several);
    times.push(rule === undefined ? time : { ...time, rule });
  }
  return times.length > 0 ? times : { fault: 'time-unreadable' };
}

function isHalf(part: string): boolean {
  return HALF_ALONE.test(part);
}

function spelledOut(text: string): string {
  return text.replace(HAN_DIGITS, (han) => hanNumber(han) ?? han);
}

function isFault(reading: object): reading is Fault {
  return 'fault' in reading;
}
