import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import type { Span } from 'src/modules/calendar/periods';
import type { EntityManager } from 'typeorm';
import { AwardDecisionEntity } from 'src/modules/awards/awards.entity';
import { check, type Loss } from 'src/modules/awards/ledger/eligibility';
import { EligibilityService } from 'src/modules/awards/ledger/eligibility.service';
import { holdersBefore, type Honour, type Verdict } from 'src/modules/awards/honours/honour';
import { fromOutcomes, fromRollup, placesOf, type Candidate, type TitleProposal } from './proposal';
import { nothingHere } from 'src/modules/awards/refusals';
import { awardSpan, SealedMonths, type SealedMonth } from './sealed.service';
import { TitlesService, type KnownTitle } from 'src/modules/awards/titles/titles.service';

/** What the results propose for a span; docs/schemas/award-proposals.schema.json. */
export interface Proposals {
  readonly hall: string;
  readonly span: string;
  /** Sealed months the proposal rests on, with the revision. */
  readonly months: readonly { readonly period: Period; readonly revision: number; readonly digest: string }[];
  readonly imported: readonly Period[];
  /** Not closed yet, or opened again: nothing can be decided. */
  readonly missing: readonly Period[];
  /** Closed once and opened again: what they say is that of the revision before, and may change. */
  readonly reopened: readonly Period[];
  /** Months whose losses of eligibility stand in no ledger yet; taken in before a decision. */
  readonly untaken: readonly Period[];
  readonly titles: readonly TitleProposal[];
}

/** Candidates of a month, quarter or year, out of sealed months, each checked against the ledger. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedMonths,
    private readonly titles: TitlesService,
    private readonly eligibility: EligibilityService,
  ) {}

  /** Throws `awards.span-unreadable`, `scoring.no-book`. */
  async of(actor: Actor, hall: string, text: string): Promise<Proposals> {
    allow(actor, 'award:read', { hall }, () => nothingHere({ hall }));
    return this.compute(hall, awardSpan(text));
  }

  /** For the decision, which has checked who asks. `manager`: reads ledger and decisions inside its transaction. */
  async compute(hall: string, span: Span, manager: EntityManager = this.database.read): Promise<Proposals> {
    const months = await this.sealed.of(hall, span.months);
    const kind = span.kind === 'range' ? 'month' : span.kind;
    const rolled =
      kind === 'month' ? { rows: [], outcome: undefined, imported: [] } : await this.sealed.rolledUp(hall, span);
    const [ledger, honours] = [await this.eligibility.ledger(hall, manager), await this.honours(hall, manager)];
    const titles = (await this.titles.ofHall(hall, manager)).filter((title) => title.span === kind);
    const reopened = await this.sealed.reopened(hall, span.months);
    const known = new Set([...months.map(({ period }) => period), ...rolled.imported]);
    return {
      ...{ hall, span: span.name },
      months: months.map(({ period, run }) => ({ period, revision: run.revision, digest: run.resultDigest })),
      imported: rolled.imported,
      missing: span.months.filter((month) => !known.has(month) || reopened.includes(month)),
      reopened,
      untaken: await this.eligibility.untaken(hall, span.months),
      titles: titles.map((title) => {
        const found = candidatesOf(title, months, rolled);
        return proposal(title, found, placesOf(title, outcomesOf(months)), { span, ledger, honours });
      }),
    };
  }

  /** Every decision in order. */
  async honours(hall: string, manager: EntityManager = this.database.read): Promise<Honour[]> {
    const rows = await manager.find(AwardDecisionEntity, {
      where: { hall },
      order: { span: 'ASC', title: 'ASC', subject: 'ASC', seq: 'ASC' },
    });
    return rows.map(honourOf);
  }
}

function candidatesOf(
  title: KnownTitle,
  months: readonly SealedMonth[],
  { rows, outcome }: Pick<Awaited<ReturnType<SealedMonths['rolledUp']>>, 'rows' | 'outcome'>,
): Candidate[] {
  if (title.source.kind === 'rollup') return fromRollup(title, rows, outcome);
  return fromOutcomes(title, outcomesOf(months));
}

function outcomesOf(months: readonly SealedMonth[]): { period: Period; outcomes: SealedMonth['head']['outcomes'] }[] {
  return months.map(({ period, head }) => ({ period, outcomes: head.outcomes }));
}

function proposal(
  title: KnownTitle,
  candidates: readonly Candidate[],
  places: number | null,
  { span, ledger, honours }: { span: Span; ledger: readonly Loss[]; honours: readonly Honour[] },
): TitleProposal {
  const here = honours.filter((one) => one.title === title.code && one.span === span.name);
  const last = new Map(here.map((one) => [one.subject.id, one]));
  return {
    ...{ title, places },
    candidates: candidates.map((candidate) => {
      const standing = last.get(candidate.subject.id);
      const open = standing === undefined || standing.verdict === 'revoked';
      return {
        ...candidate,
        ...check(title, span.months, candidate.subject, ledger),
        decision: open ? null : standing.verdict,
      };
    }),
    holders: title.rotating ? holdersBefore(title.code, span.name, honours) : [],
  };
}

export function honourOf(row: AwardDecisionEntity): Honour {
  const { id, title, titleName, span, subject, windowId: window, minutes, decidedOn, reason, enteredBy } = row;
  return {
    ...{ id, title, titleName, span, window, minutes, decidedOn, reason, from: row.handedBy },
    subject: { type: row.subjectType === 'window' ? 'window' : 'staff', id: subject },
    // Written by the decisions of this room, which know no other.
    verdict: row.verdict as Verdict,
    proposed: row.proposed as Honour['proposed'],
    ...{ by: enteredBy, at: row.enteredAt },
  };
}
