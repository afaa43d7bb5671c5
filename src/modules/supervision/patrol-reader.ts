import { lastDay, type CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { FeedContext, Outcome, Row, RowReader, SheetInfo, Stated } from 'src/modules/intake/feed';
import { repeatsHeader, type Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank, shownCell, wrongWidth } from 'src/modules/intake/table/rows';
import { findingOf, type Finding } from './finding-words';
import { PATROL_COLUMNS, type PatrolField } from './patrol-columns';
import { PatrolPeople, type Seen } from './patrol-people';
import type { PatrolRecord } from './patrol-record';
import * as words from './patrol-sentences';
import { restDay } from './rest-days';

type Cells = RowCells<PatrolField>;

/** Reads the rows of a patrol list below its title. */
export class PatrolReader implements RowReader<PatrolRecord> {
  private readonly people: PatrolPeople;
  private readonly rest: (date: CivilDate) => string | undefined;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<PatrolField>,
    private readonly context: FeedContext,
  ) {
    this.people = new PatrolPeople(context);
    this.rest = restDay(context.given);
  }

  row(row: Row): Outcome<PatrolRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) return [{ kind: 'skipped', line, why: words.closingRow(closing) }];
    const narrow = wrongWidth(this.sheet, this.columns, row);
    if (narrow) return [{ kind: 'reject', reject: narrow }];
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: PATROL_COLUMNS, options, normalised }, row);
    const when = this.when(cells);
    const finding = this.finding(cells);
    const minutes = cells.count('minutes', 'minutes');
    const seen = this.people.seen(cells, when.date);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    const { window, windowText, staff } = seen;
    const photo = cells.prose('photo');
    const said = { words: cells.prose('finding'), minutes, photo, patrolledBy: cells.text('patrolledBy') };
    const record: PatrolRecord = { ...when, window, windowText, staff, ...finding, ...said };
    return [this.outcome(line, record, seen)];
  }

  end(): { covers?: readonly Stated[] } {
    const title = this.columns.above.flatMap(({ cells }) => cells.map(shownCell)).join(' ');
    const [, year, month] = /(20\d\d)年(\d{1,2})月/.exec(fold(title)) ?? [];
    if (year === undefined || month === undefined || Number(month) < 1 || Number(month) > 12) return {};
    const period = `${year}-${month.padStart(2, '0')}`;
    return { covers: [{ from: `${period}-01`, to: lastDay(period) }] };
  }

  private outcome(line: number, record: PatrolRecord, seen: Seen): Outcome<PatrolRecord> {
    const lacking = record.kind === 'off-post' && record.minutes === null ? words.NO_MINUTES : undefined;
    const warning = seen.warning ?? lacking;
    const marked = { line, record, ...(warning && { warning }) };
    const key = seen.unmatched;
    return key === undefined ? { kind: 'record', ...marked } : { kind: 'unmatched', key, ...marked };
  }

  private when(cells: Cells): Pick<PatrolRecord, 'date' | 'half' | 'time'> {
    const instant = cells.time('date');
    if (instant === null) cells.empty('date');
    const date = instant?.slice(0, 10) ?? '';
    const why = date === '' ? undefined : this.rest(date);
    if (why !== undefined) words.refuseRestDay(cells, date, why);
    const time = (cells.clock('time') ?? instant?.slice(11) ?? '').slice(0, 5);
    const half = halfOf(cells, time);
    const { asOf } = this.context.options;
    if (asOf !== undefined && `${date} ${time}` > asOf) words.refuseLater(cells, asOf);
    return { date, half, time };
  }

  private finding(cells: Cells): Finding {
    const text = cells.text('finding');
    if (text === '') cells.empty('finding');
    const finding = findingOf(text);
    if (typeof finding !== 'string') return finding;
    if (finding === 'several') words.refuseSeveral(cells);
    else words.refuseFinding(cells);
    return { kind: null, code: null };
  }
}

/** 上午 or 下午 as written; it must fit the time, noon (12:00–14:00) fits both. Not written: by the time. */
function halfOf(cells: Cells, time: string): 'am' | 'pm' {
  const word = cells.text('half');
  const half = /^(?:上午|早上|am)$/i.test(word) ? 'am' : /^(?:下午|中午|pm)$/i.test(word) ? 'pm' : undefined;
  if (half === undefined) {
    if (word !== '' || time === '') words.refuseHalf(cells);
    return time < '12:00' ? 'am' : 'pm';
  }
  if (time !== '' && (half === 'am' ? time >= '14:00' : time < '12:00')) words.refuseHalfAgainstTime(cells, time);
  return half;
}
