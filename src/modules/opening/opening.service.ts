import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LessThanOrEqual } from 'typeorm';
import type { Actor } from 'src/common/actor';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Fraction } from 'src/common/fraction';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { RulesService } from 'src/modules/rules';
import type { PublishedBook } from 'src/modules/rules/published/in-force';
import type { Book } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import { importedMonths, type ImportedMonth, type StoredResult } from './imported-month';
import { openingAnswer, type OpeningAnswer } from './opening-answer';
import type { BookHint, OpeningGiven } from './opening-record';
import { OpeningCounterEntity, OpeningResultEntity, OpeningWithdrawalEntity } from './opening.entity';
import { nothingImported, openingInUse, reasonMissing } from './refusals';

const LONGEST_REASON = 500;

/** Results of months before the hall began with this system: imported, never computed and never verified here. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly rules: RulesService,
  ) {}

  /** What was imported, for those who see the whole hall. Throws `access.not-found`. */
  async shown(actor: Actor, hall: string): Promise<OpeningAnswer> {
    allow(actor, 'month:read', { hall });
    const { closed } = await this.givenFor(hall);
    return openingAnswer(hall, await this.months(hall), closed);
  }

  /** The imported months of a hall as known at a time of recording, earliest first. */
  async months(hall: string, knownAt: CivilTime = ALWAYS): Promise<ImportedMonth[]> {
    const where = { hall, recordedAt: LessThanOrEqual(knownAt) };
    const { read } = this.database;
    const results = await read.find(OpeningResultEntity, { where });
    if (results.length === 0) return [];
    const counters = await read.find(OpeningCounterEntity, { where });
    return importedMonths(results.map(storedOf), counters, await read.find(OpeningWithdrawalEntity, { where }));
  }

  /** What a file of opening data is checked against besides the roster. */
  async givenFor(hall: string): Promise<OpeningGiven> {
    const newest = new Map<Period, PublishedBook>();
    for (const book of await this.rules.list(hall)) newest.set(book.from, book);
    const books: BookHint[] = [];
    for (const record of [...newest.values()].sort((a, b) => (a.from < b.from ? -1 : 1)))
      books.push(hintOf((await this.rules.open(record)).parsed));
    const months = await this.periods.list(hall);
    const closed = months.filter(({ state, revision }) => !acceptsFacts(state) || revision > 1);
    return { books, closed: closed.map(({ month }) => month) };
  }

  /**
   * From now on the imported results of the month no longer count; the rows stay, and months sealed with them stay as they
   * are. Throws `opening.nothing-imported` and `opening.reason-missing`.
   */
  async withdraw(hall: string, month: Period, actor: Actor, reason: string): Promise<{ month: Period; at: CivilTime }> {
    allow(actor, 'import:write', { hall }, () => nothingImported({ hall, month }));
    const [by, why] = [actor.name.trim(), reason.trim()];
    if (by === '' || by.length > 80 || why === '' || why.length > LONGEST_REASON) throw reasonMissing({ month });
    return this.database.write(async (manager) => {
      await this.periods.holdFrom(manager, hall, month);
      if (!(await this.months(hall)).some((one) => one.month === month)) throw nothingImported({ hall, month });
      const now = this.clock.now();
      const at = `${hallTime(now)}.${String(now % 1000).padStart(3, '0')}`;
      await manager.insert(OpeningWithdrawalEntity, { hall, month, recordedAt: at, by, reason: why });
      await recordChange(manager, actor, at, { hall, action: 'opening.withdraw', subject: month, reason: why });
      return { month, at };
    });
  }
}

/**
 * For a transaction that writes or undoes opening data recorded at `at`: holds the months it belongs to and all later ones,
 * whose results may rest on it. Throws `calendar.period-frozen`, and `opening.in-use` when a later month was closed since.
 */
export async function holdForOpening(
  periods: PeriodService,
  manager: EntityManager,
  hall: string,
  about: { readonly months: readonly Period[]; readonly at: CivilTime },
): Promise<void> {
  const { months, at } = about;
  const month = [...months].sort()[0];
  if (month === undefined) return;
  await periods.holdForFacts(manager, hall, months);
  const since = at.slice(0, 19);
  for (const later of await periods.holdFrom(manager, hall, month)) {
    const wasClosed = !acceptsFacts(later.state) || later.revision > 1;
    if (wasClosed && later.movedAt >= since)
      throw openingInUse({ hall, month, closed: later.month, at: later.movedAt });
  }
}

function hintOf(book: Book): BookHint {
  const { window = {} } = book.ranking;
  const own = (book.groups ?? []).some((group) => group.base !== undefined);
  const base = book.subjects.window?.base;
  return {
    from: book.from,
    ties: window.ties ?? 'competition',
    keyed: (window.tieBreak ?? []).length > 0,
    withinAll: window.within === 'all',
    base: own || base === undefined ? null : Fraction.parse(base).toText(),
    groups: (book.groups ?? []).map(({ code, name }) => ({ code, name })),
    items: book.items.map(({ code, name }) => ({ code, name })),
  };
}

function storedOf(row: OpeningResultEntity): StoredResult {
  const { month, batch, recordedAt, subject, name, group, rank, fromBottom, score, bonus, deduction } = row;
  const {
    topOf = null,
    bottomOf = null,
    ...marks
  } = JSON.parse(row.marks) as StoredResult['marks'] & {
    topOf?: number | null;
    bottomOf?: number | null;
  };
  return {
    ...{ month, batch, recordedAt, subject, name, group, rank, fromBottom, score, bonus, deduction },
    ...{ marks, topOf, bottomOf, results: JSON.parse(row.results) as string[] },
    type: row.type as SubjectType,
    part: row.part === 'staff' ? 'staff' : 'window',
  };
}
