import type { CivilDate, CivilTime } from 'src/common/civil-date';
import type { Subject } from 'src/modules/awards/ledger/eligibility';
import type { TitleProposal } from 'src/modules/awards/proposals/proposal';

/** `granted` 授予, `declined` 不授予, `revoked` 撤销 of what was granted. */
export const VERDICTS = ['granted', 'declined', 'revoked'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the leading group decided about one subject; never changed, a later row follows it. */
export interface Honour {
  readonly id: string;
  readonly title: string;
  /** As it was called when it was decided. */
  readonly titleName: string;
  /** `2026-03`, `2026-Q1` or `2026`. */
  readonly span: string;
  readonly subject: Subject;
  readonly window: string | null;
  readonly verdict: Verdict;
  /** What the results proposed: the decision is the group's, not the result's. */
  readonly proposed: 'chosen' | 'tied' | 'none';
  /** Number of the minutes. */
  readonly minutes: string;
  readonly decidedOn: CivilDate;
  readonly reason: string;
  /** Of a rotating title: who handed it over. */
  readonly from: string | null;
  readonly by: string;
  readonly at: CivilTime;
}

/** One verdict as it is entered. */
export interface Asked {
  readonly subject: Subject;
  readonly verdict: 'granted' | 'declined';
  readonly reason: string;
  readonly from?: string;
}

export type Fault =
  | { readonly kind: 'twice'; readonly subject: string }
  | { readonly kind: 'wrong-subject'; readonly subject: string }
  | { readonly kind: 'decided'; readonly subject: string; readonly verdict: Verdict }
  | { readonly kind: 'not-eligible'; readonly subject: string; readonly zh: string; readonly en: string }
  | { readonly kind: 'departs'; readonly subject: string; readonly proposed: Honour['proposed'] }
  | { readonly kind: 'too-many'; readonly granted: number; readonly places: number }
  | { readonly kind: 'not-holder'; readonly subject: string; readonly from: string };

/** The last word on each subject. */
export function standingOf(honours: readonly Honour[]): Map<string, Honour> {
  return new Map(honours.map((one) => [`${one.title}\n${one.span}\n${one.subject.type}:${one.subject.id}`, one]));
}

/** Who holds a title after these decisions, those of the latest span before `before` that has holders. */
export function holdersBefore(title: string, before: string, honours: readonly Honour[]): Subject[] {
  const granted = [...standingOf(honours).values()].filter(
    (one) => one.title === title && one.verdict === 'granted' && one.span < before,
  );
  const last = granted.reduce((latest, { span }) => (span > latest ? span : latest), '');
  return granted.filter(({ span }) => span === last).map(({ subject }) => subject);
}

/**
 * Everything that speaks against the verdicts. A verdict that departs from the proposal, or settles a tie, needs its reason;
 * somebody who is not eligible cannot be honoured at all: the loss has to be lifted first, by name and minutes.
 * `reason`: of the decision as a whole, for more holders than places.
 */
export function faultsOf(
  { title, places, candidates, holders }: TitleProposal,
  asked: readonly (Asked & {
    readonly eligible: boolean;
    readonly told: { readonly zh: string; readonly en: string };
  })[],
  before: readonly Honour[],
  reason: string,
): Fault[] {
  const faults: Fault[] = [];
  const standing = new Map(before.map((one) => [one.subject.id, one]));
  const seen = new Set<string>();
  for (const { subject, verdict, eligible, told, from, ...one } of asked) {
    const { id } = subject;
    if (seen.has(id)) faults.push({ kind: 'twice', subject: id });
    seen.add(id);
    if (subject.type !== title.subject) faults.push({ kind: 'wrong-subject', subject: id });
    const last = standing.get(id);
    if (last && last.verdict !== 'revoked') faults.push({ kind: 'decided', subject: id, verdict: last.verdict });
    if (verdict === 'granted' && !eligible) faults.push({ kind: 'not-eligible', subject: id, ...told });
    const proposed = candidates.find((candidate) => candidate.subject.id === id)?.proposed ?? 'none';
    const nominated = title.source.kind === 'nomination' && verdict === 'granted';
    const asProposed = verdict === 'granted' ? proposed === 'chosen' || nominated : proposed !== 'chosen';
    if (!asProposed && one.reason === '') faults.push({ kind: 'departs', subject: id, proposed });
    if (from !== undefined && !holders.some((holder) => holder.id === from))
      faults.push({ kind: 'not-holder', subject: id, from });
  }
  const already = before.filter(({ verdict, subject }) => verdict === 'granted' && !seen.has(subject.id)).length;
  const granted = already + asked.filter(({ verdict }) => verdict === 'granted').length;
  if (places !== null && granted > places && reason === '') faults.push({ kind: 'too-many', granted, places });
  return faults;
}

/** Who hands a rotating title over: as said, or the only former holder; somebody who keeps it takes it from nobody. */
export function handedBy({ subject, from }: Asked, holders: readonly Subject[]): string | null {
  if (from !== undefined) return from;
  const [only, ...others] = holders;
  if (only === undefined || others.length > 0 || only.id === subject.id) return null;
  return only.id;
}
