import { periodOf, type CivilDate, type Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { Occurrence } from 'src/modules/rules/facts';
import type { Judged } from 'src/modules/cases/case-month';
import { dayOfTime, type CaseState } from 'src/modules/cases/case-state';
import { promiseOf, type Catalogue } from 'src/modules/cases/items/catalogue';
import { isInRates, isOverdue } from './results';

/** The overdue case, when its due day or its end lies in the month. Charged to whoever delayed it. */
export function overdueOf(judged: Judged, period: Period): Occurrence | undefined {
  const { state, verdict, windows, delay } = judged;
  const { due } = verdict;
  if (windows.charged === null || due === null || !isInRates(verdict) || !isOverdue(verdict)) return undefined;
  const finish = state.finished === null ? undefined : dayOfTime(state.finished);
  if (periodOf(due) !== period && (finish === undefined || periodOf(finish) !== period)) return undefined;
  const staff = delay ? delay.handler : windows.charged === windows.accepted ? state.handler : null;
  const text = [state.itemName ?? '', delay ? delayText(delay, verdict.over) : ''].filter((part) => part !== '');
  return {
    kind: 'occurrence',
    id: `case:${state.no}:overdue`,
    type: 'case.overdue',
    date: due,
    dates: { due, ...(finish === undefined ? {} : { finish }) },
    window: windows.charged,
    ...(staff === null ? {} : { staff: [staff] }),
    amounts: { workingDays: delay ? Math.min(delay.over, verdict.over) : verdict.over },
    labels: { case: state.no, caseType: verdict.promised ? 'promised' : 'instant' },
    ...(text.length === 0 ? {} : { text: text.join('；') }),
  };
}

/**
 * The day of the notice when the list counts two or more and the last of them lies in the month. Where the list counts
 * them without saying when, the day of acceptance stands for it, else the end.
 */
export function secondNotice(state: CaseState, period: Period): CivilDate | undefined {
  const { corrections, correctionFrom, accepted, finished } = state;
  const notice = (correctionFrom ?? accepted ?? finished)?.slice(0, 10);
  return (corrections ?? 0) >= 2 && notice !== undefined && periodOf(notice) === period ? notice : undefined;
}

/** Told to correct a second time on `date`: a matter of the window that accepts, which has to tell everything at once. */
export function repeatCorrection(
  { state, windows }: Pick<Judged, 'state' | 'windows'>,
  date: CivilDate,
): Occurrence | undefined {
  if (windows.accepted === null) return undefined;
  return {
    kind: 'occurrence',
    id: `case:${state.no}:repeat-correction`,
    type: 'case.repeat-correction',
    date,
    window: windows.accepted,
    ...(state.handler === null ? {} : { staff: [state.handler] }),
    labels: { case: state.no },
    ...(state.itemName === null ? {} : { text: state.itemName }),
  };
}

/**
 * Promises of items that were cut in the month, with the percentage of the one before, exact. Charged to the window that
 * approves; an item of no window is charged to nobody, as told when the catalogue was imported.
 */
export function promiseCuts(catalogue: Catalogue, period: Period): Occurrence[] {
  return catalogue.cutIn(period).flatMap(({ item, before }) => {
    const window = item.approving ?? item.accepting;
    const [was, is] = [promiseOf(before) ?? 0, promiseOf(item) ?? 0];
    if (window === null || item.from === null) return [];
    return [
      {
        ...{ kind: 'occurrence', id: `item:${item.code}:${item.from}:promise-cut`, type: 'catalogue.promise-cut' },
        ...{ date: item.from, window, amounts: { percent: Fraction.of((was - is) * 100, was).toString() } },
        text: `${item.name ?? item.code}：承诺时限由 ${String(was)} 个工作日压缩为 ${String(is)} 个`,
      } as const,
    ];
  });
}

/** The overdue case once more, where the promise it broke is one that had been cut; a book lets the two count once by case. */
export function promiseBroken(judged: Judged, period: Period): Occurrence | undefined {
  const overdue = judged.cut === true ? overdueOf(judged, period) : undefined;
  if (overdue === undefined) return undefined;
  const id = `case:${judged.state.no}:promise-broken`;
  return { ...overdue, id, type: 'catalogue.promise-broken', labels: { case: judged.state.no } };
}

function delayText({ stage, over }: NonNullable<Judged['delay']>, whole: number): string {
  return `环节“${stage}”超 ${String(over)} 个工作日，全件超 ${String(whole)} 个工作日`;
}
