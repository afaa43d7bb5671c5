import { instantOf } from 'src/common/clock';
import type { SubmissionRow } from 'src/modules/reports/bulletin-input';
import type { Row, SheetModel } from 'src/modules/reports/sheet-model';
import { column, sheetOf, windowName, type Frame } from './frame';

/** 填报情况: who handed in when; lateness in words. */
export function submissionsSheet(frame: Frame): SheetModel {
  const { words, input } = frame;
  const [deadline, submitted, late, returned] = words.submissionHeads;
  return sheetOf(frame, {
    name: words.submissions,
    title: words.rankingTitle(words.month(input.period), words.submissions),
    unit: words.unitTimes,
    columns: [
      column(words.serial, 8, 'count', 'center'),
      column(words.subject.window, 30, 'text', 'left'),
      column(deadline, 24),
      column(submitted, 24),
      column(late, 24),
      column(returned, 14, 'count', 'center'),
    ],
    rows: (input.submissions ?? []).map((row, index) => submissionRow(frame, row, index + 1)),
    notes: [],
    empty: input.submissions === null ? words.notConnected(words.sourceName('declarations')) : words.noRows,
  });
}

function submissionRow(frame: Frame, row: SubmissionRow, number: number): Row {
  const { words } = frame;
  return {
    role: 'data',
    cells: [
      { count: number },
      windowName(frame, row.window),
      words.time(row.deadline),
      row.submitted === null ? words.notSubmitted : words.time(row.submitted),
      row.submitted === null ? words.notSubmitted : lateness(frame, row.deadline, row.submitted),
      { count: row.returned },
    ],
  };
}

/** The minute of the deadline still counts, as everywhere in the house; begun hours are given in whole minutes. */
function lateness(frame: Frame, deadline: string, submitted: string): string {
  const minutes = Math.floor(instantOf(submitted) / 60_000) - Math.floor(instantOf(deadline) / 60_000);
  if (minutes <= 0) return frame.words.onTime;
  return frame.words.lateBy(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60);
}
