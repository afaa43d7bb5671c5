import type { CaseType } from 'src/modules/cases/case-state';
import type { Finding } from './finding';

/** What was found, with the values it rests on. */
export type Told =
  | {
      readonly kind: 'seen-late';
      readonly accepted: string;
      readonly seen: string;
      readonly reached?: string;
      readonly days?: number;
    }
  | { readonly kind: 'same-minute'; readonly at: string }
  | { readonly kind: 'outside-hours'; readonly accepted: string | null; readonly finished: string | null }
  | { readonly kind: 'type-against-promise'; readonly type: CaseType; readonly promise: number }
  | { readonly kind: 'promise-over-legal'; readonly promise: number; readonly legal: number }
  | {
      readonly kind: 'promise-against-catalogue' | 'legal-against-catalogue';
      readonly listed: number;
      readonly stated: number;
    }
  | { readonly kind: 'type-against-catalogue'; readonly listed: CaseType; readonly stated: CaseType }
  | { readonly kind: 'window-against-catalogue'; readonly listed: string; readonly stated: readonly string[] }
  | { readonly kind: 'item-unknown'; readonly code: string }
  | { readonly kind: 'unjudged'; readonly why: 'clock' | 'window' };

const TYPES: Readonly<Record<CaseType, string>> = {
  instant: '即办件',
  promised: '承诺件',
  reported: '上报件',
  joint: '联办件',
};

/** The finding as a sentence: what the list says, what it does not fit. */
export function findingText(told: Told): Finding['text'] {
  switch (told.kind) {
    case 'seen-late':
      return seenLate(told);
    case 'same-minute':
      return {
        zh: `受理、办结都在 ${told.at}，请核对是否事后一次录入`,
        en: `accepted and finished at ${told.at}: was it entered at one go afterwards?`,
      };
    case 'outside-hours':
      return outsideHours(told);
    case 'type-against-promise':
      return {
        zh: `${TYPES[told.type]}的承诺时限为 ${String(told.promise)} 个工作日，两者必有一误；已按承诺时限计算`,
        en: `${TYPES[told.type]} with a promise of ${String(told.promise)} working days: one of the two is wrong; judged by the promise`,
      };
    case 'promise-over-legal':
      return {
        zh: `承诺时限 ${String(told.promise)} 个工作日，长于法定时限 ${String(told.legal)} 个工作日`,
        en: `promised in ${String(told.promise)} working days, the law allows ${String(told.legal)}`,
      };
    default:
      return againstCatalogue(told);
  }
}

function seenLate({ accepted, seen, reached, days }: Extract<Told, { kind: 'seen-late' }>): Finding['text'] {
  if (reached !== undefined)
    return {
      zh: `${accepted} 受理，${seen} 才首次出现在清单中；该窗口此前的清单已报到 ${reached}，没有这一件`,
      en: `accepted on ${accepted}, first in a list of ${seen}; earlier lists of the window had reached ${reached} without it`,
    };
  return {
    zh: `${accepted} 受理，${seen} 才首次出现在清单中，相隔 ${String(days)} 个工作日`,
    en: `accepted on ${accepted}, first in a list of ${seen}, ${String(days)} working days later`,
  };
}

function outsideHours({ accepted, finished }: Extract<Told, { kind: 'outside-hours' }>): Finding['text'] {
  const zh = [accepted && `受理时间 ${accepted}`, finished && `办结时间 ${finished}`].filter(Boolean).join('、');
  const en = [accepted && `accepted ${accepted}`, finished && `finished ${finished}`].filter(Boolean).join(', ');
  return { zh: `${zh}不在工作时间内`, en: `${en}: outside opening hours` };
}

type AgainstCatalogue = Exclude<
  Told,
  { kind: 'seen-late' | 'same-minute' | 'outside-hours' | 'type-against-promise' | 'promise-over-legal' }
>;

function againstCatalogue(told: AgainstCatalogue): Finding['text'] {
  switch (told.kind) {
    case 'promise-against-catalogue':
    case 'legal-against-catalogue': {
      const zh = told.kind === 'promise-against-catalogue' ? '承诺时限' : '法定时限';
      const en = told.kind === 'promise-against-catalogue' ? 'promise' : 'legal limit';
      const [listed, stated] = [String(told.listed), String(told.stated)];
      return {
        zh: `清单中${zh} ${listed} 个工作日，事项目录为 ${stated} 个工作日；已按清单计算`,
        en: `${en} of ${listed} working days in the list, ${stated} in the catalogue; judged by the list`,
      };
    }
    case 'type-against-catalogue':
      return {
        zh: `清单中为${TYPES[told.listed]}，事项目录为${TYPES[told.stated]}`,
        en: `${TYPES[told.listed]} in the list, ${TYPES[told.stated]} in the catalogue`,
      };
    case 'window-against-catalogue':
      return {
        zh: `清单中窗口为 ${told.listed}，事项目录为 ${told.stated.join('、')}；受理按清单计，办理时限按目录计`,
        en: `window ${told.listed} in the list, ${told.stated.join(', ')} in the catalogue; accepted by the list, its time charged by the catalogue`,
      };
    case 'item-unknown':
      return {
        zh: `事项目录中没有受理当日有效的事项 ${told.code}`,
        en: `the catalogue has no item ${told.code} in force on the day of acceptance`,
      };
    case 'unjudged':
      return told.why === 'clock'
        ? {
            zh: '缺少受理时间、承诺时限或办结时间，或办件状态不明：时限无法计算，不参与任何比率',
            en: 'acceptance, promise or end is missing, or the state is unclear: no clock can run, and it is in no rate',
          }
        : {
            zh: '不知道是哪个窗口的办件：不计入任何窗口',
            en: 'nobody can tell whose window it is: it is in no window’s numbers',
          };
  }
}
