import { Fraction } from 'src/common/fraction';
import type { Language } from 'src/common/language';
import { RULING_GROUNDS, type RulingGround } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import { OCCURRENCES } from 'src/modules/rules/occurrences';
import type { Amount, Range } from 'src/modules/scoring/engine/operands';

/** Numbers and words of a line in the form people read. Works on lines just made and on stored ones. */
export function fraction(amount: Amount): Fraction {
  return typeof amount === 'string' ? parsed(amount) : amount;
}

/** `0.25`, `1/3` as `0.33…`: exact where a decimal is exact. */
export function num(amount: Amount | undefined): string {
  if (amount === undefined) return '-';
  const value = fraction(amount);
  const text = value.toText();
  return text.includes('/') ? `${value.toFixed(4)}…` : text;
}

/** A share as per cent: `66.67%`. */
export function pct(amount: Amount | undefined): string {
  if (amount === undefined) return '-';
  const value = fraction(amount).mul(Fraction.of(100));
  const text = value.toText();
  return `${text.includes('/') || text.length > 8 ? value.toFixed(2) : text}%`;
}

export function points(amount: Amount): string {
  const text = fraction(amount).abs().toText();
  return text.includes('/') ? fraction(amount).abs().toFixed(4) : text;
}

export function bounds(
  { from, over, upTo, under }: Range,
  show: (amount: Amount) => string,
  language: Language,
): string {
  const words =
    language === 'zh'
      ? { from: '不低于', over: '超过', upTo: '不超过', under: '低于' }
      : { from: 'at least ', over: 'over ', upTo: 'at most ', under: 'under ' };
  const parts = [
    from === undefined ? '' : `${words.from}${show(from)}`,
    over === undefined ? '' : `${words.over}${show(over)}`,
    upTo === undefined ? '' : `${words.upTo}${show(upTo)}`,
    under === undefined ? '' : `${words.under}${show(under)}`,
  ];
  return parts.filter((part) => part !== '').join(language === 'zh' ? '且' : ' and ');
}

export function typeName(type: string, language: Language): string {
  return type in OCCURRENCES ? OCCURRENCES[type as keyof typeof OCCURRENCES][language] : type;
}

export function measureName(measure: string, language: Language): string {
  if (measure in MEASURES) return MEASURES[measure as keyof typeof MEASURES][language];
  return typeName(measure.replace(/^entry\./, ''), language);
}

const BASES: Record<string, readonly [zh: string, en: string]> = {
  accepted: ['按受理日', 'by day of acceptance'],
  due: ['按到期日', 'by due day'],
  finished: ['按办结日', 'by day of the end'],
  rated: ['按评价日', 'by day of rating'],
  verified: ['按核实日', 'by day of verification'],
};

/** `满意评价数（按评价日）` · `satisfied by day of rating`. */
export function numberName(measure: string, basis: string | undefined, language: Language): string {
  const name = measureName(measure, language);
  const [zh, en] = BASES[basis ?? ''] ?? [];
  if (zh === undefined || en === undefined) return name;
  return language === 'zh' ? `${name}（${zh}）` : `${name} ${en}`;
}

/** On what a ruling rests, and the words of whoever decided. */
export function grounds(ground: RulingGround | undefined, reason: string, language: Language): string {
  if (ground === undefined) return reason;
  const name = RULING_GROUNDS[ground][language];
  return reason === '' ? name : `${name}${language === 'zh' ? '，' : ', '}${reason}`;
}

const AMOUNTS: Record<string, readonly [zh: string, en: string]> = {
  minutes: ['分钟', 'minutes'],
  workingDays: ['个工作日', 'working days'],
  days: ['天', 'days'],
  halfDays: ['个半天', 'half days'],
  percent: ['%', '%'],
  quantity: ['', ''],
};

/** `25分钟` · `25 minutes`. */
export function sized(name: string, value: Amount, language: Language): string {
  const [zh, en] = AMOUNTS[name] ?? [name, name];
  return language === 'zh' ? `${num(value)}${zh}` : `${num(value)} ${en}`.trim();
}

const SOURCES: Record<string, string> = {
  attendance: '考勤',
  leave: '请假',
  patrol: '巡查',
  roster: '花名册',
  cases: '办件',
  'case-stages': '办件环节',
  sampling: '抽查',
  catalogue: '事项目录',
  ratings: '好差评',
  complaints: '投诉',
  discipline: '纪律处理',
  documents: '文件',
  declarations: '窗口申报',
  meetings: '会议培训',
  rectifications: '整改',
  duty: '坐班登记',
  callbacks: '回访',
  platform: '平台数据',
  entries: '登记事项',
};

export function sourceNames(sources: string, language: Language): string {
  const list = sources.split(',').map((source) => (language === 'zh' ? (SOURCES[source] ?? source) : source));
  return list.join(language === 'zh' ? '、' : ', ');
}

/** `3月2日` · `2026-03-02`; of another year the whole date. */
export function day(date: string, language: Language): string {
  return language === 'zh' ? `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日` : date;
}

/** `3月9日至3月12日、3月20日`: days that follow each other as one span. */
export function days(list: readonly string[], language: Language): string {
  const spans: [string, string][] = [];
  for (const date of list) {
    const last = spans.at(-1);
    if (last !== undefined && next(last[1]) === date) last[1] = date;
    else spans.push([date, date]);
  }
  const to = language === 'zh' ? '至' : ' to ';
  return spans
    .map(([from, until]) =>
      from === until ? day(from, language) : `${day(from, language)}${to}${day(until, language)}`,
    )
    .join(language === 'zh' ? '、' : ', ');
}

function next(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function parsed(text: string): Fraction {
  try {
    return Fraction.parse(text);
  } catch {
    return Fraction.zero;
  }
}
