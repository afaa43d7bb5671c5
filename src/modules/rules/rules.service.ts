import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { sha256 } from 'src/common/canonical';
import type { CivilTime, Period } from 'src/common/civil-date';
import { foldCode } from 'src/common/text';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import type { EntityManager } from 'typeorm';
import type { Book } from './book';
import { checkBook } from './check';
import { bookInForceOf, firstChanged, type PublishedBook } from './published/in-force';
import { PublishedBookEntity, PublishedBookTextEntity } from './published-book.entity';
import {
  bookHasErrors,
  hallUnclear,
  monthClosed,
  nobodyPublishes,
  publishedMeanwhile,
  publishedTextChanged,
  reasonMissing,
  textTooLong,
} from './refusals';

/** A published book with its text and content. */
export interface BookInForce extends PublishedBook {
  readonly text: string;
  readonly parsed: Book;
}

export interface Publication {
  readonly hall: string;
  readonly text: string;
  /** Name of the file, for refusals. */
  readonly source?: string;
  readonly actor: Actor;
  /** Hall-local time. */
  readonly at: CivilTime;
  /** Demanded when the hall already has a book with the same first month. */
  readonly reason?: string;
}

/** The closed months of a hall from `from` on; asked inside the publishing transaction. */
export type ClosedMonths = (hall: string, from: Period, manager: EntityManager) => Promise<readonly Period[]>;

const PIECE = 15_000;
const LONGEST_REASON = 500;
const LONGEST_NAME = 60;

/** Published rule books of the halls: inserted, never changed, chosen by the month assessed. */
@Injectable()
export class RulesService {
  private readonly parsed = new Map<string, Book>();

  constructor(private readonly database: Database) {}

  /**
   * Publishes a checked book. The same text twice adds nothing. Throws `rules.book-has-errors`, `rules.reason-missing`,
   * `rules.month-closed` (a month the book would cover is closed), `rules.published-meanwhile`.
   */
  async publish(publication: Publication, closedMonths: ClosedMonths): Promise<PublishedBook> {
    const text = publication.text.replace(/^\ufeff/, '');
    const hall = foldCode(publication.hall);
    const { book, problems } = checkBook(text);
    if (!book) throw errorsOf(publication.source ?? '', problems);
    const reason = bounded(publication.reason ?? '', LONGEST_REASON, { zh: '理由', en: 'reason' });
    const actorName = bounded(publication.actor.name, LONGEST_NAME, { zh: '姓名', en: 'name' });
    if (actorName === '') throw nobodyPublishes({});
    const digest = sha256(text);
    return this.database.write(async (manager) => {
      const books = await published(manager, hall);
      const newest = books.filter((one) => one.from === book.from).pop();
      if (newest?.digest === digest) return newest;
      const revision = (newest?.revision ?? 0) + 1;
      if (newest && reason === '') throw reasonMissing({ hall, from: book.from, revision: newest.revision });
      const { from, until } = book;
      const month = firstChanged(books, { from, until, revision, digest }, await closedMonths(hall, from, manager));
      if (month !== undefined) throw monthClosed({ hall, from, month });
      const { at, actor } = publication;
      const row = rowOf(book, { hall, revision, digest, at, reason, actorId: actor.id, actorName });
      await insert(manager, row, text);
      await recordChange(manager, actor, at, {
        ...{ hall, action: 'rules.publish', subject: `${from}/${String(revision)}`, reason },
        before: newest ? { revision: newest.revision, digest: newest.digest } : null,
        after: { revision, digest, until: until ?? null },
      });
      return recordOf(row);
    });
  }

  /** The book in force in a month: the latest first month that covers it, newest revision. */
  async bookInForce(hall: string, period: Period): Promise<BookInForce | undefined> {
    const chosen = bookInForceOf(await this.list(hall), period);
    return chosen && this.open(chosen);
  }

  /** All published books of a hall, by first month and revision. */
  async list(hall: string): Promise<PublishedBook[]> {
    return published(this.database.read, foldCode(hall));
  }

  /** The hall named, or the only one that has published a book. Throws `rules.hall-unclear`. */
  async hallOf(named: string | undefined): Promise<string> {
    if (named !== undefined) return foldCode(named);
    const rows = await this.database.read
      .createQueryBuilder(PublishedBookEntity, 'book')
      .select('DISTINCT book.hall', 'hall')
      .orderBy('book.hall')
      .getRawMany<{ hall: string }>();
    const [only, ...others] = rows.map(({ hall }) => hall);
    if (only === undefined || others.length > 0) throw hallUnclear({ halls: rows.map(({ hall }) => hall) });
    return only;
  }

  /** Text and content of a published book. Throws `rules.published-text-changed` when the fingerprint does not fit. */
  async open(record: PublishedBook): Promise<BookInForce> {
    const { hall, from, revision, digest } = record;
    const pieces = await this.database.read.find(PublishedBookTextEntity, {
      where: { hall, monthFrom: from, revision },
      order: { part: 'ASC' },
    });
    const text = pieces.map(({ content }) => content).join('');
    if (sha256(text) !== digest) throw publishedTextChanged({ hall, from, revision });
    return { ...record, text, parsed: this.parse(text, digest) };
  }

  private parse(text: string, digest: string): Book {
    const known = this.parsed.get(digest);
    if (known) return known;
    const { book, problems } = checkBook(text);
    if (!book) throw errorsOf('', problems);
    if (this.parsed.size >= 16) this.parsed.clear();
    this.parsed.set(digest, book);
    return book;
  }
}

function errorsOf(file: string, problems: ReturnType<typeof checkBook>['problems']): Error {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const { line = 1, column = 1, cause, remedy } = errors[0] ?? {};
  const first = (language: 'zh' | 'en'): string =>
    `${line}:${column} ${cause?.[language] ?? ''}${language === 'en' ? ' ' : ''}${remedy?.[language] ?? ''}`;
  return bookHasErrors({ file, errors: errors.length, first: { zh: first('zh'), en: first('en') } });
}

function bounded(text: string, limit: number, what: { zh: string; en: string }): string {
  const trimmed = text.trim();
  if (trimmed.length > limit) throw textTooLong({ what, limit });
  return trimmed;
}

async function published(manager: EntityManager, hall: string): Promise<PublishedBook[]> {
  const rows = await manager.find(PublishedBookEntity, {
    where: { hall },
    order: { monthFrom: 'ASC', revision: 'ASC' },
  });
  return rows.map(recordOf);
}

type Stamp = Pick<PublishedBookEntity, 'hall' | 'revision' | 'digest' | 'at' | 'reason' | 'actorId' | 'actorName'>;

function rowOf(book: Book, stamp: Stamp): Omit<PublishedBookEntity, 'parts'> {
  return { ...stamp, monthFrom: book.from, monthUntil: book.until ?? '', book: book.book, title: book.title };
}

async function insert(manager: EntityManager, row: Omit<PublishedBookEntity, 'parts'>, text: string): Promise<void> {
  const pieces = [...piecesOf(text)];
  const { hall, monthFrom, revision } = row;
  try {
    await manager.insert(PublishedBookEntity, { ...row, parts: pieces.length });
  } catch (error) {
    if (isDuplicate(error)) throw publishedMeanwhile({ hall, from: monthFrom, revision });
    throw error;
  }
  await manager.insert(
    PublishedBookTextEntity,
    pieces.map((content, part) => ({ hall, monthFrom, revision, part, content })),
  );
}

/** Never cuts a character in two. */
function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + PIECE, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}

function isDuplicate(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'ER_DUP_ENTRY' || (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT_PRIMARYKEY'));
}

function recordOf(row: Omit<PublishedBookEntity, 'parts'>): PublishedBook {
  const { hall, monthFrom, monthUntil, revision, book, title, digest, at, reason, actorId, actorName } = row;
  const until = monthUntil === '' ? {} : { until: monthUntil };
  return {
    hall,
    book,
    title,
    from: monthFrom,
    ...until,
    revision,
    digest,
    by: { id: actorId, name: actorName },
    at,
    reason,
  };
}
