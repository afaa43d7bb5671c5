import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CivilTime } from 'src/common/civil-date';
import type { MonthRecord } from 'src/modules/calendar';
import { withoutNames, type Roster } from 'src/modules/organisation/roster';
import { checkBook } from 'src/modules/rules/check';
import type { MonthFacts } from 'src/modules/rules/facts';
import { GatherService, type Gathered } from 'src/modules/scoring/gather.service';
import { RunStore } from 'src/modules/scoring/run-store.service';
import type { MonthStatistics } from 'src/modules/scoring/seal/seal';

/** What is fixed when a month is put on notice; afterwards only rulings change the result. */
interface Frozen {
  readonly at: CivilTime;
  readonly book: { readonly text: string; readonly digest: string };
  readonly roster: Roster;
  readonly facts: MonthFacts;
  readonly statistics: MonthStatistics;
  readonly batches: Gathered['batches'];
}

/** What a month rests on, and since when it is fixed. */
export interface MonthGround extends Gathered {
  readonly frozenAt?: CivilTime;
}

const NAME = 'frozen';

/** Fixes the facts of a month at its notice, and gives back what a month rests on: fixed or just gathered. */
@Injectable()
export class FrozenFacts {
  constructor(
    private readonly gatherer: GatherService,
    private readonly store: RunStore,
  ) {}

  async freeze(manager: EntityManager, record: MonthRecord, gathered: Gathered, at: CivilTime): Promise<void> {
    const { book, roster, facts, statistics, batches } = gathered;
    const kept = { text: book.text, digest: book.digest };
    const frozen: Frozen = { at, book: kept, roster: withoutNames(roster), facts, statistics, batches };
    await this.store.keep(manager, { run: keyOf(record), hall: record.hall }, NAME, frozen);
  }

  /** Windows whose sheets were put on notice. */
  async windowsOnNotice(record: Pick<MonthRecord, 'hall' | 'month' | 'revision'>): Promise<string[]> {
    const frozen = (await this.store.document(keyOf(record), NAME)) as Frozen | undefined;
    const windows = frozen?.facts.subjects.windows ?? [];
    return windows.filter(({ kind = 'window' }) => kind === 'window').map(({ id }) => id);
  }

  /**
   * Facts as fixed at the notice with the rulings made until now; of a month that is not on notice everything as it is
   * now. Throws the refusals of `GatherService.gather`.
   */
  async ground(
    record: Pick<MonthRecord, 'hall' | 'month' | 'revision' | 'state'>,
    at: CivilTime,
  ): Promise<MonthGround> {
    const now = await this.gatherer.gather(record.hall, record.month, at);
    if (record.state !== 'notice') return now;
    const frozen = (await this.store.document(keyOf(record), NAME)) as Frozen | undefined;
    const { book } = frozen === undefined ? { book: undefined } : checkBook(frozen.book.text);
    if (frozen === undefined || book === undefined) return now;
    const { rulings } = now.facts;
    // Rulings are never taken back, so those of now hold the ones of then.
    const facts: MonthFacts = { ...frozen.facts, ...(rulings === undefined ? {} : { rulings }) };
    return {
      book: { ...frozen.book, parsed: book },
      roster: frozen.roster,
      facts,
      statistics: frozen.statistics,
      batches: frozen.batches,
      frozenAt: frozen.at,
    };
  }
}

function keyOf({ hall, month, revision }: Pick<MonthRecord, 'hall' | 'month' | 'revision'>): string {
  return `${hall}:${month}:r${String(revision)}/notice`;
}
