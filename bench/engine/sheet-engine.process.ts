import { HyperFormula, type RawCellContent } from 'hyperformula';
import type { Answer, Contender } from './contender';
import { expressionOf, sumOf, totalExpression, type Dialect, type Sums } from './expressions';
import type { FactMap, Input } from './inputs';
import { inputsOf, isDeduction, RULES } from './rules';

const INPUTS = RULES.flatMap(inputsOf);
const SUMS: readonly (keyof Sums)[] = ['discipline', 'honours', 'service', 'lost'];
const FIRST_RULE = INPUTS.length;
const FIRST_SUM = FIRST_RULE + RULES.length;
const TOTAL = FIRST_SUM + SUMS.length;

/** A sheet with a row per window, or one row that is filled again for each window. */
export function hyperFormula(maps: readonly FactMap[], layout: 'rows' | 'one-row'): Contender {
  const values: readonly Input[][] = maps.map((map) => INPUTS.map((name) => map.get(name) ?? 0));
  const rows = layout === 'rows' ? maps.length : 1;
  const blank: Input[] = INPUTS.map((name) => (typeof maps[0]?.get(name) === 'string' ? '' : 1));
  const content: RawCellContent[][] = Array.from({ length: rows }, (_, row) => [...blank, ...formulas(row + 1)]);
  const engine = HyperFormula.buildFromArray(content, {
    licenseKey: 'gpl-v3',
    useColumnIndex: false,
    undoLimit: 0,
    maxRows: rows + 1,
  });
  const area = (row: number): { start: Address; end: Address } => ({
    start: { sheet: 0, row, col: FIRST_RULE },
    end: { sheet: 0, row, col: TOTAL },
  });
  return {
    run: () => {
      const answer: Answer = {
        items: new Int32Array(maps.length * RULES.length),
        totals: new Int32Array(maps.length),
        read: 0,
      };
      if (layout === 'rows') {
        engine.setCellContents({ sheet: 0, row: 0, col: 0 }, values as RawCellContent[][]);
        maps.forEach((_, row) => take(answer, row, engine.getRangeValues(area(row))[0] ?? []));
      } else {
        values.forEach((row, window) => {
          engine.setCellContents({ sheet: 0, row: 0, col: 0 }, [row]);
          take(answer, window, engine.getRangeValues(area(0))[0] ?? []);
        });
      }
      return answer;
    },
    close: () => engine.destroy(),
  };
}

interface Address {
  readonly sheet: number;
  readonly row: number;
  readonly col: number;
}

function take({ items, totals }: Answer, window: number, cells: readonly unknown[]): void {
  RULES.forEach((rule, index) => {
    const points = cells[index];
    if (typeof points !== 'number') throw new Error(`the sheet answers ${JSON.stringify(points)} for ${rule.code}`);
    items[window * RULES.length + index] = isDeduction(rule) ? -points : points;
  });
  totals[window] = Number(cells[TOTAL - FIRST_RULE]);
}

function formulas(row: number): string[] {
  const cell = (column: number): string => `${letters(column)}${String(row)}`;
  const places = new Map(INPUTS.map((name, column) => [name, column]));
  const dialect: Dialect = {
    input: (name) => cell(places.get(name) ?? -1),
    text: (word) => `"${word}"`,
    when: (condition, yes, no) => `IF(${condition}, ${yes}, ${no})`,
    both: (a, b) => `AND(${a}, ${b})`,
    equal: (a, b) => `${a} = ${b}`,
    floor: (value) => `INT(${value})`,
    ceil: (value) => `ROUNDUP(${value}, 0)`,
    smaller: (a, b) => `MIN(${a}, ${b})`,
    larger: (a, b) => `MAX(${a}, ${b})`,
  };
  const rules = RULES.map((rule) => `=${expressionOf(rule, dialect)}`);
  const sums = SUMS.map((sum) => {
    const cells = RULES.flatMap((rule, index) => (sumOf(rule) === sum ? [cell(FIRST_RULE + index)] : []));
    return `=SUM(${cells.join(', ')})`;
  });
  const [discipline, honours, service, lost] = SUMS.map((_, index) => cell(FIRST_SUM + index)) as [
    string,
    string,
    string,
    string,
  ];
  return [...rules, ...sums, `=${totalExpression({ discipline, honours, service, lost }, dialect)}`];
}

function letters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : letters(Math.floor(column / 26) - 1) + letter;
}
