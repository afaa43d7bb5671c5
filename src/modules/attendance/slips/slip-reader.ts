import { addDays } from 'src/common/civil-date';
import { Who } from 'src/modules/attendance/registers/who';
import type { FeedContext, Outcome, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import { repeatsHeader, type ColumnNames, type Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank } from 'src/modules/intake/table/rows';
import { isFault, parseTimeCell } from 'src/modules/intake/values/dates';
import { punchesMeant, type SlipRecord } from './slip';

export type SlipField =
  'staff' | 'name' | 'date' | 'slot' | 'half' | 'time' | 'reason' | 'proof' | 'approver' | 'state';

export const SLIP_COLUMNS: ColumnNames<SlipField> = {
  staff: ['工号', '人员工号', '员工工号', '补卡人工号'],
  name: ['姓名', '补卡人', '申请人', '人员', '员工姓名'],
  date: ['补卡日期', '缺卡日期', '日期', '考勤日期', '漏打卡日期'],
  slot: ['上下班', '补卡班次', '缺卡班次', '补卡时段', '缺卡时段', '补卡类型', '打卡类型', '班次'],
  half: ['午别', '上下午'],
  time: ['补卡时间', '实际时间', '到岗时间', '时间', '实际到岗离岗时间'],
  reason: ['补卡原因', '缺卡原因', '未打卡原因', '原因', '事由', '补卡事由', '说明'],
  proof: ['证明', '证明材料', '佐证', '佐证材料', '附件', '证明人'],
  approver: ['批准人', '审批人', '审核人', '审签人', '窗口负责人'],
  state: ['审批结果', '审批状态', '是否批准', '是否同意', '审核结果'],
};

/** Both a title of slips and who and when: a punch list also has dates and times. */
export function isSlipList(has: (field: SlipField) => boolean): boolean {
  const who = has('staff') || has('name');
  return who && (has('date') || has('time')) && (has('slot') || has('time')) && (has('reason') || has('proof'));
}

type Cells = RowCells<SlipField>;

const ANY = { half: '', way: '' } as const;
const NOTHING = /^(?:无|没有|未附|缺|\/|-+|—+)$/;
const REFUSED = /未通过|不通过|不同意|不批准|未批准|拒绝|驳回|退回|撤销|作废|^否$/;
const PENDING = /审批中|待审|待批|处理中|未审/;

/** Reads the rows of a list of make-up slips 补卡单. */
export class SlipReader implements RowReader<SlipRecord> {
  private readonly who: Who<SlipField>;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<SlipField>,
    private readonly context: FeedContext,
  ) {
    this.who = new Who(context);
  }

  row(row: Row): Outcome<SlipRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined)
      return [skipped(line, 'closing-row', `“${closing}”行不是补卡单，已跳过`, `a ${closing} row is no slip`)];
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: SLIP_COLUMNS, options, normalised }, row);
    const state = cells.text('state');
    if (REFUSED.test(state))
      return [skipped(line, 'slip-refused', `审批结果为“${state}”，补卡单不计`, `the slip was refused: ${state}`)];
    const records = this.records(cells, state);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    return records.map((record) => {
      const warning = incomplete(record);
      const more = warning && { warning };
      return record.known
        ? { kind: 'record', line, record, ...more }
        : { kind: 'unmatched', line, key: record.staff, record, ...more };
    });
  }

  private records(cells: Cells, state: string): SlipRecord[] {
    const { date, at } = whenIn(cells);
    if (!cells.reject && date === '') cells.empty(cells.has('date') ? 'date' : 'time');
    const { staff, known } = this.who.person(cells, 'staff', 'name', date);
    if (!cells.reject && staff === '') cells.empty(cells.has('staff') ? 'staff' : 'name');
    const word = `${cells.text('half')}${cells.text('slot')}`;
    const meant = word === '' && at !== '' ? [ANY] : punchesMeant(word);
    if (meant === undefined)
      cells.refuse(
        cells.has('slot') ? 'slot' : 'time',
        'slot-unknown',
        {
          zh: `看不出补的是哪一次打卡${word === '' ? '' : `：“${word}”`}`,
          en: `which punch is made up for cannot be told${word === '' ? '' : `: ${word}`}`,
        },
        {
          zh: '请填上班、下班、上午上班、上午下班、下午上班或下午下班，或填写补卡时间',
          en: 'write 上班, 下班, 上午上班, 上午下班, 下午上班 or 下午下班, or the time',
        },
      );
    const [proof, named] = [cells.prose('proof').slice(0, 200), cells.prose('approver').slice(0, 60)];
    const approver = PENDING.test(state) || NOTHING.test(named) ? '' : named || (state === '' ? '' : state);
    const said = { reason: cells.prose('reason').slice(0, 200), proof: NOTHING.test(proof) ? '' : proof, approver };
    // A time stands for one punch: with it, 全天 would put both ends of the day at the same minute.
    const each = at !== '' && meant !== undefined && meant.length > 1 ? [ANY] : (meant ?? []);
    return each.map((one) => ({ staff, known, date, ...one, at, ...said }));
  }
}

/** The attendance day and, where the list says it, the instant; `次日 00:30` lies a day later. */
function whenIn(cells: Cells): { date: string; at: string } {
  const day = (cells.time('date') ?? '').slice(0, 10);
  const cell = cells.cell('time');
  const clock = cell === '' ? undefined : parseTimeCell(cell);
  if (clock !== undefined && !isFault(clock)) {
    if (day === '') return { date: '', at: '' };
    return { date: day, at: `${clock.nextDay ? addDays(day, 1) : day} ${clock.time}` };
  }
  const whole = cells.time('time');
  if (whole === null) return { date: day, at: '' };
  // A date without a time is the day alone.
  return { date: day === '' ? whole.slice(0, 10) : day, at: whole.length > 10 ? whole : '' };
}

function incomplete({ proof, approver }: SlipRecord): { code: string; text: { zh: string; en: string } } | undefined {
  if (proof === '')
    return {
      code: 'slip-no-proof',
      text: { zh: '没有证明，按作息表的规定可能不计', en: 'without a proof it may not count' },
    };
  if (approver === '')
    return {
      code: 'slip-not-approved',
      text: { zh: '未经批准，按作息表的规定可能不计', en: 'not approved: it may not count' },
    };
  return undefined;
}

function skipped(line: number, code: string, zh: string, en: string): Outcome<SlipRecord> {
  return { kind: 'skipped', line, why: { code, text: { zh, en } } };
}
