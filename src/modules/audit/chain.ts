import { digestOf } from 'src/common/canonical';

/** A link of a hall's chain. */
export interface Link {
  readonly hall: string;
  readonly sequence: number;
  readonly record: string;
  readonly recordDigest: string;
  readonly previous: string;
  readonly linkedAt: string;
  readonly digest: string;
}

/** Stands for the link in front of the first. */
export const GENESIS = '0'.repeat(64);

/** The newest link, as it is printed and compared. */
export interface ChainHead {
  readonly sequence: number;
  readonly digest: string;
}

/** How many hexadecimal digits of a head are printed: 128 bits. */
const PRINTED = 32;
/** Fewer digits than these prove nothing. */
const FEWEST = 16;

export function digestOfLink(link: Omit<Link, 'digest'>): string {
  const { hall, sequence, record, recordDigest, previous, linkedAt } = link;
  return digestOf({ hall, sequence, record, recordDigest, previous, linkedAt });
}

export function nextLink(
  head: ChainHead | undefined,
  record: { readonly hall: string; readonly record: string; readonly recordDigest: string; readonly linkedAt: string },
): Link {
  const link = { ...record, sequence: (head?.sequence ?? 0) + 1, previous: head?.digest ?? GENESIS };
  return { ...link, digest: digestOfLink(link) };
}

/** `1234:0f3a…`, as it stands on the bulletin. */
export function printedHead({ sequence, digest }: ChainHead): string {
  return `${String(sequence)}:${digest.slice(0, PRINTED)}`;
}

/** A head copied from paper, at least 16 digits of it; undefined: it is none. */
export function parseHead(text: string): ChainHead | undefined {
  const [, sequence, digest] = /^\s*#?\s*([1-9]\d{0,9})\s*[:：]\s*([0-9a-f]{16,64})\s*$/i.exec(text) ?? [];
  if (sequence === undefined || digest === undefined || digest.length < FEWEST) return undefined;
  return { sequence: Number(sequence), digest: digest.toLowerCase() };
}
