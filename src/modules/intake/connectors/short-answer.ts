import type { ImportAnswer } from 'src/modules/intake/answer/answer';

/** Lists of a device's answer, which is kept for the same push again; all rejects are with the batch. */
const FIRST = 20;
const BYTES = 48_000;

/** The answer with the first entries of its lists only: as many as fit a column of 64 KB. The counts stay whole. */
export function shortAnswer(answer: ImportAnswer): ImportAnswer {
  for (let most = FIRST; most > 0; most = Math.floor(most / 2)) {
    const short = cut(answer, most);
    if (Buffer.byteLength(JSON.stringify(short)) <= BYTES) return short;
  }
  return cut(answer, 0);
}

function cut(answer: ImportAnswer, most: number): ImportAnswer {
  return {
    ...answer,
    rejects: answer.rejects.slice(0, most),
    warnings: answer.warnings.slice(0, most),
    skippedRows: answer.skippedRows.slice(0, most),
    unmatchedKeys: answer.unmatchedKeys.slice(0, most),
    sheetsNotRead: answer.sheetsNotRead.slice(0, most),
  };
}
