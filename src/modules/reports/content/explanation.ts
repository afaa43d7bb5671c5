import { sourceNote } from 'src/modules/reports/content/silence';
import type { Row, SheetModel } from 'src/modules/reports/sheet-model';
import { column, sheetOf, type Frame } from './frame';

/** 计分说明（核分表）: how the month was computed, from what, what is missing, and how anybody can check it. */
export function explanationSheet(frame: Frame): SheetModel {
  const { words, input } = frame;
  return sheetOf(frame, {
    name: words.explanationSheet,
    title: words.rankingTitle(words.month(input.period), words.explanationSheet),
    columns: [column(words.subjectHead, 24, 'text', 'left'), column(words.contentHead, 116, 'text', 'left')],
    rows: [
      ...chapter(words.chapters.month, monthRows(frame)),
      ...chapter(
        words.chapters.order,
        words.order.map((step, index) => [words.stepOf(index + 1), step]),
      ),
      ...chapter(words.chapters.book, bookRows(frame)),
      ...chapter(words.chapters.coverage, coverageRows(frame)),
      ...chapter(words.chapters.overrides, overrideRows(frame)),
      ...chapter(words.chapters.check, checkRows(frame)),
    ],
    notes: [],
    empty: '',
    frozenColumns: 1,
    filter: false,
  });
}

type Entry = readonly [string, string];

function chapter(heading: string, entries: readonly Entry[]): Row[] {
  return [
    { role: 'heading', cells: [heading, ''], keepWithNext: true },
    ...entries.map(([subject, content]): Row => ({ role: 'data', cells: [subject, content] })),
  ];
}

function monthRows(frame: Frame): Entry[] {
  const { words, input } = frame;
  const { evaluation, deadlines } = input;
  const ranked = evaluation.standings.filter(({ rank, type }) => rank !== null && type === 'window').length;
  const windows = evaluation.sheets.filter(({ type }) => type === 'window').length;
  const dates: Entry[] =
    deadlines === null
      ? []
      : [
          [words.submissionDeadline, because(frame, deadlines.submission.date, deadlines.submission.reason)],
          [words.verificationDeadline, because(frame, deadlines.verification.date, deadlines.verification.reason)],
          ...(deadlines.calendarKnown ? [] : [[words.calendarHead, words.calendarUnknown] as const]),
        ];
  return [
    [words.stateHead, `${words.stateName(input.state)}${frame.draft ? words.inBrackets(words.draft) : ''}`],
    [words.revisionHead, words.revisionOf(input.revision)],
    [words.rankedHead, words.rankedOf(ranked, windows)],
    ...dates,
  ];
}

function because(frame: Frame, date: string, reason: string): string {
  return `${frame.words.date(date)}${reason === '' ? '' : frame.words.inBrackets(reason)}`;
}

function bookRows(frame: Frame): Entry[] {
  const { words, input } = frame;
  const { book, engine } = input.evaluation;
  const items = input.sections.flatMap((section) => section.items);
  const samples = items.filter(({ sample }) => sample);
  return [
    [words.bookTitle, `${book.title}${book.sample ? words.sampleMark : ''}`],
    [words.bookFrom, words.bookSince(book.book, words.month(book.from))],
    [words.bookDigest, input.computed.bookDigest],
    ...(frame.sample
      ? [
          [
            words.sampleHead,
            words.sampleItems(
              samples.map(({ code, name }) => `${code} ${name}`),
              items.length,
            ),
          ] as const,
        ]
      : []),
    [words.engineHead, engine],
  ];
}

function coverageRows(frame: Frame): Entry[] {
  const { words, input } = frame;
  const { evaluation } = input;
  const entries: Entry[] = [
    ...sourceNote(frame),
    ...(evaluation.leftOut.length === 0
      ? []
      : [[words.leftOutHead, words.leftOut(evaluation.leftOut.length)] as const]),
    ...(evaluation.unread.length === 0 ? [] : [[words.unreadHead, words.unread(evaluation.unread.length)] as const]),
    ...(evaluation.unplaced.length === 0
      ? []
      : [[words.unplacedHead, words.unplaced(evaluation.unplaced.length)] as const]),
  ];
  return entries.length === 0 ? [[words.sourcesHead, words.complete]] : entries;
}

function overrideRows(frame: Frame): Entry[] {
  const { words, input } = frame;
  const { overrides } = input.computed;
  if (overrides.length === 0) return [[words.overridesHead, words.none]];
  return overrides.map((text, index): Entry => [words.stepOf(index + 1), text]);
}

function checkRows(frame: Frame): Entry[] {
  const { words } = frame;
  const { at, by, factsDigest, resultDigest, sealDigest, auditHead, verifyCommand } = frame.input.computed;
  return [
    [words.computedHead, words.computedBy(words.time(at), by)],
    [words.factsDigest, factsDigest],
    [words.resultDigest, resultDigest],
    [words.sealDigest, sealDigest === '' ? words.unsealed : sealDigest],
    ...(auditHead === '' ? [] : [[words.auditHead, auditHead] as const]),
    [words.verifyHead, sealDigest === '' ? words.verifyLater(verifyCommand) : words.verifyBy(verifyCommand)],
  ];
}
