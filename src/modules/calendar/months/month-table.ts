import type { Language } from 'src/common/language';

export const MONTH_STATES = ['open', 'collecting', 'verifying', 'notice', 'closed', 'approved', 'published'] as const;
export type MonthState = (typeof MONTH_STATES)[number];

type Words = Readonly<Record<Language, string>>;

export const STATE_NAMES: Readonly<Record<MonthState, Words>> = {
  open: { zh: '进行中', en: 'open' },
  collecting: { zh: '报送中', en: 'collecting' },
  verifying: { zh: '核实中', en: 'verifying' },
  notice: { zh: '公示中', en: 'notice' },
  closed: { zh: '已锁定', en: 'closed' },
  approved: { zh: '已审定', en: 'approved' },
  published: { zh: '已发布', en: 'published' },
};

/** Who moves a month. `operator` is the one person of a small office (profile single-operator). */
export type MoveRole = 'system' | 'assessment-office' | 'leading-group' | 'operator';

/** What a move may need, with the sentence shown while it is not met. */
export const CONDITIONS = {
  'collecting-day-reached': { zh: '还没有到开始报送的日期', en: 'the day on which reporting starts has not come' },
  'submission-deadline-passed': { zh: '报送截止时间未到', en: 'the submission deadline has not passed' },
  'verification-deadline-passed': { zh: '核实截止时间未到', en: 'the verification deadline has not passed' },
  'coverage-complete': { zh: '有数据来源尚未报全', en: 'a source of data is not complete' },
  'notice-period-over': { zh: '公示期未满', en: 'the pre-publication period is not over' },
  'no-open-objection': { zh: '还有未处理的异议', en: 'an objection is still open' },
  'no-open-appeal': { zh: '还有好差评申诉没有认定', en: 'an appeal against a rating is not decided' },
  'audit-chain-linked': { zh: '操作留痕尚未全部入链', en: 'the audit chain has not caught up' },
  'second-person': { zh: '需要第二人复核确认', en: 'a second person has to confirm' },
  'opinion-recorded': { zh: '未填写领导小组意见', en: "the leading group's opinion is missing" },
  'minutes-recorded': { zh: '未填写会议纪要文号', en: 'the number of the minutes is missing' },
  'edge-ties-decided': { zh: '名次边缘的并列尚未裁定', en: 'a tie at the edge of the list is not decided' },
  'reason-given': { zh: '未写明理由', en: 'no reason is given' },
} as const satisfies Record<string, Words>;
export type Condition = keyof typeof CONDITIONS;

/** What a move fixes for good (until a move back opens a new revision) or opens again. */
export type Frozen = 'facts' | 'seal' | 'publication';

export interface Move {
  readonly from: MonthState;
  readonly to: MonthState;
  readonly by: readonly MoveRole[];
  readonly needs: readonly Condition[];
  /** Those of `needs` that a named person may override with a reason; it is logged and printed on the check sheet. */
  readonly overridable: readonly Condition[];
  readonly freezes: readonly Frozen[];
  /** A move back: the month gets the next revision, the one before stays. */
  readonly back: boolean;
}

const OFFICE: readonly MoveRole[] = ['system', 'assessment-office'];

/** The way of a month through an office with all its posts (design: §6). */
const forward: readonly Move[] = [
  step('open', 'collecting', OFFICE, ['collecting-day-reached'], ['collecting-day-reached']),
  step('collecting', 'verifying', OFFICE, ['submission-deadline-passed'], ['submission-deadline-passed']),
  step(
    'verifying',
    'notice',
    ['assessment-office'],
    ['verification-deadline-passed', 'coverage-complete'],
    ['verification-deadline-passed', 'coverage-complete'],
    ['facts'],
  ),
  step(
    'notice',
    'closed',
    ['assessment-office'],
    ['notice-period-over', 'no-open-objection', 'no-open-appeal', 'audit-chain-linked', 'second-person'],
    ['notice-period-over', 'no-open-appeal'],
    ['seal'],
  ),
  step('closed', 'approved', ['leading-group'], ['opinion-recorded', 'minutes-recorded', 'edge-ties-decided'], []),
  step('approved', 'published', ['assessment-office'], [], [], ['publication']),
];

/** One person closes directly and publishes; the checks a second person would make are overridden by name, in the log. */
const singleOperator: readonly Move[] = [
  ...(['open', 'collecting', 'verifying', 'notice'] as const).map((from) =>
    step(
      from,
      'closed',
      ['operator'],
      [
        'verification-deadline-passed',
        'coverage-complete',
        'no-open-objection',
        'no-open-appeal',
        'audit-chain-linked',
      ],
      ['verification-deadline-passed', 'coverage-complete', 'no-open-appeal'],
      ['facts', 'seal'],
    ),
  ),
  ...(['closed', 'approved'] as const).map((from) =>
    step(
      from,
      'published',
      ['operator'],
      ['opinion-recorded', 'edge-ties-decided'],
      ['opinion-recorded'],
      ['publication'],
    ),
  ),
];

const back: readonly Move[] = [
  returnTo('verifying', 'collecting', ['assessment-office']),
  returnTo('notice', 'verifying', ['assessment-office', 'operator']),
  returnTo('closed', 'verifying', ['assessment-office', 'leading-group', 'operator']),
  returnTo('approved', 'verifying', ['leading-group', 'operator']),
  returnTo('published', 'verifying', ['leading-group', 'operator']),
];

/** Every allowed move. Nothing else moves a month. */
export const MOVES: readonly Move[] = [...forward, ...singleOperator, ...back];

function step(
  from: MonthState,
  to: MonthState,
  by: readonly MoveRole[],
  needs: readonly Condition[],
  overridable: readonly Condition[],
  freezes: readonly Frozen[] = [],
): Move {
  return { from, to, by, needs, overridable, freezes, back: false };
}

function returnTo(from: MonthState, to: MonthState, by: readonly MoveRole[]): Move {
  return { from, to, by, needs: ['reason-given'], overridable: [], freezes: [], back: true };
}
