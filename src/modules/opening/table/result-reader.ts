import { Fraction } from 'src/common/fraction';
import type { FeedContext, Outcome, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { closingWord, isBlank, shownCell } from 'src/modules/intake/table/rows';
import {
  MARKS,
  openingGiven,
  type CounterLine,
  type Mark,
  type OpeningLine,
  type ResultLine,
} from 'src/modules/opening/opening-record';
import { edgeOf, rankOf, tickOf, wordsOf } from './cell-texts';
import { LineCells } from './line-cells';
import { lineFaults } from './line-faults';
import type { CounterField, ResultField } from './result-columns';
import { rowMonth, tableMonth, type TableMonth } from './where';

/** Reads one ranking table of one month or of several. Without any month it asks for one. */
abstract class TableReader<F extends string> implements RowReader<OpeningLine> {
  protected readonly month: TableMonth;
  private readonly closed: ReadonlySet<string>;
  private monthless = 0;

  constructor(
    protected readonly sheet: SheetInfo,
    protected readonly columns: Columns<F>,
    context: FeedContext,
  ) {
    this.month = tableMonth(sheet, columns.above, context);
    this.closed = new Set(openingGiven(context.given).closed);
  }

  row(row: Row): Outcome<OpeningLine>[] {
    const { line } = row;
    if (line <= this.columns.line || isBlank(row)) return [];
    const word = closingWord(row);
    if (word !== undefined) return [{ kind: 'skipped', line, why: closing(word) }];
    const cells = new LineCells<F>(this.sheet, this.columns, row);
    if (isProse(row)) return [];
    const month = rowMonth(cells.has('month' as F) ? cells.cell('month' as F) : undefined, this.month);
    if (month === null) return [{ kind: 'reject', reject: lineFaults.monthUnknown(cells.at('month' as F)) }];
    if (month === undefined) {
      this.monthless++;
      return [];
    }
    if (this.closed.has(month))
      return [{ kind: 'reject', reject: lineFaults.monthClosed(cells.at(this.unit(cells)), month) }];
    return [{ kind: 'record', line, record: this.read(cells, month) }];
  }

  end(): ReturnType<NonNullable<RowReader<OpeningLine>['end']>> {
    if (this.monthless === 0) return {};
    const zh = '表中没有写明是哪个月的成绩，请用 --period 指明，例如 --period 2026-01';
    const en = 'the table does not say of which month it is: name it, for example --period 2026-01';
    return { question: { code: 'month-missing', text: { zh, en }, answer: 'period' }, rows: this.monthless };
  }

  protected abstract read(cells: LineCells<F>, month: string): OpeningLine;

  protected unit(cells: LineCells<F>): F {
    const fields = ['windowName', 'window', 'staffName', 'staff'] as F[];
    const person = cells.has('staff' as F);
    const wanted = person ? [...fields].reverse() : fields;
    return (
      wanted.find((field) => cells.text(field) !== '') ??
      wanted.find((field) => cells.has(field)) ??
      ('windowName' as F)
    );
  }

  protected named(cells: LineCells<F>): Pick<ResultLine, 'part' | 'code' | 'name'> {
    const person = cells.has('staff' as F);
    const [code, name] = (person ? ['staff', 'staffName'] : ['window', 'windowName']) as [F, F];
    const named = { part: person ? 'staff' : 'window', code: cells.code(code, name), name: cells.text(name) } as const;
    if (named.code === '' && named.name === '' && cells.faults.length === 0)
      cells.faults.push(lineFaults.nameless(cells.at(this.unit(cells))));
    return named;
  }
}

export class ResultReader extends TableReader<ResultField> {
  protected read(cells: LineCells<ResultField>, month: string): ResultLine {
    const named = this.named(cells);
    const rank = rankOf(cells.cell('rank'));
    if (rank === 'fault') cells.faults.push(lineFaults.rankUnreadable(cells.at('rank')));
    const deduction = cells.points('deduction');
    const bonus = cells.points('bonus');
    if (bonus?.startsWith('-') === true) cells.faults.push(lineFaults.bonusNegative(cells.at('bonus')));
    const line: ResultLine = {
      kind: 'result',
      month,
      ...named,
      chief: /首席/.test(cells.text('post')),
      subject: '',
      type: named.part === 'window' ? 'window' : 'staff',
      group: cells.text('group'),
      rank: typeof rank === 'object' ? rank.value : null,
      rankStated: cells.has('rank'),
      fromBottom: null,
      score: cells.points('score'),
      base: cells.points('base'),
      bonus,
      deduction: deduction === null ? null : Fraction.parse(deduction).abs().toText(),
      adjustment: cells.points('adjustment'),
      marks: marksOf(cells),
      topOf: cells.has('top') ? edgeOf(cells.title('top')) : null,
      bottomOf: cells.has('bottom') ? edgeOf(cells.title('bottom')) : null,
      results: wordsOf(cells.cell('result')),
      remark: shownCell(cells.cell('remark')).trim().slice(0, 200),
      titles: titlesOf(cells, this.unit(cells)),
      faults: cells.faults,
    };
    const said = line.rank ?? line.score ?? (Object.keys(line.marks).length > 0 || line.results.length > 0 ? 1 : null);
    if (said === null && rank === 'blank' && !cells.has('rank'))
      cells.faults.push(lineFaults.empty(cells.at(this.unit(cells))));
    return line;
  }
}

export class CounterReader extends TableReader<CounterField> {
  protected read(cells: LineCells<CounterField>, month: string): CounterLine {
    const named = this.named(cells);
    const points = cells.points('points');
    if (points === null && cells.faults.length === 0)
      cells.faults.push(lineFaults.pointsUnreadable(cells.at('points')));
    return {
      kind: 'counter',
      month,
      ...named,
      subject: '',
      type: named.part === 'window' ? 'window' : 'staff',
      item: cells.text('item'),
      points: points === null ? '0' : Fraction.parse(points).abs().toText(),
      titles: { unit: cells.title(this.unit(cells)) },
      faults: cells.faults,
    };
  }
}

function marksOf(cells: LineCells<ResultField>): Partial<Record<Mark, boolean>> {
  const marks: Partial<Record<Mark, boolean>> = {};
  for (const mark of MARKS) {
    if (!cells.has(mark)) continue;
    const tick = tickOf(cells.cell(mark), cells.title(mark));
    if (tick === 'fault') cells.faults.push(lineFaults.tickUnreadable(cells.at(mark)));
    if (typeof tick === 'object') marks[mark] = tick.value;
  }
  return marks;
}

function titlesOf(cells: LineCells<ResultField>, unit: ResultField): ResultLine['titles'] {
  const titles: Partial<Record<'rank' | 'score' | 'unit' | 'group', string>> = { unit: cells.title(unit) };
  for (const field of ['rank', 'score', 'group'] as const) if (cells.has(field)) titles[field] = cells.title(field);
  return titles;
}

/** Notes below a table: one long sentence and nothing beside it. */
function isProse(row: Row): boolean {
  const filled = row.cells.filter((cell) => cell !== '');
  const [only] = filled;
  return (
    filled.length === 1 &&
    typeof only === 'string' &&
    /^(?:注|说明|备注|[一二三四五六七八九十\d]+[.、．]|　)|[：:。；]/.test(only)
  );
}

function closing(word: string): { code: string; text: { zh: string; en: string } } {
  return { code: 'closing-row', text: { zh: `“${word}”行不是数据`, en: `the row ${word} is no data` } };
}
