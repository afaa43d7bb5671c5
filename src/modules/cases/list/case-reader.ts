import { sha256 } from 'src/common/canonical';
import type { FeedContext, Outcome, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { repeatsHeader } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank, wrongWidth } from 'src/modules/intake/table/rows';
import { peopleOf } from 'src/modules/organisation/people';
import { CASE_COLUMNS, type CaseField } from './case-columns';
import { CasePeople } from './case-people';
import { dayOfTime, isBefore, type CaseState } from 'src/modules/cases/case-state';
import { caseTypeOf, standingOf } from './case-words';
import { closingRow, refuseLater, refuseOrder, refuseWindow } from './case-sentences';
import { caseWarning, type CaseWarning } from './case-warnings';

/** A state as read: `hash` tells it from other states of the same case. */
export interface CaseRecord extends CaseState {
  readonly hash: string;
}

type Cells = RowCells<CaseField>;

const LONGEST_NUMBER = 64;
/** Ten years of working days; more is a slip of the pen. */
const LONGEST_LIMIT = 2500;

const TIMES = ['accepted', 'finished', 'stopFrom', 'stopTo', 'correctionFrom', 'correctionTo'] as const;

/** Reads the rows of one list of cases, in any order of columns. */
export class CaseReader implements RowReader<CaseRecord> {
  private readonly people: CasePeople | null;
  /** Case → content, both as short digests: a file may hold some hundred thousand cases. */
  private readonly seen = new Map<number, number>();
  private told = false;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<CaseField>,
    private readonly full: boolean,
    private readonly context: FeedContext,
  ) {
    const people = peopleOf(context);
    this.people = people && new CasePeople(people);
  }

  row(row: Row): Outcome<CaseRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) return [{ kind: 'skipped', line, why: closingRow(closing) }];
    const narrow = wrongWidth(this.sheet, this.columns, row);
    if (narrow) return [{ kind: 'reject', reject: narrow }];
    const { sheet, columns } = this;
    const cells = new RowCells({ sheet, columns, names: CASE_COLUMNS, options: this.context.options }, row);
    const read = this.read(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    return [this.outcome(line, read, cells)];
  }

  private outcome(line: number, record: CaseRecord, cells: Cells): Outcome<CaseRecord> {
    const window = cells.text('windowCode') || cells.text('windowName');
    const key = window || cells.text('handlerNumber') || cells.text('handler');
    const warning = this.warning(record);
    const marked = { line, record, ...(warning && { warning }) };
    return this.people === null && key !== '' ? { kind: 'unmatched', key, ...marked } : { kind: 'record', ...marked };
  }

  private read(cells: Cells): CaseRecord {
    const no = this.number(cells);
    const times = this.times(cells);
    const word = cells.text('state');
    const plain = {
      no,
      itemCode: cells.id('itemCode') || null,
      itemName: cells.prose('itemName') || null,
      ...times,
      promiseDays: this.days(cells, 'promiseDays'),
      legalDays: this.days(cells, 'legalDays'),
      type: caseTypeOf(cells.text('type')),
      standing: standingOf(word) ?? (times.finished === null ? ('open' as const) : ('finished' as const)),
      corrections: cells.count('corrections'),
      full: this.full,
    };
    const place = [
      cells.text('windowCode'),
      cells.text('windowName'),
      cells.text('handlerNumber'),
      cells.text('handler'),
    ];
    const found = this.place(cells, times);
    // The window as found belongs to the content: read again with a better roster, the row is a later state.
    const hash = sha256(JSON.stringify([plain, place, word, found.window])).slice(0, 24);
    return { ...plain, ...found, hash };
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
    const days = cells.count(field);
    if (days === null || days <= LONGEST_LIMIT) return days;
    cells.refuse(field, 'limit-too-long', {
      zh: `“${cells.column(field)}”的 ${days} 超过 ${LONGEST_LIMIT} 个工作日`,
      en: `${cells.column(field)} ${days} is over ${LONGEST_LIMIT} working days`,
    });
    return null;
  }

  private times(cells: Cells): Pick<CaseState, (typeof TIMES)[number]> {
    const applied = cells.time('applied');
    const [
      accepted = null,
      finished = null,
      stopFrom = null,
      stopTo = null,
      correctionFrom = null,
      correctionTo = null,
    ] = TIMES.map((field) => cells.time(field));
    const order = (from: CaseField, a: string | null, to: CaseField, b: string | null): void => {
      if (a !== null && b !== null && isBefore(b, a)) refuseOrder(cells, from, to);
    };
    order('accepted', accepted, 'finished', finished);
    order('stopFrom', stopFrom, 'stopTo', stopTo);
    order('correctionFrom', correctionFrom, 'correctionTo', correctionTo);
    const { asOf } = this.context.options;
    const all = { applied, accepted, finished, stopFrom, stopTo, correctionFrom, correctionTo };
    if (asOf !== undefined) {
      for (const field of [
        'accepted',
        'finished',
        'applied',
        'stopFrom',
        'stopTo',
        'correctionFrom',
        'correctionTo',
      ] as const)
        if (all[field] !== null && isBefore(asOf, all[field])) refuseLater(cells, field, asOf);
    }
    return { accepted, finished, stopFrom, stopTo, correctionFrom, correctionTo };
  }

  /** Window and handler by the roster; a window the roster does not know is a reject. */
  private place(cells: Cells, times: Pick<CaseState, 'accepted' | 'finished'>): Pick<CaseState, 'window' | 'handler'> {
    if (this.people === null) return { window: null, handler: null };
    const time = times.accepted ?? times.finished;
    const date = time === null ? undefined : dayOfTime(time);
    const [code, name] = [cells.id('windowCode'), cells.text('windowName')];
    const [number, person] = [cells.id('handlerNumber'), cells.text('handler')];
    let window = code === '' && name === '' ? null : this.people.window(code, name, date);
    if (window === null && (code !== '' || name !== '')) refuseWindow(cells, code === '' ? 'windowName' : 'windowCode');
    const handler = number === '' && person === '' ? null : this.people.handler(number, person, window, date);
    if (window === null && handler !== null) window = this.people.windowOf(handler, date);
    return { window, handler };
  }

  private warning(record: CaseRecord): CaseWarning | undefined {
    const [place, content] = [shortDigest(record.no), Number.parseInt(record.hash.slice(0, 13), 16)];
    const known = this.seen.get(place);
    if (known === undefined) this.seen.set(place, content);
    if (known !== undefined && known !== content) return caseWarning('later-state', record);
    if (!this.full && !this.told) {
      this.told = true;
      return caseWarning('incomplete-list', record);
    }
    return this.full ? caseWarning('content', record) : undefined;
  }
}

/** 52 bits of the number's text: enough to notice a case that comes twice, at eight bytes a case. */
function shortDigest(text: string): number {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low + code, 0xc2b2ae35) ^ (low >>> 15);
  }
  return (high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff);
}
