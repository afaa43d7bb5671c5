import type { Period } from 'src/common/civil-date';
import type { OutcomeMember, OutcomeResult } from 'src/modules/scoring/engine/evaluation';
import type { RolledUp } from 'src/modules/scoring/engine/ranking/rollup';
import type { Eligibility, Subject } from 'src/modules/awards/ledger/eligibility';
import type { Title } from 'src/modules/awards/titles/title';

/** Somebody the sealed results propose for a title; a candidate until the leading group decides. */
export interface Candidate {
  readonly subject: Subject;
  readonly name: string;
  readonly group: string;
  readonly rank: number | null;
  readonly score: string | null;
  /** Months of the span in which it was proposed, or times counted by a streak. */
  readonly count: number | null;
  /** `tied`: equal to others at the edge, left to the leading group. */
  readonly proposed: 'chosen' | 'tied';
}

/** A title with its candidates of a span. */
export interface TitleProposal {
  readonly title: Title;
  readonly places: number | null;
  readonly candidates: readonly (Candidate & Eligibility & { readonly decision: string | null })[];
  /** Of a rotating title: who holds it now and hands it over. */
  readonly holders: readonly Subject[];
}

/** What a month says; the newest sealed revision. */
export interface SealedOutcomes {
  readonly period: Period;
  readonly outcomes: readonly OutcomeResult[];
}

/** Candidates out of the outcomes of the months: who has it in several is one candidate, with the latest rank and score. */
export function fromOutcomes(title: Title, months: readonly SealedOutcomes[]): Candidate[] {
  const { source } = title;
  if (source.kind !== 'outcome') return [];
  const found = new Map<string, Candidate>();
  for (const { outcomes } of [...months].sort((a, b) => (a.period < b.period ? -1 : 1)))
    for (const result of outcomes) {
      if (result.code !== source.outcome || !fits(title, result.type)) continue;
      for (const member of result.members) put(found, candidate(title, result, member, 'chosen'));
      for (const member of result.decide) put(found, candidate(title, result, member, 'tied'));
    }
  return ordered([...found.values()]);
}

function fits({ subject }: Title, type: OutcomeResult['type']): boolean {
  return subject === 'window' ? type === 'window' || type === 'sub-centre' : type === 'staff' || type === 'chief';
}

function put(found: Map<string, Candidate>, now: Candidate): void {
  const before = found.get(now.subject.id);
  const count = Math.max(now.count ?? 1, (before?.count ?? 0) + 1);
  const proposed = before?.proposed === 'chosen' ? 'chosen' : now.proposed;
  found.set(now.subject.id, { ...now, count, proposed });
}

function candidate(
  title: Title,
  { group }: OutcomeResult,
  { subject, name, rank, score, count }: OutcomeMember,
  proposed: Candidate['proposed'],
): Candidate {
  return { subject: { type: title.subject, id: subject }, name, group, rank, score, count: count ?? null, proposed };
}

/** Candidates out of the roll-up of the quarter or year. */
export function fromRollup(title: Title, rows: readonly RolledUp[], outcome: string | undefined): Candidate[] {
  return ordered(
    rows.flatMap(({ type, subject, name, group, rank, total, candidate: proposed, counts }) =>
      proposed === null || !fits(title, type)
        ? []
        : [
            {
              ...{ subject: { type: title.subject, id: subject }, name, group, rank, score: total.printed, proposed },
              count: outcome === undefined ? null : (counts[outcome] ?? 0),
            },
          ],
    ),
  );
}

function ordered(list: readonly Candidate[]): Candidate[] {
  return [...list].sort(
    (a, b) =>
      (a.group < b.group ? -1 : a.group > b.group ? 1 : 0) ||
      (a.rank ?? 9999) - (b.rank ?? 9999) ||
      (a.subject.id < b.subject.id ? -1 : 1),
  );
}

/** The places the book gives for the title in the last month of the span, or those of the title. */
export function placesOf(title: Title, months: readonly SealedOutcomes[]): number | null {
  if (title.quota === undefined) return title.places;
  const last = [...months].sort((a, b) => (a.period < b.period ? 1 : -1))[0];
  const results = last?.outcomes.filter(({ code, kind }) => code === title.quota && kind === 'quota') ?? [];
  return results.length === 0 ? title.places : results.reduce((sum, { places = 0 }) => sum + places, 0);
}
