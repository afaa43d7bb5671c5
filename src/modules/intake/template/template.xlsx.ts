import { Workbook, type DataValidation, type Worksheet } from 'exceljs';
import type { Language } from 'src/common/language';
import { KIND_WORDS, type Template, type TemplateColumn, type TemplateSheet } from './template';

/** Rows that are formatted and offer lists. */
const ROWS = 1000;
const LISTS = '可选值';

export interface KnownWindow {
  readonly id: string;
  readonly name: string;
}

/**
 * A workbook to be filled in: a sheet (or several) with titles alone, one that explains each column, one with the values of
 * the lists. Every cell is text, so that zeros in front stay; lists offer, and never forbid, what the feed would take.
 */
export async function templateWorkbook(
  template: Template,
  windows: readonly KnownWindow[],
  language: Language,
): Promise<Buffer> {
  const book = new Workbook();
  const lists = new Lists();
  for (const sheet of template.sheets) fill(book.addWorksheet(sheet.name), sheet, lists, windows);
  explain(book.addWorksheet('填写说明'), template, language);
  lists.write(book.addWorksheet(LISTS));
  return Buffer.from(await book.xlsx.writeBuffer());
}

function fill(
  sheet: Worksheet,
  { columns, rows = [] }: TemplateSheet,
  lists: Lists,
  windows: readonly KnownWindow[],
): void {
  rows.forEach((row, nth) => row.forEach((text, column) => (sheet.getCell(nth + 2, column + 1).value = text || null)));
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  columns.forEach((column, index) => {
    const letter = sheet.getColumn(index + 1);
    letter.numFmt = '@';
    letter.width = Math.max(12, column.title.length * 2 + 4);
    const head = sheet.getCell(1, index + 1);
    head.value = column.title;
    head.font = { bold: true };
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: column.required ? 'FFFFF2CC' : 'FFF2F2F2' } };
    head.border = { bottom: { style: 'thin' } };
    const choices = column.kind === 'window' ? windows.map(({ id }) => id) : (column.choices ?? []);
    if (choices.length === 0) return;
    const rule = offered(lists.range(column.title, choices, column.kind === 'window' ? windows : []));
    for (let row = 2; row <= ROWS + 1; row++) sheet.getCell(row, index + 1).dataValidation = rule;
  });
}

function offered(range: string): DataValidation {
  return { type: 'list', allowBlank: true, showErrorMessage: false, formulae: [range] };
}

/** The values behind the lists, a column each. */
class Lists {
  private readonly columns: { title: string; rows: readonly (readonly string[])[] }[] = [];
  private next = 1;
  private readonly at = new Map<string, string>();

  range(title: string, choices: readonly string[], windows: readonly KnownWindow[]): string {
    const key = JSON.stringify([title, choices]);
    const known = this.at.get(key);
    if (known !== undefined) return known;
    const letter = letterOf(this.next);
    const rows = windows.length > 0 ? windows.map(({ id, name }) => [id, name]) : choices.map((choice) => [choice]);
    this.columns.push({ title, rows });
    this.next += rows[0]?.length ?? 1;
    const range = `${LISTS}!$${letter}$2:$${letter}$${String(choices.length + 1)}`;
    this.at.set(key, range);
    return range;
  }

  write(sheet: Worksheet): void {
    let at = 1;
    for (const { title, rows } of this.columns) {
      sheet.getCell(1, at).value = title;
      sheet.getCell(1, at).font = { bold: true };
      rows.forEach((values, row) =>
        values.forEach((value, column) => (sheet.getCell(row + 2, at + column).value = value)),
      );
      const width = rows[0]?.length ?? 1;
      for (let column = at; column < at + width; column++) sheet.getColumn(column).width = 20;
      at += width;
    }
  }
}

function explain(sheet: Worksheet, template: Template, language: Language): void {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  sheet.addRow([say(`${template.title}填写说明`, `How to fill in ${template.title}`)]).font = { bold: true, size: 14 };
  const rules = [
    say(
      '黄色表头的列必填。列的次序可以改，表头名称不要改；用不着的列可以删去。',
      'Columns with a yellow title are needed. Order is free; titles must stay.',
    ),
    say(
      '空白就是没有填，不会当作 0。编号按文本填写，前面的 0 要保留。',
      'Blank is missing, never 0. Codes are text; keep zeros in front.',
    ),
    say('填好后先试读（--dry-run 或网页预检），再导入。', 'Try it first (--dry-run or the preview), then import.'),
  ];
  for (const rule of rules) sheet.addRow([rule]);
  for (const { name, columns } of template.sheets) {
    sheet.addRow([]);
    sheet.addRow([say(`工作表：${name}`, `Sheet: ${name}`)]).font = { bold: true };
    const head = say('列名,必填,格式,说明,示例', 'column,needed,form,meaning,example').split(',');
    sheet.addRow(head).font = { bold: true };
    for (const column of columns) sheet.addRow(rowOf(column, language));
  }
  [22, 8, 36, 60, 28].forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  sheet.getColumn(4).alignment = { wrapText: true, vertical: 'top' };
}

function rowOf({ title, required, kind, note, example, choices }: TemplateColumn, language: Language): string[] {
  const needed = required ? (language === 'zh' ? '必填' : 'yes') : '';
  const listed = choices === undefined ? '' : `（${choices.slice(0, 8).join('、')}${choices.length > 8 ? '…' : ''}）`;
  return [title, needed, KIND_WORDS[kind][language](), `${note[language]()}${listed}`, example];
}

function letterOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? letterOf(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
