import type { PageNames } from 'src/config/paging';

/** What the list of records can be asked for. */
export const TRAIL_PAGE: PageNames = {
  sort: ['-at', 'at'],
  filter: ['from', 'to', 'actor', 'action', 'subject'],
  usualRows: 100,
  mostRows: 500,
};

/** One record as a line of an export. */
export function jsonLine(entry: object): string {
  return `${JSON.stringify(entry)}\n`;
}
