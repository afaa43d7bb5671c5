import { refusal } from 'src/common/refusal';
import type { Fault } from 'src/modules/submissions/form/fault-sentences';

export const draftUnknown = refusal<{ draft: string }>(
  'submissions.draft-unknown',
  {
    zh: ({ draft }) => `没有编号为“${draft}”的草稿，或者已经报送、删除。请刷新本月填报后再试。`,
    en: ({ draft }) => `There is no draft ${draft}; it was handed in or dropped. Look at the month again.`,
  },
  404,
);

export const draftChanged = refusal<{ draft: string; by: string; at: string; version: number }>(
  'submissions.draft-changed',
  {
    zh: ({ draft, by, at }) =>
      `草稿 ${draft} 已由 ${by} 于 ${at} 改过，您的改动没有保存。请先看对方的内容，再在最新的草稿上修改。`,
    en: ({ draft, by, at }) =>
      `Draft ${draft} was changed by ${by} at ${at}; your change was not kept. Look at it, then change the newest one.`,
  },
  409,
);

/** A draft that cannot be handed in yet, with everything that is wrong with it. */
export interface FaultyDraft {
  readonly draft: string;
  readonly item: string;
  readonly faults: readonly Fault[];
}

const told = (drafts: readonly FaultyDraft[], language: 'zh' | 'en'): string =>
  drafts
    .map(({ item, faults }) => {
      const all = faults.map((fault) => fault[language]).join(language === 'zh' ? '、' : ', ');
      return language === 'zh' ? `“${item}”：${all}` : `${item}: ${all}`;
    })
    .join(language === 'zh' ? '；' : '; ');

export const draftsFaulty = refusal<{ window: string; drafts: readonly FaultyDraft[] }>('submissions.drafts-faulty', {
  zh: ({ window, drafts }) =>
    `窗口 ${window} 的月报没有报送：有 ${String(drafts.length)} 条草稿还不能报——${told(drafts, 'zh')}。请改正或删除这些草稿后再报，其余草稿都还在。`,
  en: ({ window, drafts }) =>
    `The report of ${window} was not taken: ${String(drafts.length)} drafts cannot be handed in: ${told(drafts, 'en')}. Correct or drop them; all drafts are kept.`,
});

export const areaUnknown = refusal<{ section: string; sections: readonly string[] }>('submissions.area-unknown', {
  zh: ({ section, sections }) => `细则中没有领域“${section}”。本月的领域：${sections.join('、')}。`,
  en: ({ section, sections }) => `The rules have no area ${section}. Areas of this month: ${sections.join(', ')}.`,
});

export const areaFilled = refusal<{ section: string; count: number }>(
  'submissions.area-filled',
  {
    zh: ({ section, count }) =>
      `领域“${section}”本月已有 ${String(count)} 项事项或草稿，不能同时写“本月无”。请先撤回事项或删除草稿。`,
    en: ({ section, count }) =>
      `Area ${section} holds ${String(count)} items or drafts this month; withdraw or drop them before saying that there is nothing.`,
  },
  409,
);

export const areaNotAsked = refusal<{ section: string; state: 'delivered' | 'not-applicable' }>(
  'submissions.area-not-asked',
  {
    zh: ({ section, state }) =>
      state === 'delivered'
        ? `领域“${section}”的数据由系统自动计算，不用填报，也不用写“本月无”。`
        : `领域“${section}”不适用于本窗口，不用写“本月无”。`,
    en: ({ section, state }) =>
      state === 'delivered'
        ? `Area ${section} is computed from imported data; nothing needs to be said of it.`
        : `Area ${section} does not apply to this window; nothing needs to be said of it.`,
  },
  409,
);
