import { instantOf } from 'src/common/clock';
import type { SubmissionRow } from 'src/modules/reports/bulletin-input';
import type { Row, SheetModel } from 'src/modules/reports/sheet-model';
import { column, sheetOf, windowName, type Frame } from './frame';

/** 填报情况: who handed in when; lateness in words. */
export function submissionsSheet(frame: Frame): SheetModel {
  const { words, input } = frame;
  const [deadline, submitted, late, returned] = words.submissionHeads;
  const several = new Set(input.submissions?.map(({ form }) => form)).size > 1;
  return sheetOf(frame, {
    name: words.submissions,
    title: words.rankingTitle(words.month(input.period), words.submissions),
    unit: words.unitTimes,
    columns: [
      column(words.serial, 8, 'count', 'center'),
      column(words.subject.window, 30, 'text', 'left'),
      ...(several ? [column(words.form, 18)] : []),
      column(deadline, 28),
      column(submitted, 24),
      column(late, 24),
      column(returned, 14, 'count', 'center'),
    ],
    rows: (input.submissions ?? []).map((row, index) => submissionRow(frame, row, index + 1, several)),
    notes: [],
    empty: input.submissions === null ? words.notConnected(words.sourceName('declarations')) : words.noRows,
  });
}

function submissionRow(frame: Frame, row: SubmissionRow, number: number, several: boolean): Row {
  const { words } = frame;
  const none = row.standing === 'open' ? words.awaited : words.notSubmitted;
  const deadline = words.time(row.deadline);
  return {
    role: 'data',
    cells: [
      { count: number },
      windowName(frame, row.window),
      ...(several ? [row.form] : []),
      row.extended ? words.extended(deadline) : deadline,
      row.submitted === null ? none : words.time(row.submitted),
      row.submitted === null ? none : lateness(frame, row, row.submitted),
      { count: row.returned },
    ],
  };
}

/** To the second, as the fact of the late report is: of less than a minute the minute is not full. */
function lateness({ words }: Frame, { standing, deadline }: SubmissionRow, submitted: string): string {
  if (standing !== 'late') return words.onTime;
  const minutes = Math.floor((instantOf(submitted) - instantOf(deadline)) / 60_000);
  return words.lateBy(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60);
}
