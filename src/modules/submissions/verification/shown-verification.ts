import type { Language } from 'src/common/language';
import type { AreaState } from 'src/modules/submissions/draft/areas';
import type { Cell, Progress, ProgressRow } from 'src/modules/submissions/progress/progress';
import { listHead, listRow } from 'src/modules/submissions/shown';
import type { QueueEntry } from './queue';
import type { FalseRate, SampleOutcome, SampleResult } from './sample';
import type { SectionStanding, SectionState } from './section-report';

type Words = Readonly<Record<Language, string>>;

const SECTION_STATES: Readonly<Record<SectionState, Words>> = {
  open: { zh: '待报送', en: 'open' },
  reported: { zh: '已报送', en: 'reported' },
  'reported-late': { zh: '逾期报送', en: 'reported late' },
  late: { zh: '逾期未报送', en: 'late' },
};

const OUTCOMES: Readonly<Record<SampleOutcome, Words>> = {
  true: { zh: '属实', en: 'true' },
  false: { zh: '不属实', en: 'untrue' },
  unreached: { zh: '未联系上', en: 'not reached' },
};

export const AREA_STATES: Readonly<Record<AreaState, Words>> = {
  'not-applicable': { zh: '不适用', en: 'not applicable' },
  delivered: { zh: '自动', en: 'delivered' },
  filled: { zh: '有', en: 'filled' },
  none: { zh: '无', en: 'none' },
  open: { zh: '待填', en: 'open' },
};

const REPORTS: Readonly<Record<ProgressRow['report'], Words>> = {
  'in-time': { zh: '按时', en: 'in time' },
  late: { zh: '逾期', en: 'late' },
  missing: { zh: '未报', en: 'missing' },
  open: { zh: '待报', en: 'open' },
};

function split(zh: string, en: string, language: Language): string[] {
  return (language === 'zh' ? zh : en).split(',');
}

export function queueHead(language: Language): string[] {
  return [...listHead(language), ...split('计分科室,缺凭证,疑似重复', 'department,lacks,alike', language)];
}

export function queueRow(one: QueueEntry, language: Language): string[] {
  return [...listRow(one, language), one.scoredBy, one.lacksEvidence ?? '', one.alike.join('、')];
}

interface Shown {
  readonly id: string;
  readonly kind: 'spot-check' | 'callback';
  readonly department: string;
  readonly seed: string;
  readonly population: string;
  readonly from: readonly unknown[];
  readonly drawn: readonly { readonly id: string; readonly window: string }[];
  readonly results: readonly SampleResult[];
}

export function drawn({ id, kind, department, seed, population, from, drawn: own }: Shown, language: Language): string {
  const [of, many] = [String(from.length), String(own.length)];
  return language === 'zh'
    ? `${kind === 'callback' ? '回访' : '抽查'}样本 ${id}：${department}，${of} 条中抽 ${many} 条，种子 ${seed}，范围指纹 ${population.slice(0, 12)}。`
    : `Sample ${id} (${kind}): ${department}, ${many} of ${of}, seed ${seed}, population ${population.slice(0, 12)}.`;
}

export function sampleHead(language: Language): string[] {
  return split('编号,窗口,结果,情况,经办', 'id,window,outcome,remark,by', language);
}

export function sampleRows({ drawn: own, results }: Shown, language: Language): string[][] {
  return own.map(({ id, window }) => {
    const result = results.findLast(({ submission }) => submission === id);
    const word = result === undefined ? '' : OUTCOMES[result.outcome][language];
    return [id, window, word, result?.remark ?? '', result?.by.replace(/^\w+:/, '') ?? ''];
  });
}

export function rateHead(language: Language): string[] {
  return split('窗口,抽取,已查,不属实,不属实率', 'window,drawn,checked,untrue,rate', language);
}

export function rateRow({ window, drawn: many, checked, untrue, rate }: FalseRate): string[] {
  return [window, String(many), String(checked), String(untrue), rate ?? '—'];
}

export function sectionHead(language: Language): string[] {
  return split(
    '计分科室,情况,截止,待核实,属实,调整,不属实,负责人确认,报送',
    'department,state,until,pending,verified,changed,rejected,confirmed,reported',
    language,
  );
}

export function sectionRow(one: SectionStanding, language: Language): string[] {
  const { department, state, until, counts, confirmed, reported, changedSince } = one;
  const again = changedSince ? (language === 'zh' ? '（之后有变动）' : ' (changed since)') : '';
  return [
    department,
    SECTION_STATES[state][language],
    until.slice(0, 16),
    ...[counts.pending, counts.verified, counts.changed, counts.rejected].map(String),
    confirmed === null ? '' : `${confirmed.at.slice(0, 16)}${again}`,
    reported?.at.slice(0, 16) ?? '',
  ];
}

export function gridHead({ sections }: Progress, language: Language): string[] {
  return [...split('窗口,名称,月报', 'window,name,report', language), ...sections.map(({ code }) => code)];
}

export function gridRow({ window, name, report, cells }: ProgressRow, language: Language): string[] {
  return [window, name, REPORTS[report][language], ...cells.map((cell) => cellOf(cell, language))];
}

/** `有 2/1`: two decided, one waiting. */
function cellOf({ state, pending = 0, accepted = 0, rejected = 0 }: Cell, language: Language): string {
  const word = AREA_STATES[state][language];
  return pending + accepted + rejected === 0 ? word : `${word} ${String(accepted + rejected)}/${String(pending)}`;
}

export function funnel({ funnel: of }: Progress, language: Language): string {
  const { windows, begun, reported, late, missing, decided } = of;
  return language === 'zh'
    ? `窗口 ${String(windows)}，已填 ${String(begun)}，已报 ${String(reported)}（逾期 ${String(late)}），未报 ${String(missing)}，核实完毕 ${String(decided)}。`
    : `${String(windows)} windows: ${String(begun)} begun, ${String(reported)} reported (${String(late)} late), ${String(missing)} missing, ${String(decided)} decided.`;
}
