import { Injectable } from '@nestjs/common';
import { canonicalJson } from 'src/common/canonical';
import type { Period } from 'src/common/civil-date';
import { checkBook } from 'src/modules/rules/check';
import { withoutNames } from 'src/modules/organisation/roster';
import { GatherService } from 'src/modules/scoring/gather.service';
import { monthNotSealed, revisionMissing } from 'src/modules/scoring/refusals';
import { RunStore } from 'src/modules/scoring/run-store.service';
import { evaluated } from 'src/modules/scoring/score.service';
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
    const resultDifference = firstDifference(seal.evaluation, await this.store.evaluation(run.id)) ?? null;
    // Recordings carry milliseconds: everything of the second in which the month was sealed was known.
    const known = `${seal.closedAt}.999`;
    const rows = options.fromRows ? await this.gatherer.gather(hall, month, seal.closedAt, known) : undefined;
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
    };
  }
}

/** What of a seal comes from rows. */
function sealedRows({ facts, roster }: Seal): object {
  return { facts, roster };
}

/** The document as it is stored: lines compute their texts only when they are written. */
function plain<T>(value: T): T {
  return JSON.parse(canonicalJson(value)) as T;
}
