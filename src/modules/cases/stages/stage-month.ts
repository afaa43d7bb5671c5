import { periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import type { Occurrence } from 'src/modules/rules/facts';
import { dayOfTime, isBefore, type CaseState } from 'src/modules/cases/case-state';
import type { WorkingDayCounter } from 'src/modules/cases/working-day-counter';
import type { CaseStage } from './stage';
import { judgeStage, type StageVerdict } from './stage-clock';

/** The late stage that answers for an overdue case. */
export interface StageDelay {
  readonly window: string;
  readonly stage: string;
  readonly handler: string | null;
  /** Working days by which the stage was late. */
  readonly over: number;
}

/** The stage as it stood at a time; undefined before it began. */
export function stageAt<T extends CaseStage>(stage: T, asOf: CivilTime): T | undefined {
  if (isBefore(asOf, stage.begun)) return undefined;
  return stage.ended !== null && isBefore(asOf, stage.ended) ? { ...stage, ended: null } : stage;
}

/**
 * Who delayed an overdue case: of its late stages the one with most days over, of equal ones the lead's own, then the one
 * that began first. Undefined when no stage was late, or the lead was as late as any other: the case stays with it.
 */
export function delayOf(
  stages: readonly CaseStage[],
  { state, lead }: { readonly state: CaseState; readonly lead: string | null },
  days: WorkingDayCounter,
  asOf: CivilTime,
): StageDelay | undefined {
  const late = stages.flatMap((stage) => {
    const verdict = judgeStage(stage, state, days, asOf);
    return isLate(verdict) && stage.window !== null ? [{ ...stage, window: stage.window, over: verdict.over }] : [];
  });
  const [worst] = late.sort(
    (a, b) =>
      b.over - a.over ||
      Number(b.window === lead) - Number(a.window === lead) ||
      compare(a.begun, b.begun) ||
      compare(a.window, b.window) ||
      compare(a.stage, b.stage),
  );
  if (!worst || worst.window === lead) return undefined;
  const { window, stage, handler, over } = worst;
  return { window, stage, handler, over };
}

/** The late stage, when its due day or its end lies in the month. */
export function stageOverdueOf(
  stage: CaseStage & { readonly key: string },
  verdict: StageVerdict,
  { period, text }: { readonly period: Period; readonly text: string | null },
): Occurrence | undefined {
  const { due, over } = verdict;
  if (due === null || stage.window === null || !isLate(verdict)) return undefined;
  const finish = stage.ended === null ? undefined : dayOfTime(stage.ended);
  if (periodOf(due) !== period && (finish === undefined || periodOf(finish) !== period)) return undefined;
  return {
    kind: 'occurrence',
    id: `case:${stage.no}:stage:${stage.key}:overdue`,
    type: 'case.stage-overdue',
    date: due,
    dates: { due, ...(finish === undefined ? {} : { finish }) },
    window: stage.window,
    ...(stage.handler === null ? {} : { staff: [stage.handler] }),
    amounts: { workingDays: over },
    labels: { case: stage.no, stage: stage.stage },
    ...(text === null ? {} : { text }),
  };
}

function isLate({ result }: StageVerdict): boolean {
  return result === 'late' || result === 'open, overdue';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
