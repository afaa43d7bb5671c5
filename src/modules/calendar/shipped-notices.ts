import { canonicalJson } from 'src/common/canonical';
import { checkNotice, type HolidayNotice } from './notice';
import first2019 from './notices/2019-1.json';
import second2019 from './notices/2019-2.json';
import first2020 from './notices/2020-1.json';
import second2020 from './notices/2020-2.json';
import first2021 from './notices/2021-1.json';
import first2022 from './notices/2022-1.json';
import first2023 from './notices/2023-1.json';
import first2024 from './notices/2024-1.json';
import first2025 from './notices/2025-1.json';
import first2026 from './notices/2026-1.json';
import { noticeConflict, noticeGap } from './refusals';

/** A notice and where it came from, so that a refusal can name the file. */
export interface SourcedNotice {
  readonly notice: HolidayNotice;
  readonly source: string;
}

/**
 * The State Council's arrangements for 2019 to 2026 in order, amendments included. Each file was compared with the
 * published text of its notice, and all days from December 2018 on with an independent data set.
 */
export const shippedNotices: readonly HolidayNotice[] = [
  first2019,
  second2019,
  first2020,
  second2020,
  first2021,
  first2022,
  first2023,
  first2024,
  first2025,
  first2026,
].map((file) => checkNotice(file, `${file.year}-${file.sequence}.json`));

/**
 * Adds notices to a list: sorted by year and sequence, the same notice given twice counts once. Throws the refusals
 * `calendar.notice-conflict` (same year and sequence, other content) and `calendar.notice-gap` (amendment of nothing).
 */
export function mergeNotices(
  known: readonly HolidayNotice[],
  added: readonly SourcedNotice[],
): readonly HolidayNotice[] {
  const byPlace = new Map(known.map((notice) => [place(notice), { notice, source: place(notice) }]));
  for (const { notice, source } of added) {
    const present = byPlace.get(place(notice))?.notice;
    if (present && canonicalJson(present) !== canonicalJson(notice))
      throw noticeConflict({ year: notice.year, sequence: notice.sequence, source, number: present.number });
    byPlace.set(place(notice), { notice, source });
  }
  const merged = [...byPlace.values()].sort(
    (a, b) => a.notice.year - b.notice.year || a.notice.sequence - b.notice.sequence,
  );
  merged.forEach(({ notice, source }, index) => {
    const before = merged[index - 1]?.notice;
    const expected = before?.year === notice.year ? before.sequence + 1 : 1;
    if (notice.sequence !== expected)
      throw noticeGap({ year: notice.year, sequence: notice.sequence, missing: expected, source });
  });
  return merged.map(({ notice }) => notice);
}

function place(notice: HolidayNotice): string {
  return `${notice.year}-${notice.sequence}`;
}
