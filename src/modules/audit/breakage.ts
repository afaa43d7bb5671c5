import type { Sentence } from 'src/common/language';
import { digestOfLink, GENESIS, type ChainHead, type Link } from './chain';
import { digestOfRow, type AuditRow } from './record';

/**
 * altered: a record is not what it was when it was linked · missing: a link or the record of one is gone · inserted: a
 * record or link that the program did not write · reordered: links changed places · link-altered: a link is not what it
 * was · truncated, rewritten: the chain contradicts a head that was printed.
 */
export type BreakageKind =
  'altered' | 'missing' | 'inserted' | 'reordered' | 'link-altered' | 'truncated' | 'rewritten';

/** The first place at which the chain does not hold. */
export interface Breakage {
  readonly kind: BreakageKind;
  readonly hall: string;
  readonly sequence: number | null;
  /** Id of the record, where one is known. */
  readonly record: string | null;
}

/** A link with the record it points to, as both stand in the database; without one: it is gone. */
export interface Linked {
  readonly link: Link;
  readonly row: (AuditRow & { readonly digest: string }) | undefined;
}

/**
 * What is wrong with one link, given the link before it (undefined: it must be the first). `elsewhere` tells whether the
 * link would hold under the number of another link.
 */
export function breakageAt(
  { link, row }: Linked,
  before: ChainHead | undefined,
  elsewhere: (link: Link) => boolean,
): Breakage | undefined {
  const at = { hall: link.hall, sequence: link.sequence, record: link.record };
  const due = (before?.sequence ?? 0) + 1;
  if (link.sequence < 1) return { kind: 'inserted', ...at };
  if (digestOfLink(link) !== link.digest) return { kind: elsewhere(link) ? 'reordered' : 'link-altered', ...at };
  if (link.sequence !== due) return { kind: 'missing', hall: link.hall, sequence: due, record: null };
  if (link.previous !== (before?.digest ?? GENESIS)) return { kind: 'link-altered', ...at };
  if (!row) return { kind: 'missing', ...at };
  const intact = digestOfRow(row) === link.recordDigest && row.digest === link.recordDigest && row.hall === link.hall;
  return intact ? undefined : { kind: 'altered', ...at };
}

/** How a printed head stands to the chain; undefined: as it should. */
export function contradiction(hall: string, printed: ChainHead, link: ChainHead | undefined): Breakage | undefined {
  const at = { hall, sequence: printed.sequence, record: null };
  if (!link) return { kind: 'truncated', ...at };
  return link.digest.startsWith(printed.digest) ? undefined : { kind: 'rewritten', ...at };
}

const place = ({ sequence, record }: Breakage, zh: boolean): string => {
  const number = sequence === null ? '' : zh ? `第 ${String(sequence)} 号` : `link ${String(sequence)}`;
  const id = record === null ? '' : zh ? `记录 ${record}` : `record ${record}`;
  return [number, id].filter((text) => text !== '').join(zh ? '，' : ', ');
};

const WORDS: Readonly<Record<BreakageKind, Sentence<Breakage>>> = {
  altered: {
    zh: (found) => `${place(found, true)}：内容与入链时不同，被人改过`,
    en: (found) => `${place(found, false)}: the record is not what it was when it was linked; somebody altered it`,
  },
  missing: {
    zh: (found) => `${place(found, true)}：不见了，被人删除`,
    en: (found) => `${place(found, false)}: it is gone; somebody deleted it`,
  },
  inserted: {
    zh: (found) => `${place(found, true)}：不在链上，是绕过系统插入的，或者链的末尾被截掉`,
    en: (found) =>
      `${place(found, false)}: not in the chain; it was put in around the program, or the end of the chain was cut off`,
  },
  reordered: {
    zh: (found) => `${place(found, true)}：位置被调换`,
    en: (found) => `${place(found, false)}: it stands in another place than where it was linked`,
  },
  'link-altered': {
    zh: (found) => `${place(found, true)}：链条在此断开，这一环或它前面的一环被改过`,
    en: (found) => `${place(found, false)}: the chain breaks here; this link or the one before it was altered`,
  },
  truncated: {
    zh: (found) => `${place(found, true)}：印出的链首在库中已不存在，链的末尾被截掉，或库被换成旧的`,
    en: (found) =>
      `${place(found, false)}: the printed head is not in the database; the end of the chain was cut off or an old copy restored`,
  },
  rewritten: {
    zh: (found) => `${place(found, true)}：与印出的链首不符，这一号或它之前的记录被整体改写过`,
    en: (found) =>
      `${place(found, false)}: it contradicts the printed head; this link or one before it was rewritten with all that follows`,
  },
};

/** What was found, for a person; without a full stop. */
export function breakageText(found: Breakage): { readonly zh: string; readonly en: string } {
  return { zh: WORDS[found.kind].zh(found), en: WORDS[found.kind].en(found) };
}
