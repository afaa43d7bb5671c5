import { sha256 } from 'src/common/canonical';
import { FirstSeen } from 'src/modules/intake/first-seen';
import type { FeedContext, Outcome, Replaced, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { repeatsHeader } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank, wrongWidth } from 'src/modules/intake/table/rows';
import { peopleOf } from 'src/modules/organisation/people';
import { CASE_COLUMNS, type CaseField } from './case-columns';
import { CasePeople } from './case-people';
import { dayOfTime, weightOf, type CaseState } from 'src/modules/cases/case-state';
import { timesOf } from './case-times';
import { caseTypeOf, standingOf } from './case-words';
import { closingRow, refuseWindowOf } from './case-sentences';
import {
  caseWarning,
  INCOMPLETE_LIST,
  PROMISE_BY_CATALOGUE,
  replacedState,
  SHARED_TYPES,
  type CaseWarning,
} from './case-warnings';

/** A state as read: `hash` tells it from other states of the same case. */
export interface CaseRecord extends CaseState {
  readonly hash: string;
}

type Cells = RowCells<CaseField>;
type Place = readonly [code: string, name: string, number: string, person: string];
type Draft = { -readonly [field in keyof CaseRecord]: CaseRecord[field] };

const LONGEST_NUMBER = 64;
/** Ten years of working days; more is a slip of the pen. */
const LONGEST_LIMIT = 2500;

/** More than any weight of a state. */
const WEIGHTS = 4;

/** Stands between the values of a content; nobody can type it into a cell. */
const SEPARATOR = '\u001f';

/** Reads the rows of one list of cases, in any order of columns. */
export class CaseReader implements RowReader<CaseRecord> {
  private readonly people: CasePeople | null;
  /** Case → line and weight of the row that counts, as `line × WEIGHTS + weight`. */
  private readonly seen: FirstSeen;
  private readonly told = new Set<string>();

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<CaseField>,
    private readonly full: boolean,
    private readonly context: FeedContext,
  ) {
    const people = peopleOf(context);
    this.people = people && new CasePeople(people);
    this.seen = new FirstSeen(context.shelf);
  }

  row(row: Row): Outcome<CaseRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) return [{ kind: 'skipped', line, why: closingRow(closing) }];
    const narrow = wrongWidth(this.sheet, this.columns, row);
    if (narrow) return [{ kind: 'reject', reject: narrow }];
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: CASE_COLUMNS, options, normalised }, row);
    const read = this.read(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    return [this.outcome(line, read, cells)];
  }

  private outcome(line: number, record: CaseRecord, cells: Cells): Outcome<CaseRecord> {
    const [warning, replaced] = [this.warning(record, cells), this.replaced(line, record)];
    const marked = warning || replaced ? { line, record, warning, replaced } : { line, record };
    const key = this.people === null ? placeIn(cells).find((text) => text !== '') : undefined;
    return key === undefined ? { kind: 'record', ...marked } : { kind: 'unmatched', key, ...marked };
  }

  /** One literal, filled in once: a list has some hundred thousand rows, and copying by spreading takes most of their time. */
  private read(cells: Cells): CaseRecord {
    const no = this.number(cells);
    const times = timesOf(cells, this.context.options.asOf);
    const word = cells.text('state');
    const state: Draft = {
      no,
      itemCode: cells.id('itemCode') || null,
      itemName: cells.prose('itemName') || null,
      window: null,
      handler: null,
      accepted: times.accepted,
      finished: times.finished,
      promiseDays: this.days(cells, 'promiseDays'),
      legalDays: this.days(cells, 'legalDays'),
      type: caseTypeOf(cells.text('type')),
      standing: standingOf(word, times.finished),
      stopFrom: times.stopFrom,
      stopTo: times.stopTo,
      correctionFrom: times.correctionFrom,
      correctionTo: times.correctionTo,
      corrections: cells.count('corrections', 'pieces'),
      full: this.full,
      hash: '',
    };
    const place = placeIn(cells);
    this.place(cells, state, place);
    state.hash = contentHash(state, place, word);
    return state;
  }

  private number(cells: Cells): string {
    const no = cells.id('no');
    if (no === '') cells.empty('no');
    if (no.length > LONGEST_NUMBER)
      cells.refuse('no', 'number-too-long', {
        zh: `“${cells.column('no')}”超过 ${LONGEST_NUMBER} 个字符`,
        en: `${cells.column('no')} is longer than ${LONGEST_NUMBER} characters`,
      });
    return no;
  }

  private days(cells: Cells, field: 'promiseDays' | 'legalDays'): number | null {
    const days = cells.count(field, 'workingDays');
    if (days === null || days <= LONGEST_LIMIT) return days;
    cells.refuse(field, 'limit-too-long', {
      zh: `“${cells.column(field)}”的 ${days} 超过 ${LONGEST_LIMIT} 个工作日`,
      en: `${cells.column(field)} ${days} is over ${LONGEST_LIMIT} working days`,
    });
    return null;
  }

  /** Window and handler by the roster; a window the roster does not know is a reject. */
  private place(cells: Cells, state: Draft, [code, name, number, person]: Place): void {
    if (this.people === null) return;
    const time = state.accepted ?? state.finished;
    const date = time === null ? undefined : dayOfTime(time);
    let window = code === '' && name === '' ? null : this.people.window(code, name, date);
    if (window === null && (code !== '' || name !== ''))
      refuseWindowOf(cells, code === '' ? 'windowName' : 'windowCode');
    const handler = number === '' && person === '' ? null : this.people.handler(number, person, window, date);
    if (window === null && handler !== null) window = this.people.windowOf(handler, date);
    state.window = window;
    state.handler = handler;
  }

  /** When the case stood above: which of the two rows counts no longer. */
  private replaced(line: number, record: CaseRecord): Replaced | undefined {
    const own = line * WEIGHTS + weightOf(record);
    const above = this.seen.mark(record.no, own);
    if (above === undefined) return undefined;
    const lineAbove = Math.floor(above / WEIGHTS);
    if (above % WEIGHTS > own % WEIGHTS) return replacedState(record.no, line, lineAbove);
    this.seen.change(record.no, own);
    return replacedState(record.no, lineAbove, line);
  }

  private warning(record: CaseRecord, cells: Cells): CaseWarning | undefined {
    if (!this.full) return this.once('', INCOMPLETE_LIST);
    const warning = caseWarning(record, cells);
    const { type, promiseDays, itemCode } = record;
    if (!warning && promiseDays === null && itemCode !== null && type !== 'instant')
      return this.once('promise', PROMISE_BY_CATALOGUE);
    if (warning || (type !== 'reported' && type !== 'joint')) return warning;
    return this.once(type, SHARED_TYPES[type]);
  }

  private once(about: string, warning: CaseWarning): CaseWarning | undefined {
    if (this.told.has(about)) return undefined;
    this.told.add(about);
    return warning;
  }
}

/** Code and name of the window, number and name of the person, as the row says them. */
function placeIn(cells: Cells): Place {
  return [cells.id('windowCode'), cells.text('windowName'), cells.id('handlerNumber'), cells.text('handler')];
}

/** The window as found belongs to the content: read again with a better roster, the row is a later state. */
function contentHash(state: CaseState, place: Place, word: string): string {
  const { no, itemCode, itemName, window, accepted, finished, stopFrom, stopTo, correctionFrom, correctionTo } = state;
  const { promiseDays, legalDays, type, standing, corrections, full } = state;
  const [code, name, number, person] = place;
  // One literal, for the same reason as above.
  // prettier-ignore
  const said = [
    no, itemCode, itemName, accepted, finished, stopFrom, stopTo, correctionFrom, correctionTo,
    promiseDays, legalDays, type, standing, corrections, full, code, name, number, person, word, window,
  ];
  return sha256(said.join(SEPARATOR)).slice(0, 24);
}
