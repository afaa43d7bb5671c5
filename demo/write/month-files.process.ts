import type { CivilTime } from 'src/common/civil-date';
import { attendanceOf, type DemoDay } from 'demo/content/attendance';
import { caseCells, caseJson, caseSheetRow, CASE_COLUMNS, settledBy, type CaseCells } from 'demo/content/case-rows';
import type { DemoCase } from 'demo/content/cases';
import { dingtalkSheets } from 'demo/content/dingtalk';
import { LEAVE_COLUMNS, leaveSheet } from 'demo/content/leave';
import { patrolOf, patrolRows, PATROL_COLUMNS } from 'demo/content/patrol';
import * as planted from 'demo/content/planted';
import { appRows, clockLines } from 'demo/content/punches';
import { RATING_COLUMNS, ratingCells } from 'demo/content/rating-rows';
import type { DemoRating } from 'demo/content/ratings';
import type { OutCell } from 'demo/content/sheet';
import type { DemoHall } from 'demo/hall/hall';
import { at, type DemoMonth } from 'demo/hall/months';
import { SILENT, type Clock } from 'demo/hall/windows';
import type { DemoComplete, DemoFile, DemoPlanted } from 'demo/manifest';
import type { Output } from './output.process';
import { csvText } from './text';

/** The month whose ratings of one sub-centre are missing. */
export const SILENT_MONTH = 2;

/** Writes the files of one month; the kind of file changes from month to month, as it does in a hall. */
export class MonthFiles {
  constructor(
    private readonly hall: DemoHall,
    private readonly month: DemoMonth,
    private readonly output: Output,
  ) {}

  async write(cases: readonly DemoCase[][], ratings: readonly DemoRating[]): Promise<void> {
    const { days, leaves } = attendanceOf(this.hall, this.month);
    await this.leave(leaves);
    await this.dingtalk(days);
    await this.clock(1, days);
    await this.clock(2, days);
    await this.app(days);
    await this.patrol();
    await this.cases(cases);
    await this.ratings(ratings);
  }

  private async leave(leaves: Parameters<typeof leaveSheet>[2]): Promise<void> {
    const sheet = leaveSheet(this.hall, this.month, leaves);
    const good = sheet.rows[0];
    const wrong = good && this.first ? planted.plantedLeave(LEAVE_COLUMNS, good) : [];
    const rows = [...sheet.rows, ...wrong.map(({ row }) => row)];
    const file = this.file('leave', 'leave', `请假登记-${this.month.period}.xlsx`, '6a', rows.length, 2, wrong);
    await this.output.workbook(file, [{ ...sheet, rows }]);
  }

  private async dingtalk(days: readonly DemoDay[]): Promise<void> {
    const sheets = dingtalkSheets(this.hall, this.month, days);
    const rows = at(sheets, 1).rows.length;
    const file = this.file('punches', 'attendance', `考勤报表-${this.month.period}.xlsx`, '1', rows, 3);
    await this.output.workbook({ ...file, complete: this.whole(this.windowsOf('dingtalk')) }, sheets);
  }

  private async clock(clock: 1 | 2, days: readonly DemoDay[]): Promise<void> {
    const lines = clockLines(this.hall, this.month, clock, days);
    const wrong = this.first && clock === 1 ? planted.plantedPunches(this.month) : [];
    const all = [...lines, ...wrong.map(({ row }) => row)];
    const name = `clock-${clock}-${this.month.period}_attlog.dat`;
    const file = this.file('punches', 'attendance', name, '2', all.length, 0, wrong);
    const windows = this.windowsOf(clock === 1 ? 'hall-1' : 'hall-2');
    const end = clock === 1 ? '\n' : '\r\n';
    await this.output.text({ ...file, complete: this.whole(windows) }, all.map((line) => line + end).join(''), 'ascii');
  }

  private async app(days: readonly DemoDay[]): Promise<void> {
    const rows = appRows(this.hall, this.month, days);
    const name = `手机打卡记录-${this.month.period}.csv`;
    const file = this.file('punches', 'attendance', name, '4', rows.length - 1, 1);
    const encoding = this.month.index === 1 ? 'utf8-bom' : 'gb18030';
    await this.output.text({ ...file, complete: this.whole(this.windowsOf('app')) }, csvText(rows), encoding);
  }

  private async patrol(): Promise<void> {
    const { period, index } = this.month;
    const asWorkbook = index % 2 === 1;
    const rows = patrolRows(patrolOf(this.hall, this.month), asWorkbook);
    const wrong = this.first && rows[0] ? planted.plantedFindings(PATROL_COLUMNS, rows[0]) : [];
    const all = [...rows, ...wrong.map(({ row }) => row)];
    const name = `巡查记录-${period}.${asWorkbook ? 'xlsx' : 'csv'}`;
    const file = this.file('patrol', 'patrol', name, '9', all.length, asWorkbook ? 2 : 1, wrong);
    const title = `${this.hall.name}${Number(period.slice(0, 4))}年${Number(period.slice(5))}月巡查记录`;
    if (asWorkbook)
      await this.output.workbook(file, [{ name: '巡查记录', title: [title], header: [PATROL_COLUMNS], rows: all }]);
    else await this.output.text(file, csvText([PATROL_COLUMNS, ...all.map(plain)]), 'utf8-bom');
  }

  private async cases(cases: readonly DemoCase[][]): Promise<void> {
    const { period, index, asOf } = this.month;
    const rows = this.caseRows(cases);
    const wrong = this.first && rows[0] ? planted.plantedCases(rows[0], this.month) : [];
    const all = [...rows, ...wrong.map(({ row }) => row)];
    const extension = ['csv', 'xlsx', 'csv', 'jsonl'][index] ?? 'csv';
    const name = `办件明细-${period}.${extension}`;
    const heading = extension === 'jsonl' ? 0 : 1;
    const file = { ...this.file('cases', 'cases', name, '7', all.length, heading, wrong), options: { asOf } };
    if (extension === 'xlsx')
      await this.output.workbook(file, [
        { name: '办件明细', header: [CASE_COLUMNS], rows: all.map((row) => caseSheetRow(row)) },
      ]);
    else if (extension === 'jsonl')
      await this.output.text(file, all.map((row) => `${caseJson(row)}\n`).join(''), 'utf8');
    else await this.output.text(file, csvText([CASE_COLUMNS, ...all]), index === 0 ? 'gb18030' : 'utf8');
  }

  /** New cases of the month, two of them twice, and what changed in older ones since the last list. */
  private caseRows(cases: readonly DemoCase[][]): CaseCells[] {
    const { asOf, index } = this.month;
    const own = (cases[index] ?? []).map((one) => caseCells(one, asOf));
    const before = this.previousAsOf;
    const changed = cases.slice(0, index).flatMap((month) =>
      month
        .filter((one) => !settledBy(one, before))
        .map((one) => [caseCells(one, before), caseCells(one, asOf)] as const)
        .filter(([old, now]) => old.join('|') !== now.join('|'))
        .map(([, now]) => now),
    );
    return [...changed, ...own, ...own.slice(7, 9)];
  }

  private async ratings(ratings: readonly DemoRating[]): Promise<void> {
    const { period, index, asOf } = this.month;
    const rows = this.ratingRows(ratings);
    const wrong = this.first && rows[0] ? planted.plantedRatings(rows[0]) : [];
    const all = [...rows, ...wrong.map(({ row }) => row)];
    const asWorkbook = index === 1;
    const name = `评价明细-${period}.${asWorkbook ? 'xlsx' : 'csv'}`;
    const silent = index === SILENT_MONTH;
    const windows = silent
      ? this.hall.windows.map(({ code }) => code).filter((code) => !SILENT.includes(code))
      : undefined;
    const file = {
      ...this.file('ratings', 'ratings', name, '8', all.length, 1, wrong),
      options: { asOf, period },
      complete: this.whole(windows),
    };
    if (asWorkbook) await this.output.workbook(file, [{ name: '评价明细', header: [RATING_COLUMNS], rows: all }]);
    else await this.output.text(file, csvText([RATING_COLUMNS, ...all]), index === 0 ? 'utf8-bom' : 'gb18030');
  }

  /** Ratings given in the month, one of them twice, and what became of older bad ones since the last list. */
  private ratingRows(ratings: readonly DemoRating[]): string[][] {
    const { asOf, from, index } = this.month;
    const told = (rating: DemoRating): boolean => index !== SILENT_MONTH || !SILENT.includes(rating.window.code);
    const own = ratings.filter(({ time }) => time >= from && time <= asOf).filter(told);
    const older = ratings.filter(({ time, bad }) => bad && time <= this.previousAsOf).filter(told);
    const changed = older
      .map((rating) => [ratingCells(rating, this.previousAsOf), ratingCells(rating, asOf)] as const)
      .filter(([old, now]) => old.join('|') !== now.join('|'))
      .map(([, now]) => now);
    const rows = own.map((rating) => ratingCells(rating, asOf));
    return [...changed, ...rows, ...rows.slice(3, 4)];
  }

  private get first(): boolean {
    return this.month.index === 0;
  }

  private get previousAsOf(): CivilTime {
    return this.month.index === 0 ? '' : at(this.hall.months.months, this.month.index - 1).asOf;
  }

  private windowsOf(clock: Clock): string[] {
    return this.hall.windows.filter(({ department }) => department.clock === clock).map(({ code }) => code);
  }

  private whole(windows?: readonly string[]): DemoComplete {
    const { from, to } = this.month;
    return { from, to, ...(windows && { windows }) };
  }

  /** `heading`: lines above the first row of data. The planted rows stand at the end. */
  private file(
    feed: DemoFile['feed'],
    folder: string,
    name: string,
    layout: string,
    rows: number,
    heading: number,
    wrong: readonly planted.PlantedRow<unknown>[] = [],
  ): DemoFile {
    const first = heading + rows - wrong.length + 1;
    const plantedRows = wrong.map(({ ends, why }, index): DemoPlanted => ({ line: first + index, ends, why }));
    const { period } = this.month;
    const complete = this.whole();
    return {
      feed,
      file: `${folder}/${name}`,
      month: period,
      layout,
      options: {},
      complete,
      rows,
      planted: plantedRows,
    };
  }
}

/** Cells of a register as text; true cells do not occur in text files. */
function plain(row: readonly OutCell[]): (string | number)[] {
  return row.map((cell) => (typeof cell === 'object' ? '' : cell));
}
