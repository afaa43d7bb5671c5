import type { CivilTime } from 'src/common/civil-date';
import type { Post } from 'src/modules/messages';
import { DECISION_WORDS, type Objection, type ObjectionDecisionKind } from './objection';

/** To whoever decides on objections; open until one is decided on or withdrawn. */
export function filedPost(
  hall: string,
  { id, period, clause }: Pick<Objection, 'id' | 'period' | 'clause'>,
  { windowName, answerUntil }: { readonly windowName: string; readonly answerUntil: CivilTime },
): Post {
  return {
    ...{ hall, kind: 'todo', key: filedKey(id), to: { permission: 'objection:decide' }, due: answerUntil, period },
    said: { key: 'objection.filed', parameters: { window: windowName, item: clause, until: answerUntil } },
    subject: `objection:${id}`,
  };
}

/** To the window: what was decided and why. */
export function decidedPost(
  hall: string,
  { id, period, window, clause }: Pick<Objection, 'id' | 'period' | 'window' | 'clause'>,
  { kind, reason }: { readonly kind: ObjectionDecisionKind; readonly reason: string },
): Post {
  const parameters = { item: clause, decision: DECISION_WORDS[kind].zh, reason };
  return {
    ...{ hall, kind: 'notice', key: `objection-decided:${id}`, to: { permission: 'objection:file', window }, period },
    said: { key: 'objection.decided', parameters },
    subject: `objection:${id}`,
  };
}

export function filedKey(id: string): string {
  return `objection:${id}`;
}
