import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { openFile } from 'src/modules/intake/files/open.process';
import { shownCell } from 'src/modules/intake/table/rows';
import { templateWorkbook } from 'src/modules/intake/template/template.xlsx';
import { TEMPLATES } from './templates';
import { readInChild } from 'src/modules/intake';
import { FEEDS } from 'src/feeds';

const WINDOWS = [
  { id: 'W01', name: '市场监管局窗口' },
  { id: 'W02', name: '税务窗口' },
];

/** A template is worth what the feed makes of it: filled in as its own examples say, every row is taken. */
describe('the templates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-template-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(TEMPLATES))(
    '%s: filled in with its examples it is taken without a fault',
    async (feed, template) => {
      const empty = join(folder, `${feed}.xlsx`);
      writeFileSync(empty, await templateWorkbook(template, WINDOWS, 'zh'));
      const module = FEEDS.find(({ name }) => name === feed)?.module ?? '';
      await expect(
        readInChild({ file: empty, module, options: {}, given: { roster: null, notices: [] } }),
      ).rejects.toMatchObject({
        code: 'intake.no-rows',
      });
      const filled = new Workbook();
      const source = await openFile(empty);
      for (const info of source.sheets) {
        const sheet = filled.addWorksheet(info.name);
        for await (const rows of source.rows(info))
          for (const row of rows)
            if ('cells' in row)
              sheet.getRow(row.line).values = row.cells.map((cell) => (typeof cell === 'string' ? cell : ''));
        const columns = template.sheets.find(({ name }) => name === info.name)?.columns;
        if (columns?.some(({ required, example }) => required && example !== ''))
          sheet.getRow(2).values = columns.map(({ example }) => example);
      }
      source.close();
      const file = join(folder, `${feed}-filled.xlsx`);
      await filled.xlsx.writeFile(file);
      const summary = await readInChild({ file, module, options: {}, given: { roster: null, notices: [] } });
      expect({ rejects: summary.rejects, records: summary.records > 0, question: summary.question }).toEqual({
        rejects: [],
        records: true,
        question: null,
      });
    },
  );

  it('keep codes as text, offer the hall’s windows and explain every column', async () => {
    const file = join(folder, 'look.xlsx');
    writeFileSync(file, await templateWorkbook(TEMPLATES.patrol, WINDOWS, 'zh'));
    const book = await openFile(file);
    expect(book.sheets.map(({ name }) => name)).toEqual(['巡查记录', '填写说明', '可选值']);
    const texts: string[] = [];
    for (const sheet of book.sheets.slice(1))
      for await (const rows of book.rows(sheet))
        for (const row of rows) if ('cells' in row) texts.push(row.cells.map(shownCell).join('|'));
    book.close();
    expect(texts.filter((text) => text.includes('|必填|')).length).toBe(3);
    expect(texts).toContain('上午|W01|市场监管局窗口');
  });
});
