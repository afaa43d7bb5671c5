import type { FeedContext, Outcome, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import { repeatsHeader, type ColumnNames, type Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank } from 'src/modules/intake/table/rows';
import { swapKindOf, type SwapRecord } from './swap';
import { Who } from './who';

export type SwapField =
  | 'reportedOn'
  | 'effectiveOn'
  | 'kind'
  | 'staff'
  | 'name'
  | 'replaced'
  | 'replacedName'
  | 'windowCode'
  | 'windowName'
  | 'certificate'
  | 'certifiedUntil'
  | 'document';

export const SWAP_COLUMNS: ColumnNames<SwapField> = {
  reportedOn: ['报备日期', '报备时间', '申报日期', '来函日期', '登记日期'],
  effectiveOn: ['生效日期', '变动日期', '到岗日期', '上岗日期', '调整日期', '变更日期'],
  kind: ['变动类型', '变动类别', '变动情况', '类型', '报备事项'],
  staff: ['工号', '人员工号', '新人员工号', '员工工号'],
  name: ['姓名', '人员', '新人员', '人员姓名', '新人员姓名'],
  replaced: ['原人员工号', '被替换人工号', '换下人员工号'],
  replacedName: ['原人员', '原人员姓名', '被替换人', '换下人员'],
  windowCode: ['窗口编号', '窗口编码', '窗口代码'],
  windowName: ['窗口名称', '窗口', '所在窗口'],
  certificate: ['上岗证号', '证书编号', '上岗证', '考核合格证', '持证情况', '持证编号'],
  certifiedUntil: ['证书有效期至', '有效期至', '证书有效期'],
  document: ['文号', '派驻函', '依据', '来函文号', '凭证'],
};

export function isSwapRegister(has: (field: SwapField) => boolean): boolean {
  return has('effectiveOn') && has('reportedOn') && (has('staff') || has('name'));
}

type Cells = RowCells<SwapField>;

/** Says that nobody holds one; any other word is the number of the certificate. */
const NO_CERTIFICATE = /^(?:无|否|未持证|没有|未取得|\/|-+)$/;

/** Reads the rows of a register of staff changes 人员变动报备登记. */
export class SwapReader implements RowReader<SwapRecord> {
  private readonly who: Who<SwapField>;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<SwapField>,
    private readonly context: FeedContext,
  ) {
    this.who = new Who(context);
  }

  row(row: Row): Outcome<SwapRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) {
      const text = { zh: `“${closing}”行不是报备记录，已跳过`, en: `a ${closing} row is no notice` };
      return [{ kind: 'skipped', line, why: { code: 'closing-row', text } }];
    }
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: SWAP_COLUMNS, options, normalised }, row);
    const record = this.record(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    return [record.known ? { kind: 'record', line, record } : { kind: 'unmatched', line, key: record.staff, record }];
  }

  private record(cells: Cells): SwapRecord {
    const [reportedOn, effectiveOn] = [dayOf(cells, 'reportedOn'), dayOf(cells, 'effectiveOn')];
    const word = cells.text('kind');
    const kind = word === '' ? 'in' : swapKindOf(word);
    if (kind === undefined)
      cells.refuse(
        'kind',
        'kind-unknown',
        { zh: `“${word}”不是变动类型`, en: `"${word}" is no kind of change` },
        { zh: '请填调入、调出、调岗或换人', en: 'write 调入, 调出, 调岗 or 换人' },
      );
    const { staff, known } = this.who.person(cells, 'staff', 'name', effectiveOn);
    if (!cells.reject && staff === '') cells.empty(cells.has('staff') ? 'staff' : 'name');
    const { staff: replaced } = this.who.person(cells, 'replaced', 'replacedName', effectiveOn);
    const window = this.who.window(cells, 'windowCode', 'windowName', effectiveOn);
    const paper = cells.text('certificate').slice(0, 60);
    const certificate = NO_CERTIFICATE.test(paper) ? '' : paper;
    const certifiedUntil = (cells.time('certifiedUntil') ?? '').slice(0, 10);
    const document = cells.text('document').slice(0, 120);
    const how = { kind: kind ?? 'in', replaced, window, reportedOn, effectiveOn };
    return { staff, known, ...how, certificate, certifiedUntil, document };
  }
}

function dayOf(cells: Cells, field: 'reportedOn' | 'effectiveOn'): string {
  const day = (cells.time(field) ?? '').slice(0, 10);
  if (day === '' && !cells.reject) cells.empty(field);
  return day;
}
