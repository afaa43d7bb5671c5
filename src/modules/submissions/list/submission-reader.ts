import { periodOf, type Period } from 'src/common/civil-date';
import type { Cell, FeedContext, Outcome, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import { repeatsHeader, type Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank } from 'src/modules/intake/table/rows';
import { peopleOf } from 'src/modules/organisation/people';
import type { Roster } from 'src/modules/organisation/roster';
import { checked, type Filled } from 'src/modules/submissions/form/draft-check';
import { eventKeyOf, idOf } from 'src/modules/submissions/form/event-key';
import type { ItemForm } from 'src/modules/submissions/form/item-form';
import type { Draft } from 'src/modules/submissions/submission';
import { refuse, refuseFaults, type Cells } from './row-faults';
import { AMOUNTS, LABELS, NUMBERS, SUBMISSION_COLUMNS, type SubmissionField } from './submission-columns';

/** The blanks of each published book, and what stands already: what the feed is given to check a list against. */
export interface SubmissionsGiven {
  readonly roster: Pick<Roster, 'windows' | 'staff'> | null;
  /** In order of first months; absent: there is no database yet. */
  readonly forms?: readonly { readonly from: Period; readonly until?: Period; readonly forms: readonly ItemForm[] }[];
  /** Keys of the events that were handed in, each with the id of its submission. */
  readonly known?: readonly (readonly [eventKey: string, id: string])[];
}

/** What a workbook brings along already: a row with nothing beside it was not filled in. */
const BROUGHT: ReadonlySet<string> = new Set(['item', 'itemName', 'windowCode', 'windowName']);
const OTHERS = (Object.keys(SUBMISSION_COLUMNS) as SubmissionField[]).filter((field) => !BROUGHT.has(field));
const LEFT_BLANK = { zh: '只有项目和窗口，没有填写，已跳过', en: 'only item and window: not filled in' };

/** Reads a list of declared or entered items. */
export class SubmissionReader implements RowReader<Filled> {
  private readonly given: SubmissionsGiven;
  private readonly known: ReadonlyMap<string, string>;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<SubmissionField>,
    private readonly context: FeedContext,
  ) {
    this.given = (context.given as SubmissionsGiven | null) ?? { roster: null };
    this.known = new Map(this.given.known);
  }

  row(row: Row): Outcome<Filled>[] {
    const { line } = row;
    if (line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const closing = closingWord(row);
    if (closing !== undefined) {
      const text = { zh: `“${closing}”行不是填报事项，已跳过`, en: `a ${closing} row is no submission` };
      return [{ kind: 'skipped', line, why: { code: 'closing-row', text } }];
    }
    const { sheet, columns } = this;
    const cells = new RowCells({ sheet, columns, names: SUBMISSION_COLUMNS, options: this.context.options }, row);
    if (OTHERS.every((field) => isEmpty(cells.cell(field))))
      return [{ kind: 'skipped', line, why: { code: 'left-blank', text: LEFT_BLANK } }];
    if (this.given.forms === undefined) return this.unchecked(line, cells);
    const filled = this.filled(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    return filled === undefined ? [] : [{ kind: 'record', line, record: filled }];
  }

  /** A dry run before there is any database: the row can be read, and nothing more is said. */
  private unchecked(line: number, cells: Cells): Outcome<Filled>[] {
    const draft = this.draft(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    const text = { zh: '还没有考核细则，只试读，没有核对项目', en: 'no rules yet: read only, items were not checked' };
    const record: Filled = { ...draft, period: periodOf(draft.date), type: 'entry' as const };
    return [{ kind: 'record', line, record, warning: { code: 'not-checked', text } }];
  }

  private filled(cells: Cells): Filled | undefined {
    const draft = this.draft(cells);
    if (cells.reject) return undefined;
    const period = this.context.options.period ?? periodOf(draft.date);
    const form = this.formOf(cells, draft.item, period);
    const { roster } = this.given;
    if (roster === null) {
      refuse(
        cells,
        'windowCode',
        'roster-missing',
        '还没有花名册，不能核对窗口',
        'there is no roster to check against',
      );
      return undefined;
    }
    if (form === undefined) return undefined;
    const today = this.context.options.asOf?.slice(0, 10) ?? '9999-12-31';
    const answer = checked(draft, { form, period, roster, today });
    if ('faults' in answer) {
      refuseFaults(cells, answer.faults);
      return undefined;
    }
    // The same list again is a repeat; what somebody typed, or another list says otherwise, is for a person to look at.
    const before = this.known.get(eventKeyOf(answer.filled));
    if (before !== undefined && before !== idOf(answer.filled))
      refuse(
        cells,
        'item',
        'entered-twice',
        `这件事已经登记过（编号 ${before}）`,
        `the same event was entered before (${before})`,
      );
    return answer.filled;
  }

  private draft(cells: Cells): Draft {
    const day = (field: 'date' | 'documentDate'): string => (cells.time(field) ?? '').slice(0, 10);
    const date = day('date');
    if (date === '' && !cells.reject) cells.empty('date');
    const [documentDate, points, type] = [day('documentDate'), cells.text('points'), cells.text('type')];
    return {
      item: cells.id('item') || cells.text('itemName'),
      ...(type === '' ? {} : { type }),
      window: cells.id('windowCode') || cells.text('windowName'),
      staff: this.staffOf(cells, date),
      date,
      ...(points === '' ? {} : { points }),
      labels: Object.fromEntries(LABELS.map((name) => [name, cells.text(name)] as const).filter(isSaid)),
      amounts: Object.fromEntries(
        [...AMOUNTS, ...NUMBERS].map((name) => [name, cells.text(name)] as const).filter(isSaid),
      ),
      ...(documentDate === '' ? {} : { documentDate }),
      evidence: cells.prose('evidence').split(/[;；\n]/),
      text: cells.prose('text'),
    };
  }

  /** Numbers, parted by any mark; a name only where there is no number. */
  private staffOf(cells: Cells, date: string): string[] {
    const numbers = cells.id('staff');
    if (numbers !== '') return numbers.split(/[、,，;；\s]+/);
    const name = cells.text('name');
    if (name === '') return [];
    const found = peopleOf(this.context)?.byName(name, { date });
    if (found?.kind === 'unique') return [found.value.id];
    refuse(cells, 'name', 'name-unclear', `凭姓名“${name}”不能确定是谁`, `the name ${name} does not tell who it is`);
    return [];
  }

  private formOf(cells: Cells, item: string, period: Period): ItemForm | undefined {
    const { forms } = this.given;
    const book = forms?.findLast(({ from, until }) => from <= period && (until === undefined || period <= until));
    const form = book?.forms.find((one) => one.item === item || one.name === item);
    const field = cells.has('item') ? 'item' : 'itemName';
    if (book === undefined)
      refuse(
        cells,
        field,
        'no-book',
        `${period} 还没有发布考核细则，不能核对项目`,
        `no rules are published for ${period}`,
      );
    else if (form === undefined || form.applies?.months?.includes(period) === false)
      refuse(
        cells,
        field,
        'item-unknown',
        `${period} 没有可以填报的项目“${item}”`,
        `${period} has no item ${item} to hand in`,
      );
    else if (!form.connected)
      refuse(
        cells,
        field,
        'not-connected',
        `“${item}”的来源在细则中列为未接通`,
        `the source of ${item} is not connected`,
      );
    else return form;
    return undefined;
  }
}

function isEmpty(cell: Cell): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}

function isSaid([, text]: readonly [string, string]): boolean {
  return text !== '';
}
