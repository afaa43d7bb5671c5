import { Injectable } from '@nestjs/common';
import { canonicalJson } from 'src/common/canonical';
import type { Period } from 'src/common/civil-date';
import { checkBook } from 'src/modules/rules/check';
import { withoutNames } from 'src/modules/organisation/roster';
import type { Book } from 'src/modules/rules/book';
import { GatherService, type Gathered } from 'src/modules/scoring/gather.service';
import { monthNotSealed, revisionMissing } from 'src/modules/scoring/refusals';
import { RunStore } from 'src/modules/scoring/run-store.service';
import { evaluated } from 'src/modules/scoring/score.service';
import { approvalDigest, decidedOf, type Approval } from './approval';
import { firstDifference, sealDigest, type Difference, type Seal } from './seal';

export interface Verification {
  readonly hall: string;
  readonly month: Period;
  readonly revision: number;
  /** The digest as stored, and as printed on the bulletin. */
  readonly digest: string;
  /** The sealed document still has its digest: nobody changed a byte of it. */
  readonly sealIntact: boolean;
  /** Computing again from the sealed book and facts gives the same bytes. */
  readonly recomputed: boolean;
  readonly difference: Difference | null;
  /** The stored sheets and ranking are those of the seal. */
  readonly resultIntact: boolean;
  readonly resultDifference: Difference | null;
  /** `--from-rows`: gathering the facts anew from the stored rows gives the sealed facts; null when not asked. */
  readonly fromRows: boolean | null;
  readonly rowsDifference: Difference | null;
  readonly engine: { readonly sealed: string; readonly now: string };
  /** Of an approved month: the second seal, and whether deciding again gives the published outcomes. */
  readonly approval?: {
    readonly digest: string;
    readonly intact: boolean;
    readonly recomputed: boolean;
    readonly difference: Difference | null;
  };
}

/** Proves a closed month, or names the first place where it differs. */
@Injectable()
export class VerifyService {
  constructor(
    private readonly gatherer: GatherService,
    private readonly store: RunStore,
  ) {}

  /** Computes the month again from its seal alone, and on request from the stored rows. Throws `scoring.month-not-sealed`, `.revision-missing`. */
  async verify(hall: string, month: Period, options: { fromRows: boolean; revision?: number }): Promise<Verification> {
    const sealed = (await this.store.revisions(hall, month)).filter((run) => run.sealed === 1);
    const { revision } = options;
    const run = revision === undefined ? sealed.at(-1) : sealed.find((one) => one.revision === revision);
    const revisions = sealed.map((one) => one.revision);
    if (revision !== undefined && !run && sealed.length > 0) throw revisionMissing({ month, revision, revisions });
    const seal = run && ((await this.store.document(run.id, 'seal')) as Seal | undefined);
    if (!seal) throw monthNotSealed({ hall, month });
    const { book } = checkBook(seal.book.text);
    const again = book && plain(evaluated({ book: { ...seal.book, parsed: book }, facts: seal.facts }));
    const difference = firstDifference(seal.evaluation, again) ?? null;
    const resultDifference = firstDifference(seal.evaluation, await this.store.sealedEvaluation(run.id)) ?? null;
    const approval = await this.store.approval(run.id);
    const rows = options.fromRows ? await this.rowsOf(seal) : undefined;
    const rowsDifference =
      rows === undefined
        ? null
        : (firstDifference(sealedRows(seal), plain({ facts: rows.facts, roster: withoutNames(rows.roster) })) ?? null);
    return {
      hall,
      month,
      revision: run.revision,
      digest: run.sealDigest,
      sealIntact: sealDigest(seal) === run.sealDigest,
      recomputed: difference === null,
      difference,
      resultIntact: resultDifference === null,
      resultDifference,
      fromRows: rows === undefined ? null : rowsDifference === null,
      rowsDifference,
      engine: { sealed: seal.engine, now: again?.engine ?? '' },
      ...(approval === undefined || book === undefined
        ? {}
        : { approval: approvalOf(run.sealDigest, seal, approval, book) }),
    };
  }

  /**
   * The rows as they were known when the facts were fixed, with the rulings of when the month was sealed. Recordings carry
   * milliseconds: everything of that second was known.
   */
  private async rowsOf({ hall, month, closedAt, frozenAt }: Seal): Promise<Pick<Gathered, 'facts' | 'roster'>> {
    const closed = await this.gatherer.gather(hall, month, closedAt, `${closedAt}.999`);
    if (frozenAt === undefined) return closed;
    const { roster, facts } = await this.gatherer.gather(hall, month, frozenAt, `${frozenAt}.999`);
    const { rulings } = closed.facts;
    return { roster, facts: { ...facts, ...(rulings === undefined ? {} : { rulings }) } };
  }
}

/** The approval still has its digest, and deciding again from the sealed facts gives the published outcomes. */
function approvalOf(sealed: string, seal: Seal, approval: Approval, book: Book): NonNullable<Verification['approval']> {
  const again = decidedOf(evaluated({ book: { ...seal.book, parsed: book }, facts: seal.facts }, approval.decisions));
  const difference = firstDifference(approval.result, plain(again)) ?? null;
  const intact = approvalDigest(sealed, approval) === approval.digest;
  return { digest: approval.digest, intact, recomputed: difference === null, difference };
}

/** What of a seal comes from rows. */
function sealedRows({ facts, roster }: Seal): object {
  return { facts, roster };
}

/** The document as it is stored: lines compute their texts only when they are written. */
function plain<T>(value: T): T {
  return JSON.parse(canonicalJson(value)) as T;
}
