import type { Roster, RosterPosting, RosterStaff } from 'src/modules/organisation/roster';

/** A roster without anybody, to build small ones on. */
export const emptyRoster: Roster = {
  hall: { id: 'h', name: '示范大厅' },
  period: null,
  windows: [],
  staff: [],
  departments: [],
  abPairs: [],
  groups: [],
};

/** A person with one posting, or the postings given. */
export function person(
  id: string,
  window: string | null,
  posting: Partial<RosterPosting> | readonly Partial<RosterPosting>[] = {},
): RosterStaff {
  const list = Array.isArray(posting)
    ? (posting as readonly Partial<RosterPosting>[])
    : [posting as Partial<RosterPosting>];
  const type = list[0]?.type ?? '编制';
  const postings = list.map((one) => ({
    ...{ window, unit: '', chief: false, branchLeader: false, post: '', side: null, duty: '', type },
    ...{ from: null, to: null, ...one },
  }));
  return { id, name: '', type, postings, keys: [{ source: 'staff-number', key: id, from: null, to: null }] };
}
