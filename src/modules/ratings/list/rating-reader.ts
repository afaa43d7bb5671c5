import { sha256 } from 'src/common/canonical';
import { isPeriod, lastDay, type CivilDate } from 'src/common/civil-date';
import { FirstSeen } from 'src/modules/intake/first-seen';
import type { FeedContext, Outcome, Question, Replaced, Row, RowReader } from 'src/modules/intake/feed';
import type { SheetInfo, Stated } from 'src/modules/intake/feed';
import { repeatsHeader, type Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank, wrongWidth } from 'src/modules/intake/table/rows';
import { peopleOf, type PeopleIndex } from 'src/modules/organisation/people';
import { maskContact, maskText } from 'src/modules/ratings/personal-data';
import { RATING_COLUMNS, type RatingField } from './rating-columns';
import { RatingPeople, personKeys } from './rating-people';
import { weightOf, WEIGHTS, type RatingState } from 'src/modules/ratings/rating-state';
import { gradeOf, isDefaultChannel, looksLikeCode, verdictOf } from './rating-words';
import * as words from './rating-sentences';

/** `key` tells a rating from others, `hash` one state of it from another. */
export interface RatingRecord extends RatingState {
  readonly key: string;
  readonly hash: string;
}

type Cells = RowCells<RatingField>;

/** Reads the rows of one rating list: an export with its header, or the objects of the interface. */
export class RatingReader implements RowReader<RatingRecord> {
  private readonly people: PeopleIndex | null;
  private readonly finder: RatingPeople | null;
  private readonly cases: ReadonlySet<string> | undefined;
  /** Rating → line and weight of the row that counts, as `line × WEIGHTS + weight`. */
  private readonly seen: FirstSeen;
  private question: Question | undefined;
  private rows = 0;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<RatingField>,
    private readonly context: FeedContext,
  ) {
    this.people = peopleOf(context);
    this.finder = this.people && new RatingPeople(this.people);
    this.seen = new FirstSeen(context.shelf);
    const given = context.given as { caseNumbers?: readonly string[] } | null | undefined;
    this.cases = given?.caseNumbers && new Set(given.caseNumbers);
    if (!columns.at.has('ratedAt') && this.period === undefined) this.question = words.WHICH_MONTH;
  }

  row(row: Row): Outcome<RatingRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    this.rows++;
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) return [{ kind: 'skipped', line, why: words.closingRow(closing) }];
    const narrow = wrongWidth(this.sheet, this.columns, row);
    if (narrow) return [{ kind: 'reject', reject: narrow }];
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: RATING_COLUMNS, options, normalised }, row);
    if (this.unasked(cells.text('grade'))) this.question = words.WHICH_CODES;
    if (this.question) return [];
    const record = this.read(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    return record ? [this.outcome(line, record, cells)] : [];
  }

  end(): { question?: Question; rows?: number; covers?: readonly Stated[] } {
    if (this.question) return { question: this.question, rows: this.rows };
    const { period } = this;
    if (period === undefined || this.columns.at.has('ratedAt')) return {};
    return { covers: [{ from: `${period}-01`, to: lastDay(period) }] };
  }

  private get period(): string | undefined {
    const { period } = this.context.options;
    return period !== undefined && isPeriod(period) ? period : undefined;
  }

  /** A code, and nobody said what the codes mean: the table is a setting and never guessed. */
  private unasked(grade: string): boolean {
    return this.context.options.gradeCodes === undefined && looksLikeCode(grade) && !gradeOf(grade, undefined);
  }

  private outcome(line: number, record: RatingRecord, cells: Cells): Outcome<RatingRecord> {
    const key = cells.id('windowCode') || cells.text('windowName');
    const strangers = personKeys(cells).filter((one) => !this.finder?.staff([one], record.ratedOn).length);
    const stranger = this.people !== null && strangers.length > 0 ? words.strangers(strangers) : undefined;
    const orphan = record.caseNo !== null && this.cases && !this.cases.has(record.caseNo);
    const warning = orphan ? words.unknownCase(record.caseNo) : stranger;
    const replaced = this.replaced(line, record);
    const marked = { line, record, ...(warning && { warning }), ...(replaced && { replaced }) };
    return this.people === null && key !== '' ? { kind: 'unmatched', key, ...marked } : { kind: 'record', ...marked };
  }

  /** When the rating stood above: which of the two rows counts no longer. */
  private replaced(line: number, record: RatingRecord): Replaced | undefined {
    const own = line * WEIGHTS + weightOf(record);
    const above = this.seen.mark(record.key, own);
    if (above === undefined) return undefined;
    const lineAbove = Math.floor(above / WEIGHTS);
    if (above % WEIGHTS > own % WEIGHTS) return words.replacedState(line, lineAbove);
    this.seen.change(record.key, own);
    return words.replacedState(lineAbove, line);
  }

  private read(cells: Cells): RatingRecord | undefined {
    const grade = gradeOf(cells.text('grade'), this.context.options.gradeCodes);
    if (grade === undefined) words.refuseGrade(cells, this.context.options.gradeCodes !== undefined);
    const caseNo = cells.id('caseNo') || null;
    const when = this.when(cells);
    const place = this.place(cells, when.ratedOn);
    const content = { caseNo, ...when, ...this.said(cells), ...this.handled(cells, when.ratedOn) };
    if (grade === undefined || cells.reject) return undefined;
    const state: RatingState = { grade, ...content, ...place };
    return { ...state, key: keyOf(state, cells), hash: sha256(JSON.stringify(state)).slice(0, 24) };
  }

  private when(cells: Cells): Pick<RatingState, 'ratedAt' | 'ratedOn'> {
    const ratedAt = cells.time('ratedAt');
    const { asOf } = this.context.options;
    if (ratedAt !== null) {
      if (asOf !== undefined && ratedAt > asOf) words.refuseLater(cells, asOf);
      return { ratedAt, ratedOn: ratedAt.slice(0, 10) };
    }
    if (this.period === undefined) cells.empty('ratedAt');
    return { ratedAt, ratedOn: this.period === undefined ? '' : lastDay(this.period) };
  }

  private place(cells: Cells, date: CivilDate): Pick<RatingState, 'window' | 'staff'> {
    if (this.finder === null) return { window: null, staff: personKeys(cells) };
    const window = this.finder.window(cells, date);
    if (window === undefined) words.refuseWindow(cells);
    return { window: window ?? null, staff: this.finder.staff(personKeys(cells), date) };
  }

  private said(cells: Cells): Pick<RatingState, 'channel' | 'isDefault' | 'realName' | 'contact' | 'comment' | 'tag'> {
    const channel = cells.text('channel');
    const [rater, contact] = [cells.text('rater'), cells.text('contact')];
    const isDefault = cells.yes('default') ?? isDefaultChannel(channel);
    return {
      channel,
      isDefault,
      realName: !isDefault && (contact !== '' || (rater !== '' && !/匿名/.test(rater))),
      contact: maskContact(contact),
      comment: maskText(cells.prose('comment')),
      tag: maskText(cells.prose('tag')),
    };
  }

  private handled(
    cells: Cells,
    ratedOn: CivilDate,
  ): Pick<
    RatingState,
    'replied' | 'calledBack' | 'reply' | 'rectification' | 'rectifiedAt' | 'foundTrue' | 'verifiedOn'
  > {
    const foundTrue = verdictOf(cells.text('verdict'));
    if (foundTrue === undefined) words.refuseVerdict(cells);
    const verifiedAt = cells.time('verifiedAt');
    return {
      replied: cells.yes('replied'),
      calledBack: cells.yes('calledBack'),
      reply: maskText(cells.prose('reply')),
      rectification: maskText(cells.prose('rectification')),
      rectifiedAt: cells.time('rectifiedAt'),
      foundTrue: foundTrue ?? null,
      verifiedOn: foundTrue === null ? null : (verifiedAt?.slice(0, 10) ?? this.undatedVerdict(ratedOn)),
    };
  }

  /** A verdict without a day belongs to the month named at upload, else to the day of the rating. */
  private undatedVerdict(ratedOn: CivilDate): CivilDate {
    const named = this.period === undefined ? ratedOn : lastDay(this.period);
    return named > ratedOn ? named : ratedOn;
  }
}

/** Case, time and grade; what has no case or no time is told apart by what else the file says. */
function keyOf(state: RatingState, cells: Cells): string {
  const exact = state.caseNo !== null && state.ratedAt !== null;
  const place = state.caseNo ?? (cells.id('windowCode') || cells.text('windowName'));
  const rest = exact ? [] : [state.channel, state.isDefault, state.comment, state.contact];
  return sha256(JSON.stringify([place, state.ratedAt ?? state.ratedOn, state.grade, ...rest])).slice(0, 32);
}
