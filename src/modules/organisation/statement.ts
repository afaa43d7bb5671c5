import type { Span } from './spans';

/**
 * What one row of the roster workbook says, and what one recorded row of the database holds. A state that changes
 * (rename, move, new leader) is two lines whose dates touch. A later statement about the same department, window or
 * person replaces the earlier one as a whole; nothing recorded is edited.
 */
export type Line = DepartmentLine | WindowLine | PostingLine | PairLine;

export interface DepartmentLine extends Span {
  readonly kind: 'department';
  readonly code: string;
  readonly name: string;
  /** Staff number of the branch leader 分管领导, or null. */
  readonly leader: string | null;
  /** As the file writes it; only to find or check the number, never kept. */
  readonly leaderName?: string;
}

export type WindowKind = 'window' | 'sub-centre';

export interface WindowLine extends Span {
  readonly kind: 'window';
  /** Stable across renames. */
  readonly code: string;
  readonly name: string;
  /** Code of the department, or null where the department is in no list. */
  readonly department: string | null;
  /** The department as the file writes it. */
  readonly departmentName: string;
  readonly windowKind: WindowKind;
  /** Name of the ranking group 考核分组; '' for none. */
  readonly group: string;
  /** Such as 工改, 电子证照. */
  readonly tags: readonly string[];
  readonly seats: number | null;
  /** Workload coefficient 折合系数 as exact decimal text; null for none. */
  readonly coefficient: string | null;
  readonly formerNames: readonly string[];
  /** Code of the window that took over, after `to`. */
  readonly mergedInto: string | null;
}

export type PostSide = 'A' | 'B';

export interface PostingLine extends Span {
  readonly kind: 'posting';
  readonly staff: string;
  readonly name: string;
  /** The unit as the file writes it. */
  readonly unit: string;
  /** Code of the window, or null: posted in the hall, at no window (leaders, night watch). */
  readonly window: string | null;
  /** The window's name as the file writes it; only to check the code or to find it. */
  readonly windowName: string;
  readonly post: string;
  readonly side: PostSide | null;
  readonly duty: string;
  readonly chief: boolean;
  readonly branchLeader: boolean;
  /** 编制, 公益岗, 借用, 劳务派遣 …; '' where the file does not say. */
  readonly staffType: string;
  readonly pin: string;
  /** The clock the pin belongs to; '' for every clock of the hall. */
  readonly device: string;
  readonly userId: string;
  /** Digest of the phone number, never the number; '' for none. */
  readonly phone: string;
}

/** A 岗 and B 岗 of a window, and the third person who stands in when both are away. */
export interface PairLine extends Span {
  readonly kind: 'pair';
  readonly window: string;
  readonly a: string;
  readonly b: string;
  readonly third: string | null;
  /** As the file writes them; only to check the numbers, never kept. */
  readonly aName?: string;
  readonly bName?: string;
}

/** By what other systems know a person. */
export type KeySource = 'staff-number' | 'pin' | 'userId' | 'phone';

export interface KeyLine extends Span {
  readonly source: KeySource;
  readonly key: string;
  /** Clock of a pin; '' for every clock. */
  readonly device: string;
  readonly staff: string;
}

export interface NameLine {
  readonly staff: string;
  readonly name: string;
}

/** Everything that holds at some moment of recording: the newest statement about each department, window, person. */
export interface Statement {
  readonly departments: readonly DepartmentLine[];
  readonly windows: readonly WindowLine[];
  readonly postings: readonly PostingLine[];
  readonly pairs: readonly PairLine[];
  readonly keys: readonly KeyLine[];
  readonly names: readonly NameLine[];
}

/** The keys a posting gives to its person, for the days of the posting. The staff number needs no line. */
export function keysOf(posting: PostingLine): KeyLine[] {
  const { staff, from, to } = posting;
  const key = (source: KeySource, text: string, device = ''): KeyLine[] =>
    text === '' ? [] : [{ source, key: text, device, staff, from, to }];
  return [...key('pin', posting.pin, posting.device), ...key('userId', posting.userId), ...key('phone', posting.phone)];
}

/** The statement that the lines of one workbook make. */
export function statementOf(lines: readonly Line[]): Statement {
  const postings = lines.filter((line) => line.kind === 'posting');
  return {
    departments: lines.filter((line) => line.kind === 'department'),
    windows: lines.filter((line) => line.kind === 'window'),
    postings,
    pairs: lines.filter((line) => line.kind === 'pair'),
    keys: postings.flatMap(keysOf),
    names: [...new Map(postings.map(({ staff, name }) => [staff, { staff, name }])).values()],
  };
}

/**
 * The statement with the keys people confirmed by hand. Where the roster gives a key to somebody else, the roster wins:
 * it is the newer or the more deliberate word.
 */
export function withConfirmed(statement: Statement, confirmed: readonly KeyLine[]): Statement {
  const contested = (one: KeyLine): boolean =>
    statement.keys.some(
      (key) =>
        key.source === one.source &&
        key.key === one.key &&
        key.staff !== one.staff &&
        (key.device === '' || one.device === '' || key.device === one.device),
    );
  return { ...statement, keys: [...statement.keys, ...confirmed.filter((one) => !contested(one))] };
}
