import type { FeedContext, Outcome, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import { repeatsHeader, type ColumnNames, type Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank } from 'src/modules/intake/table/rows';
import { isFault, parseTimeCell } from 'src/modules/intake/values/dates';
import { halvesOf, kindOf, minutesLate, statusOf, type MeetingStatus, type SignInRecord } from './meeting';
import { Who } from './who';

export type MeetingField =
  'date' | 'event' | 'kind' | 'half' | 'start' | 'end' | 'staff' | 'name' | 'signedAt' | 'status';

export const MEETING_COLUMNS: ColumnNames<MeetingField> = {
  date: ['会议日期', '培训日期', '日期', '活动日期'],
  event: ['会议名称', '培训名称', '会议培训名称', '名称', '会议主题', '活动名称', '会议', '培训内容'],
  kind: ['类别', '会议类型', '类型', '活动类型'],
  half: ['午别', '上下午', '时段'],
  start: ['开始时间', '会议时间', '应到时间', '会议开始时间', '培训时间'],
  end: ['结束时间', '会议结束时间', '散会时间'],
  staff: ['工号', '人员工号', '员工工号'],
  name: ['姓名', '人员', '参会人员', '参训人员', '应到人员', '人员姓名'],
  signedAt: ['签到时间', '实到时间', '到会时间'],
  status: ['状态', '签到状态', '出席情况', '签到情况', '考勤情况', '到会情况'],
};

export function isSignInSheet(has: (field: MeetingField) => boolean): boolean {
  return has('date') && has('event') && (has('staff') || has('name')) && (has('signedAt') || has('status'));
}

type Cells = RowCells<MeetingField>;

/** Reads the rows of a sign-in sheet of meetings and trainings 会议培训签到表. */
export class MeetingReader implements RowReader<SignInRecord> {
  private readonly who: Who<MeetingField>;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<MeetingField>,
    private readonly context: FeedContext,
  ) {
    this.who = new Who(context);
  }

  row(row: Row): Outcome<SignInRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) {
      const text = { zh: `“${closing}”行不是签到记录，已跳过`, en: `a ${closing} row is no sign-in` };
      return [{ kind: 'skipped', line, why: { code: 'closing-row', text } }];
    }
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: MEETING_COLUMNS, options, normalised }, row);
    const record = this.record(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    const warning = contradiction(record, cells.text('status')) ?? noHalf(record);
    const more = warning && { warning };
    if (!record.known) return [{ kind: 'unmatched', line, key: record.person, record, ...more }];
    return [{ kind: 'record', line, record, ...more }];
  }

  private record(cells: Cells): SignInRecord {
    const date = (cells.time('date') ?? '').slice(0, 10);
    const event = cells.prose('event').slice(0, 120);
    if (!cells.reject && date === '') cells.empty('date');
    if (!cells.reject && event === '') cells.empty('event');
    const { staff, known } = this.who.person(cells, 'staff', 'name', date);
    if (!cells.reject && staff === '') cells.empty(cells.has('staff') ? 'staff' : 'name');
    const [start, end, signedAt] = [timeOf(cells, 'start'), timeOf(cells, 'end'), timeOf(cells, 'signedAt')];
    const halves = halvesOf(start || signedAt, end, cells.text('half'));
    const minutes = start === '' || signedAt === '' ? null : minutesLate(start, signedAt);
    const status = settled(cells, minutes, signedAt);
    return {
      ...{ source: 'staff-number' as const, person: staff, known, date, event },
      ...{ kind: kindOf(cells.text('kind'), event), halves, status, signedAt },
      minutes,
    };
  }
}

/** What the office wrote; without a word the times decide; without both the sheet says nothing, and nothing is not absent. */
function settled(cells: Cells, minutes: number | null, signedAt: string): MeetingStatus {
  const word = cells.text('status');
  const said = statusOf(word);
  if (said !== undefined) return said;
  if (word !== '') {
    cells.refuse(
      'status',
      'status-unknown',
      { zh: `“${word}”不是签到状态`, en: `"${word}" is no status` },
      { zh: '请填正常、迟到、早退、缺席或请假', en: 'write 正常, 迟到, 早退, 缺席 or 请假' },
    );
  } else if (signedAt === '') {
    cells.refuse(
      cells.has('status') ? 'status' : 'signedAt',
      'status-missing',
      { zh: '没有签到时间也没有状态，不能当作缺席', en: 'neither a time nor a status: that is not the same as absent' },
      { zh: '请在“状态”列填缺席、请假或正常', en: 'write 缺席, 请假 or 正常 in 状态' },
    );
  }
  return minutes !== null && minutes > 0 ? 'late' : 'present';
}

function timeOf(cells: Cells, field: MeetingField): string {
  const cell = cells.cell(field);
  if (typeof cell === 'string' && cells.text(field) === '') return '';
  const alone = parseTimeCell(cell);
  if (!isFault(alone)) return alone.time;
  return (cells.time(field) ?? '').slice(11);
}

function contradiction({ status, minutes, signedAt }: SignInRecord, word: string): Warned | undefined {
  const inTime = status === 'late' && minutes === 0;
  const tardy = status === 'present' && minutes !== null && minutes > 0;
  const there = status === 'absent' && signedAt !== '';
  if (word === '' || !(inTime || tardy || there)) return undefined;
  return {
    code: 'status-against-time',
    text: {
      zh: `状态“${word}”与签到时间 ${signedAt} 不一致，以状态为准，请核对`,
      en: `the status ${word} and the time ${signedAt} disagree: the status counts, please check`,
    },
  };
}

function noHalf({ halves, status }: SignInRecord): Warned | undefined {
  if (halves.length > 0 || status === 'absent' || status === 'excused') return undefined;
  return {
    code: 'half-missing',
    text: {
      zh: '没有写明上午或下午（开始时间、签到时间、午别都空着），不能据此免打卡',
      en: 'no half day is told, so it excuses no punch',
    },
  };
}

type Warned = NonNullable<Extract<Outcome<SignInRecord>, { kind: 'record' }>['warning']>;
