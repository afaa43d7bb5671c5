import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { CASE_COLUMNS, caseCells } from 'demo/content/case-rows';
import { casesOf } from 'demo/content/cases';
import { rosterSheets } from 'demo/content/roster';
import { demoHall } from 'demo/hall/hall';
import { writeWorkbook } from 'demo/write/workbook.xlsx';

export const TODAY = '2026-04-15';
const AS_OF = '2026-04-15 08:00:00';

/** A roster and one case list of layout 7 with exactly so many rows; the same on every machine. */
export async function writeFiles(folder: string, rows: number): Promise<{ roster: string; cases: string }> {
  const hall = demoHall({ today: TODAY, seed: 'bench', cases: rows });
  const [roster, cases] = [join(folder, 'roster.xlsx'), join(folder, 'cases.csv')];
  await writeWorkbook(roster, rosterSheets(hall), TODAY);
  const out = createWriteStream(cases);
  out.write(`${CASE_COLUMNS.join(',')}\n`);
  for (const month of casesOf(hall)) {
    for (const one of month) {
      const line = caseCells(one, AS_OF).map((cell) => (/[",]/.test(String(cell)) ? JSON.stringify(cell) : cell));
      if (!out.write(`${line.join(',')}\n`)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'close');
  return { roster, cases };
}
