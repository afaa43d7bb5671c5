import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { encode } from 'iconv-lite';
import { addMonths, daysBetween, firstDay, lastDay, weekday, type CivilDate, type Period } from 'src/common/civil-date';
import { CASE_COLUMNS } from 'demo/content/case-rows';
import { rosterSheets } from 'demo/content/roster';
import { demoHall, type DemoHall } from 'demo/hall/hall';
import { itemsOf, type DemoItem } from 'demo/hall/items';
import { at } from 'demo/hall/months';
import { applicant } from 'demo/hall/names';
import { Random } from 'demo/hall/random';
import { postingOn } from 'demo/hall/staff';
import { existsOn, nameOn, type DemoWindow } from 'demo/hall/windows';
import { writeWorkbook } from 'demo/write/workbook.xlsx';

export const TODAY = '2026-04-15';
/** The last full month before `TODAY`. */
export const LAST_MONTH: Period = '2026-03';

/** A list of layout 7, in order of acceptance. */
export interface CaseList {
  /** The last month of the list. */
  readonly until: Period;
  readonly months: number;
  readonly rows: number;
  readonly encoding: 'utf8' | 'gb18030';
  /** Set apart the case numbers of several lists. */
  readonly mark?: string;
}

interface Desk {
  readonly window: DemoWindow;
  readonly items: readonly DemoItem[];
  readonly people: readonly string[];
}

const PIECE = 1000;

/** The roster of the demo hall, against which the lists below are checked. */
export async function writeRoster(file: string): Promise<void> {
  await writeWorkbook(file, rosterSheets(benchHall()), TODAY);
}

/** Writes a list as a stream: ten million rows need no more memory than ten. The same on every machine. */
export async function writeCaseList(file: string, list: CaseList): Promise<void> {
  const out = createWriteStream(file);
  await put(out, `${CASE_COLUMNS.join(',')}\n`, list);
  let lines: string[] = [];
  for (const cells of rowsOf(list)) {
    lines.push(cells.map(quoted).join(','));
    if (lines.length < PIECE) continue;
    await put(out, `${lines.join('\n')}\n`, list);
    lines = [];
  }
  if (lines.length > 0) await put(out, `${lines.join('\n')}\n`, list);
  out.end();
  await once(out, 'close');
}

/** The cells of the list, row by row. */
export function* rowsOf({ until, months, rows, mark = '00' }: CaseList): Generator<readonly string[]> {
  const hall = benchHall();
  const random = new Random('bench', 'case-list', until, months);
  for (let month = 0; month < months; month++) {
    const period = addMonths(until, month - months + 1);
    const days = daysBetween(firstDay(period), lastDay(period)).filter((day) => weekday(day) <= 5);
    const desks = desksOf(hall, firstDay(period));
    const count = Math.floor((rows * (month + 1)) / months) - Math.floor((rows * month) / months);
    for (let n = 0; n < count; n++) {
      const day = Math.floor((n * days.length) / count);
      const number = `99${mark}${period.replace('-', '')}${String(n).padStart(8, '0')}`;
      yield cellsOf(number, random, random.pick(desks), { days, day });
    }
  }
}

function benchHall(): DemoHall {
  return demoHall({ today: TODAY, seed: 'bench', cases: 1 });
}

function desksOf(hall: DemoHall, day: CivilDate): Desk[] {
  return hall.windows
    .filter((window) => existsOn(window, day) && existsOn(window, TODAY))
    .map((window) => {
      const own = hall.staff.people.filter((person) => postingOn(person, day)?.window?.code === window.code);
      return { window, items: itemsOf(window), people: own.map(({ name }) => name) };
    })
    .filter(({ people }) => people.length > 0);
}

/** A case that was finished: an instant one within minutes, another within its promise or a few days late. */
function cellsOf(
  number: string,
  random: Random,
  { window, items, people }: Desk,
  { days, day }: { readonly days: readonly CivilDate[]; readonly day: number },
): string[] {
  const item = at(items, random.weighted(items.map(({ weight }) => weight)));
  const begun = at(days, day);
  const taken = item.promise === 0 ? 0 : random.below(item.promise + 1);
  // Beyond the month's last working day a case ends on that day: no list names days that have not come.
  const ended = at(days, Math.min(days.length - 1, day + taken));
  const minute = random.between(9 * 60, 16 * 60);
  return [
    ...[number, item.name, item.code, nameOn(window, begun), random.pick(people), applicant(random)],
    ...[`${begun} ${clock(minute - 10)}`, `${begun} ${clock(minute)}`, String(item.promise), String(item.legal)],
    ...[`${ended} ${clock(minute + 5 + random.below(60))}`, item.promise === 0 ? '即办件' : '承诺件', '已办结'],
    ...['', '', '', ''],
  ];
}

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
}

async function put(out: WriteStream, text: string, { encoding }: CaseList): Promise<void> {
  if (!out.write(encode(text, encoding))) await once(out, 'drain');
}
