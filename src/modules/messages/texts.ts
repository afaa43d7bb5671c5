import type { Language, Sentence } from 'src/common/language';

/**
 * What messages say, with the parameters of each. A room that needs a new one adds it here and in `TEXTS`: a missing text or
 * language does not compile. Parameters hold names of windows, items and months, never those of applicants.
 */
export interface Texts {
  'report.due': { month: string; until: string };
  'report.last-day': { month: string; until: string };
  'report.today': { month: string; until: string };
  'verify.due': { month: string; department: string; until: string };
  'verify.today': { month: string; department: string; until: string };
  'submission.returned': { item: string; reason: string };
  'submission.changed': { item: string; reason: string };
  'submission.second-person': { item: string; window: string; points: string };
  'section.returned': { month: string; department: string; reason: string };
  'deduction.entered': { item: string; date: string; until: string };
  'notice.opened': { month: string; until: string };
  'objection.filed': { window: string; item: string; until: string };
  'objection.decided': { item: string; decision: string; reason: string };
  'month.lock-asked': { month: string; by: string };
  'month.approval-asked': { month: string };
  'month.returned': { month: string; reason: string };
  'month.approved': { month: string };
  'month.published': { month: string };
  'month.reopened': { month: string; reason: string };
  'department.late': { month: string; department: string };
  'book.published': { name: string; from: string; revision: string };
  'award.proposed': { title: string; period: string; count: string };
  'award.decided': { title: string; period: string };
  'eligibility.suspended': { scope: string; period: string; cause: string };
  'eligibility.lifted': { scope: string; period: string; reason: string };
}
export type TextKey = keyof Texts;

/** A text with its own parameters. */
export type Said = { [K in TextKey]: { readonly key: K; readonly parameters: Texts[K] } }[TextKey];

const TEXTS: { readonly [K in TextKey]: Sentence<Texts[K]> } = {
  'report.due': {
    zh: ({ month, until }) => `请报送${month}考核事项，截止${until}。`,
    en: ({ month, until }) => `Hand in the items of ${month} by ${until}.`,
  },
  'report.last-day': {
    zh: ({ month, until }) => `${month}考核事项还没有报送，今天是本月最后一个工作日，截止${until}。`,
    en: ({ month, until }) => `The items of ${month} are not handed in; last working day of the month, due ${until}.`,
  },
  'report.today': {
    zh: ({ month, until }) => `${month}考核事项还没有报送，今天截止（${until}）。`,
    en: ({ month, until }) => `The items of ${month} are not handed in and are due today (${until}).`,
  },
  'verify.due': {
    zh: ({ month, department, until }) => `${department}：请核实${month}各窗口申报的事项，截止${until}。`,
    en: ({ month, department, until }) => `${department}: verify what the windows declared for ${month} by ${until}.`,
  },
  'verify.today': {
    zh: ({ month, department, until }) => `${department}：${month}的核实今天截止（${until}），还没有报送考核办。`,
    en: ({ month, department, until }) =>
      `${department}: the verification of ${month} is due today (${until}) and not handed over.`,
  },
  'submission.returned': {
    zh: ({ item, reason }) => `申报的“${item}”没有认定：${reason}。可以补充后再报或提出异议。`,
    en: ({ item, reason }) => `${item} was not accepted: ${reason}. Add what is missing, or object.`,
  },
  'submission.changed': {
    zh: ({ item, reason }) => `申报的“${item}”经调整后认定：${reason}。申报的原值仍可查看；不同意的可以提出异议。`,
    en: ({ item, reason }) =>
      `${item} was accepted with changes: ${reason}. What was declared stays visible; object if you disagree.`,
  },
  'section.returned': {
    zh: ({ month, department, reason }) =>
      `考核办退回了${department}${month}的核实结果：${reason}。请处理后重新确认、报送。`,
    en: ({ month, department, reason }) =>
      `The office returned ${month} to ${department}: ${reason}. See to it, confirm and report again.`,
  },
  'submission.second-person': {
    zh: ({ item, window, points }) => `“${item}”（${window}，${points}分）达到须复核的分值，请另一人核实。`,
    en: ({ item, window, points }) => `${item} (${window}, ${points} points) needs a second person.`,
  },
  'deduction.entered': {
    zh: ({ item, date, until }) => `${date}登记了扣分事项“${item}”。有异议的，请在${until}前提出。`,
    en: ({ item, date, until }) => `A deduction was entered for ${date}: ${item}. Object by ${until}.`,
  },
  'notice.opened': {
    zh: ({ month, until }) => `${month}考核结果已公示，请核对本窗口各项得分，有异议的在${until}前提出。`,
    en: ({ month, until }) => `The results of ${month} are open to objection until ${until}. Check your own sheet.`,
  },
  'objection.filed': {
    zh: ({ window, item, until }) => `${window}对“${item}”提出异议，请在${until}前答复。`,
    en: ({ window, item, until }) => `${window} objects to ${item}; answer by ${until}.`,
  },
  'objection.decided': {
    zh: ({ item, decision, reason }) => `对“${item}”的异议已答复：${decision}。${reason}`,
    en: ({ item, decision, reason }) => `The objection to ${item} was decided: ${decision}. ${reason}`,
  },
  'month.lock-asked': {
    zh: ({ month, by }) => `${by}申请锁定${month}，请第二人确认。`,
    en: ({ month, by }) => `${by} asks to lock ${month}; a second person confirms it.`,
  },
  'month.approval-asked': {
    zh: ({ month }) => `${month}考核结果已送审，请领导小组审定。`,
    en: ({ month }) => `The results of ${month} wait for the leading group.`,
  },
  'month.returned': {
    zh: ({ month, reason }) => `${month}考核结果被退回：${reason}。`,
    en: ({ month, reason }) => `The results of ${month} were returned: ${reason}.`,
  },
  'month.approved': {
    zh: ({ month }) => `${month}考核结果已审定，可以发布。`,
    en: ({ month }) => `The results of ${month} are approved and may be published.`,
  },
  'month.published': {
    zh: ({ month }) => `${month}考核情况通报已发布。`,
    en: ({ month }) => `The bulletin of ${month} is published.`,
  },
  'month.reopened': {
    zh: ({ month, reason }) => `${month}已重开更正：${reason}。`,
    en: ({ month, reason }) => `${month} was reopened: ${reason}.`,
  },
  'department.late': {
    zh: ({ month, department }) => `${department}没有按时报送${month}的核实结果；窗口不因此受损。`,
    en: ({ month, department }) => `${department} is late with ${month}; no window loses anything by it.`,
  },
  'book.published': {
    zh: ({ name, from, revision }) => `考核细则《${name}》（自${from}起，第${revision}版）已发布，请阅读后签收。`,
    en: ({ name, from, revision }) =>
      `Rules ${name} (from ${from}, revision ${revision}) are published; acknowledge them.`,
  },
  'award.proposed': {
    zh: ({ title, period, count }) => `“${title}”（${period}）有${count}个候选，请领导小组研究决定。`,
    en: ({ title, period, count }) => `${title} (${period}): ${count} candidates wait for the leading group.`,
  },
  'award.decided': {
    zh: ({ title, period }) => `领导小组已决定授予“${title}”（${period}）。`,
    en: ({ title, period }) => `The leading group has given ${title} (${period}).`,
  },
  'eligibility.suspended': {
    zh: ({ scope, period, cause }) => `${period}${scope}资格已取消：${cause}。有异议的，可以提出。`,
    en: ({ scope, period, cause }) => `Not eligible for ${scope} in ${period}: ${cause}. You may object.`,
  },
  'eligibility.lifted': {
    zh: ({ scope, period, reason }) => `${period}${scope}资格已恢复：${reason}。`,
    en: ({ scope, period, reason }) => `Eligible again for ${scope} in ${period}: ${reason}.`,
  },
};

/** The text in both languages. */
export function textOf(said: Said): Record<Language, string> {
  const sentence = TEXTS[said.key] as Sentence<Said['parameters']>;
  return { zh: sentence.zh(said.parameters), en: sentence.en(said.parameters) };
}
