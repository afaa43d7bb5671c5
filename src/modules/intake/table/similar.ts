import { fold } from 'src/common/text';

/** The known word most like what was written, or undefined when none is near: for “did you mean”. */
export function similar(written: string, known: Iterable<string>): string | undefined {
  const wanted = plain(written);
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, word.length) / 3));
    const distance = editDistance(wanted, plain(word), limit);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { word, distance };
  }
  return best?.word;
}

/**
 * The title that may be one of these columns: at most half of its letters differ, in short ones a single letter. Looser than
 * `similar`, for questions only. Titles and names folded; what stands in brackets at their ends does not count.
 */
export function nearest(names: readonly string[], titles: Iterable<string>): string | undefined {
  let best: { title: string; distance: number } | undefined;
  for (const title of titles)
    for (const name of names) {
      const [a, b] = [withoutBrackets(title), withoutBrackets(name)];
      const shorter = Math.min(a.length, b.length);
      const limit = shorter >= 4 ? Math.floor(Math.max(a.length, b.length) / 2) : shorter === 3 ? 1 : 0;
      const distance = editDistance(a, b, limit);
      if (distance <= limit && (best === undefined || distance < best.distance)) best = { title, distance };
    }
  return best?.title;
}

function withoutBrackets(title: string): string {
  return title.replace(/(?:[(（[【][^()（）[\]【】]*[)）\]】])+$/, '').slice(0, 60);
}

function plain(word: string): string {
  return fold(word.slice(0, 60)).toLowerCase().replace(/[_ ]/g, '-');
}

/** Changes of one letter, swaps of neighbours counting once; stops early above the limit. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
    if (Math.min(...row) > limit) return limit + 1;
  }
  return row[b.length] ?? limit + 1;
}
