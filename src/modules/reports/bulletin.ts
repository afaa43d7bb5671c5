import type { BulletinInput } from './bulletin-input';
import { attendanceSheet } from './content/attendance';
import { casesSheet } from './content/cases';
import { detailSheets } from './content/details';
import { explanationSheet } from './content/explanation';
import { frameOf } from './content/frame';
import { matrixSheets } from './content/matrix';
import { rankingSheets } from './content/ranking';
import { submissionsSheet } from './content/submissions';
import { fileName, sheetNames } from './file-name';
import type { Bulletin } from './sheet-model';

/**
 * What the month's bulletin says. Numbers are the evaluation's own; the only arithmetic is sums of exact points, and each
 * row of the ranking and each subtotal is proved against the score. Throws an Error when one does not add up.
 */
export function bulletin(input: BulletinInput): Bulletin {
  const frame = frameOf(input);
  const { words, draft } = frame;
  const sheets = [
    ...rankingSheets(frame),
    ...matrixSheets(frame),
    ...detailSheets(frame),
    attendanceSheet(frame),
    casesSheet(frame),
    submissionsSheet(frame),
    explanationSheet(frame),
  ];
  const names = sheetNames(sheets.map(({ name }) => name));
  const marks = [draft ? words.draft : '', input.revision > 1 ? words.revision(input.revision) : ''];
  const shown = marks.filter((mark) => mark !== '').join(words.comma);
  const tail = `${words.fileTail(words.month(input.period))}${shown === '' ? '' : words.inBrackets(shown)}`;
  return {
    fileName: fileName(input.hall, tail, '.xlsx'),
    at: input.computed.at,
    title: `${input.hall}${tail}`,
    sheets: sheets.map((sheet, index) => ({ ...sheet, name: names[index] ?? sheet.name })),
  };
}
