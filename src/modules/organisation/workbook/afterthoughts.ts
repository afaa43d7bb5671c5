import type { Remark } from 'src/modules/intake/feed';
import { gapsOf, type WindowGap } from 'src/modules/organisation/gaps';
import type { Roster } from 'src/modules/organisation/roster';
import { overlap, spansText } from 'src/modules/organisation/spans';
import type { Book } from './book';
import { remark } from './words';

const MISSING: Readonly<Record<WindowGap['missing'], { zh: string; en: string }>> = {
  anybody: { zh: '无人在岗', en: 'nobody is posted' },
  chief: { zh: '没有首席代表', en: 'no chief representative' },
  'b-post': { zh: '没有B岗', en: 'no B post' },
};

/** What is noticed once everything is read; nothing of it keeps a line from being recorded. */
export function afterthoughts(book: Book): Remark[] {
  const { roster } = book.index();
  // A file without the sheet of postings says nothing about who is missing.
  return roster.staff.length === 0 ? [] : [...gapRemarks(book, roster), ...lostPostings(book, roster)];
}

/** One remark for each window that lacks something, at the window's last row. */
function gapRemarks(book: Book, roster: Roster): Remark[] {
  const gaps = gapsOf(roster);
  return roster.windows.flatMap(({ id, name }) => {
    const mine = gaps.filter(({ window }) => window === id);
    const place = book
      .kept('window')
      .filter(({ record }) => record.code === id)
      .at(-1);
    if (mine.length === 0 || !place) return [];
    const zh = mine.map(({ missing, spans }) => `${MISSING[missing].zh}（${spansText(spans, 'zh')}）`).join('；');
    const en = mine.map(({ missing, spans }) => `${MISSING[missing].en} (${spansText(spans, 'en')})`).join('; ');
    const words = remark(
      'window-gap',
      `窗口 ${id} ${name}：${zh}；请核对花名册，确实空缺的请尽快安排`,
      `window ${id} ${name}: ${en}`,
    );
    return [{ sheet: place.sheet, line: place.line, ...words }];
  });
}

/** A file is the whole statement about the people in it: a posting recorded earlier and not in it is no longer valid. */
function lostPostings(book: Book, roster: Roster): Remark[] {
  const people = new Map(roster.staff.map((person) => [person.id, person]));
  const places = new Map(book.kept('posting').map((one) => [one.record.staff, one]));
  return (book.given?.roster.staff ?? []).flatMap((before) => {
    const now = people.get(before.id);
    const place = places.get(before.id);
    const lost = before.postings.filter(
      (old) => !now?.postings.some((posting) => posting.window === old.window && overlap(posting, old)),
    );
    if (!place || lost.length === 0) return [];
    const zh = lost.map((old) => `${old.window ?? old.unit}（${spansText([old], 'zh')}）`).join('，');
    const en = lost.map((old) => `${old.window ?? old.unit} (${spansText([old], 'en')})`).join(', ');
    const words = remark(
      'earlier-posting-missing',
      `工号 ${before.id} 以前登记的任职 ${zh} 不在本文件中，导入后以本文件为准；调动的请保留原任职行并填写任职结束`,
      `${before.id}: the posting ${en} recorded earlier is not in this file, which will hold instead; for a move keep the earlier row and end it`,
    );
    return [{ sheet: place.sheet, line: place.line, ...words }];
  });
}
