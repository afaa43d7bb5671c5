import { Injectable } from '@nestjs/common';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { OpeningService } from 'src/modules/opening';
import type { ImportedMonth } from 'src/modules/opening/imported-month';
import { RulesService } from 'src/modules/rules';
import type { Book } from 'src/modules/rules/book';
import type { PastMonth } from 'src/modules/rules/facts';
import type { MonthResult } from 'src/modules/scoring/engine/ranking/rollup';
import { noBookInForce } from 'src/modules/scoring/refusals';
import { RunStore } from 'src/modules/scoring/run-store.service';
import { pastMonthOf } from './imported-past';
import { IMPORTED_NOTE, importedResult, importedStandings, type ImportedAnswer } from './imported-result';

interface Imported {
  readonly month: ImportedMonth;
  readonly past: PastMonth;
}

/** Earlier months as the office imported them, where this system has sealed none of its own. */
@Injectable()
export class ImportedService {
  constructor(
    private readonly opening: OpeningService,
    private readonly rules: RulesService,
    private readonly store: RunStore,
  ) {}

  /** The imported ones of these months, for a roll-up by the book given. */
  async results(hall: string, months: readonly Period[], book: Book): Promise<MonthResult[]> {
    const found = (await this.imported(hall, book)).filter(({ month }) => months.includes(month.month));
    return found.map(({ month, past }) => importedResult(book, month, past));
  }

  /** Ranks and scores of one imported month; undefined: this system scored it, or nobody imported it. Throws `scoring.no-book`. */
  async standings(hall: string, period: Period): Promise<ImportedAnswer | undefined> {
    const known = await this.opening.months(hall);
    if (!known.some(({ month }) => month === period) || (await this.store.find(hall, period))) return undefined;
    const book = await this.bookFor(hall, period);
    const found = (await this.imported(hall, book)).find(({ month }) => month.month === period);
    if (!found) return undefined;
    const { revision, recordedAt, batches } = found.month;
    const standings = importedStandings(book, found.month, found.past);
    return {
      ...{ hall, period, imported: true, verified: false, note: IMPORTED_NOTE },
      ...{ revision, recordedAt, batches, standings },
    };
  }

  /** The standings of the imported months before one, as they were known at a time of recording. */
  async before(hall: string, period: Period, book: Book, knownAt: CivilTime = ALWAYS): Promise<PastMonth[]> {
    return (await this.imported(hall, book, knownAt)).flatMap(({ past }) => (past.period < period ? [past] : []));
  }

  /** Months without a sealed result, each with its outcomes; streaks see the months before. */
  private async imported(hall: string, book: Book, knownAt: CivilTime = ALWAYS): Promise<Imported[]> {
    const all = await this.opening.months(hall, knownAt);
    const [first, last] = [all[0]?.month, all.at(-1)?.month];
    if (first === undefined || last === undefined) return [];
    const sealed = new Set((await this.store.sealed(hall, first, `${last}~`, knownAt)).map(({ month }) => month));
    const found: Imported[] = [];
    for (const month of all) {
      if (sealed.has(month.month)) continue;
      found.push({
        month,
        past: pastMonthOf(
          book,
          month,
          found.map(({ past }) => past),
        ),
      });
    }
    return found;
  }

  /** The book of the month; before there was one, the first of all. Throws `scoring.no-book`. */
  async bookFor(hall: string, month: Period): Promise<Book> {
    const own = await this.rules.bookInForce(hall, month);
    if (own) return own.parsed;
    const [first] = await this.rules.list(hall);
    if (!first) throw noBookInForce({ hall, month });
    const opened = await this.rules.bookInForce(hall, first.from);
    if (!opened) throw noBookInForce({ hall, month });
    return opened.parsed;
  }
}
