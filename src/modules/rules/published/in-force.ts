import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';

/** A published book without its text. */
export interface PublishedBook {
  readonly hall: string;
  /** Id of the book. */
  readonly book: string;
  readonly title: string;
  readonly from: Period;
  readonly until?: Period;
  readonly revision: number;
  /** SHA-256 of the text. */
  readonly digest: string;
  readonly by: Actor;
  readonly at: CivilTime;
  readonly reason: string;
}

/**
 * The book for an assessed month: of the newest revision of each first month, the latest that has begun and not ended. A
 * book with `until` gives way to the one before it when it has ended.
 */
export function bookInForceOf(books: readonly PublishedBook[], period: Period): PublishedBook | undefined {
  return newestRevisions(books)
    .filter(({ from, until }) => from <= period && (until === undefined || period <= until))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

/** The first of these months for which publishing `next` would put another text in force, or undefined. */
export function firstChanged(
  books: readonly PublishedBook[],
  next: Pick<PublishedBook, 'from' | 'until' | 'revision' | 'digest'>,
  months: readonly Period[],
): Period | undefined {
  const stamp = { hall: '', book: '', title: '', by: { id: '', name: '' }, at: '', reason: '' };
  const after = [...books, { ...stamp, ...next }];
  return [...months]
    .sort()
    .find((month) => bookInForceOf(books, month)?.digest !== bookInForceOf(after, month)?.digest);
}

function newestRevisions(books: readonly PublishedBook[]): PublishedBook[] {
  const newest = new Map<Period, PublishedBook>();
  for (const book of books) {
    const known = newest.get(book.from);
    if (!known || known.revision < book.revision) newest.set(book.from, book);
  }
  return [...newest.values()];
}
