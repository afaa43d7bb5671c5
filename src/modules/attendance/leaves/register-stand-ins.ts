import type { CivilDate } from 'src/common/civil-date';
import { codeIn, type Persons } from 'src/modules/attendance/layouts/persons';
import { isBlank, shown } from 'src/modules/attendance/layouts/rows';
import { reject, type Place } from 'src/modules/attendance/layouts/words';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';
import { asksForStandIn, policyOn, type DatedPolicy } from 'src/modules/attendance/policy/policy';
import { faultOfStandIn, type StandInFault } from 'src/modules/attendance/stand-ins/fitness';
import type { FeedContext, Outcome, Remark, Row } from 'src/modules/intake/feed';
import { postingOn } from 'src/modules/organisation/presence';
import { isTaken } from './register-cells';
import type { RegisterColumns, RegisterField } from './register-columns';
import { rejectStandIn, takenAnyway, unknownStandIn } from './register-words';

interface Found {
  /** Staff number; '' for none. */
  readonly code: string;
  /** The register has a column for it, so that a blank cell says: nobody was named. */
  readonly stated: boolean;
  readonly warning?: Omit<Remark, 'line' | 'sheet'>;
}

interface Away {
  readonly kind: LeaveKind;
  readonly staff: string | null;
  readonly halves: readonly string[];
}

const NOBODY = /^(?:无|没有|\/|-+|未安排)$/;

/** The stand-in column of a register, held against the policy of the hall when there is one. */
export class RegisterStandIns {
  private readonly policies: readonly DatedPolicy[];

  constructor(
    private readonly persons: Persons,
    private readonly columns: RegisterColumns,
    private readonly context: FeedContext,
  ) {
    const given = context.given as { policies?: readonly DatedPolicy[] } | null | undefined;
    this.policies = given?.policies ?? [];
  }

  of(row: Row, away: Away, at: (field: RegisterField) => Place): Found | Extract<Outcome<never>, { kind: 'reject' }> {
    const { standIn, standInName } = this.columns;
    const field = standIn < 0 || (isBlank(row.cells[standIn]) && standInName >= 0) ? 'standInName' : 'standIn';
    const read = field === 'standIn' ? codeIn(row.cells[standIn], this.context.options) : this.byName(row, away);
    if ('fault' in read) return reject(read.fault, at('standIn'));
    const code = NOBODY.test(read.code) ? '' : read.code;
    const stated = standIn >= 0 || standInName >= 0;
    const found: Found = { ...read, code, stated };
    const fault = stated ? this.fault(away, code) : undefined;
    if (fault === undefined) return found;
    if (isTaken(row.cells[this.columns.taken])) return { ...found, warning: takenAnyway(fault.why) };
    return rejectStandIn(fault.why, at(field), fault.rule);
  }

  private byName(row: Row, away: Away): { code: string; warning?: Omit<Remark, 'line' | 'sheet'> } {
    const name = shown(row.cells[this.columns.standInName]);
    if (name === '' || NOBODY.test(name)) return { code: '' };
    const [from, to] = [dayOf(away.halves[0]), dayOf(away.halves.at(-1))];
    const place = { sheet: '', line: row.line, column: '', value: name };
    const key = this.persons.byName(name, { unit: '', from, to }, place);
    // Names are kept nowhere but in the roster: without one a stand-in by name is nobody yet.
    return 'kind' in key || key.source === 'name' ? { code: '', warning: unknownStandIn(name) } : { code: key.person };
  }

  /** What the policy in force finds wrong; a person at no window leaves no post empty. */
  private fault({ kind, staff, halves }: Away, named: string): { why: StandInFault; rule: string } | undefined {
    const [date, { roster }] = [dayOf(halves[0]), this.persons];
    const policy = policyOn(this.policies, date);
    if (roster === null || staff === null || !policy || !asksForStandIn(policy, kind, halves.length)) return undefined;
    const own = roster.staff.find(({ id }) => id === staff);
    const post = own && postingOn(own, date);
    if (post === undefined || post.window === null || post.branchLeader) return undefined;
    const why = faultOfStandIn(named, { away: staff, halves, roster, rules: policy.standIn ?? {} });
    return why && { why, rule: policy.name };
  }
}

function dayOf(half: string | undefined): CivilDate {
  return (half ?? '').slice(0, 10);
}
