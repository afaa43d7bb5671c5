import { Fraction } from 'src/common/fraction';
import type { AttendanceRow } from 'src/modules/reports/bulletin-input';
import type { Cell, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { fittingWidth } from 'src/modules/reports/text-width';
import { column, hiddenTail, printed4, sheetOf, windowName, type Frame } from './frame';

/** 考勤统计: half days and times as whole numbers per person, by window in the roster's order. The only sheet with names. */
export function attendanceSheet(frame: Frame): SheetModel {
  const { words, input } = frame;
  const places = new Map(input.windows.map((window, index) => [window.id, index]));
  const place = (row: AttendanceRow): number => places.get(row.window ?? '') ?? places.size;
  const rows = [...(input.attendance ?? [])].sort(
    (a, b) => place(a) - place(b) || (a.staff < b.staff ? -1 : a.staff > b.staff ? 1 : 0),
  );
  const lost = pointsByPerson(frame);
  return sheetOf(frame, {
    name: words.attendance,
    title: words.rankingTitle(words.month(input.period), words.attendance),
    unit: words.unitHalfDays,
    columns: attendanceColumns(frame),
    rows: rows.map((row) => attendanceRow(frame, row, lost.get(row.staff))),
    notes: words.numbered([words.attendanceNote, words.attendancePointsNote]),
    empty: input.attendance === null ? words.notConnected(words.sourceName('attendance')) : words.noRows,
  });
}

function attendanceColumns(frame: Frame): SheetModel['columns'] {
  const { words } = frame;
  const counts = words.attendanceHeads.map((head) => column(head, 6.5, 'count', 'center'));
  return [
    column(
      words.subject.window,
      fittingWidth(
        frame.input.windows.map(({ name }) => name),
        12,
        26,
      ),
      'text',
      'left',
    ),
    column(words.person, 10),
    column(words.staffNumber, 10),
    ...counts,
    column(words.attendancePoints, 8, 'net', 'center'),
  ];
}

function attendanceRow(frame: Frame, row: AttendanceRow, lost: Fraction | undefined): Row {
  const name = frame.input.names[row.staff] ?? '';
  const counts = [
    row.expected,
    row.present,
    row.late,
    row.early,
    row.missingPunches,
    row.offPost,
    row.absent,
    row.personalLeave,
    row.sickLeave,
    row.publicLeave,
    row.officialTrips,
    row.otherLeave,
    row.standIn,
    row.unknown,
  ];
  const cells: Cell[] = [
    windowName(frame, row.window),
    name === '' ? frame.words.nameErased : name,
    hiddenTail(row.staff),
    ...counts.map((count): Cell => (count === undefined ? null : { count })),
    { points: lost === undefined ? 0 : printed4(lost, frame.decimals) },
  ];
  return { role: 'data', cells };
}

/** Points of the window that attendance, leave and patrol lines took for this person alone. */
function pointsByPerson(frame: Frame): ReadonlyMap<string, Fraction> {
  const points = new Map<string, Fraction>();
  const sources = ['attendance', 'leave', 'patrol'];
  for (const sheet of frame.input.evaluation.sheets.filter(({ type }) => type === 'window'))
    for (const line of sheet.lines) {
      const [person, ...others] = line.persons ?? [];
      if (person === undefined || others.length > 0 || line.kind === 'note' || line.charge === 'year') continue;
      if (!(line.sources ?? []).some((source) => sources.includes(source))) continue;
      points.set(person, (points.get(person) ?? Fraction.zero).add(Fraction.parse(line.exact)));
    }
  return points;
}
