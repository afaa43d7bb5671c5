import { canonicalJson } from 'src/common/canonical';
import { foldTitle } from 'src/common/text';
import type { FeedContext, Placed, Together } from 'src/modules/intake/feed';
import { peopleOf, plainName, type PeopleIndex } from 'src/modules/organisation/people';
import type { RosterWindow } from 'src/modules/organisation/roster';
import { joined, overlap, type Span } from 'src/modules/organisation/spans';
import {
  keysOf,
  type DepartmentLine,
  type KeyLine,
  type Line,
  type PostingLine,
  type WindowLine,
} from 'src/modules/organisation/statement';
import { afterthoughts } from './afterthoughts';
import { Book } from './book';
import * as words from './words';

/**
 * What the four sheets say together: codes are unique, names lead to codes, everybody is at one place at a time. Of two
 * lines that contradict each other the later one is rejected.
 */
export function together(placed: readonly Placed<Line>[], context: FeedContext): Together<Line> {
  const { distinct, repeats } = parted(placed);
  const book = new Book(distinct, peopleOf(context));
  for (const one of book.of('department')) keepUnlessTwice(book, one, one.record);
  acceptWindows(book);
  acceptPostings(book);
  nameLeaders(book);
  acceptPairs(book);
  const { records, rejects, remarks } = book;
  const again = repeats.map(({ one, first }) => {
    const kept = records.find((record) => record.sheet === first.sheet && record.line === first.line);
    return { ...one, record: kept?.record ?? one.record };
  });
  return { records: [...records, ...again], rejects, remarks: [...remarks, ...afterthoughts(book)] };
}

/** The same row again is a repeat and contradicts nobody; it ends as its first occurrence does. */
function parted(placed: readonly Placed<Line>[]): {
  distinct: Placed<Line>[];
  repeats: { one: Placed<Line>; first: Placed<Line> }[];
} {
  const firsts = new Map<string, Placed<Line>>();
  const repeats: { one: Placed<Line>; first: Placed<Line> }[] = [];
  for (const one of placed) {
    const text = canonicalJson(one.record);
    const first = firsts.get(text);
    if (first) repeats.push({ one, first });
    else firsts.set(text, one);
  }
  return { distinct: [...firsts.values()], repeats };
}

function keepUnlessTwice(book: Book, one: Placed<Line>, record: DepartmentLine | WindowLine): void {
  const twin = book.kept(record.kind).find(({ record: other }) => other.code === record.code && overlap(other, record));
  if (twin) book.refuse(one, 'code', record.code, words.codeTwice(record.code, twin.line));
  else book.keep(one, record);
}

function acceptWindows(book: Book): void {
  const departments = [
    ...book.kept('department').map(({ record }) => record),
    ...(book.given?.roster.departments ?? []),
  ];
  const known = [
    ...book.of('window').map(({ record }) => ({ id: record.code, name: record.name })),
    ...(book.given?.roster.windows ?? []),
  ];
  const named = (wanted: string, code: string, name: string): boolean =>
    foldTitle(wanted) !== '' && (wanted === code || foldTitle(wanted) === foldTitle(name));
  for (const one of book.of('window')) {
    const { record } = one;
    const { departmentName, mergedInto } = record;
    const owner = departments.find(({ code, name }) => named(departmentName, code, name));
    if (!owner && departmentName !== '') book.remark(one, words.departmentUnknown(departmentName));
    const heir = known.find(({ id, name }) => id !== record.code && named(mergedInto ?? '', id, name));
    if (mergedInto !== null && !heir) book.remark(one, words.heirUnknown(mergedInto));
    if (heir && record.to === null) book.remark(one, words.mergedButOpen(record));
    keepUnlessTwice(book, one, { ...record, department: owner?.code ?? null, mergedInto: heir?.id ?? null });
  }
}

function acceptPostings(book: Book): void {
  const index = book.index();
  const careers = new Map<string, Placed<PostingLine>[]>();
  const keys = new Map<string, KeyLine[]>();
  for (const one of book.of('posting')) {
    const { record } = one;
    const { staff, name, windowName } = record;
    const earlier = careers.get(staff) ?? [];
    const otherName = earlier.find((other) => plainName(other.record.name) !== plainName(name));
    const clash = earlier.find((other) => overlap(other.record, record));
    const written = record.window ?? windowName;
    const found = written === '' ? null : book.windowOf(index, record.window, windowName, record.from);
    if (found && found.kind !== 'unique') {
      const field = record.window === null ? 'windowName' : 'window';
      book.refuse(one, field, written, words.windowUnknown(written, found.kind === 'several'));
    } else if (otherName) {
      book.refuse(one, 'name', name, words.twoNames(record, otherName.record, otherName.line));
    } else if (clash) {
      book.refuse(one, 'from', record.from ?? '', words.postingsOverlap(record, clash.record, clash.line));
    } else {
      if (found) checkPlace(book, one, found.value);
      checkKeys(book, one, keys);
      careers.set(staff, [...earlier, one]);
      book.keep(one, { ...record, window: found?.value.id ?? null });
    }
  }
}

function checkPlace(book: Book, one: Placed<PostingLine>, window: RosterWindow): void {
  const { record } = one;
  const names = [window.name, ...window.formerNames].map(foldTitle);
  if (record.windowName !== '' && !names.includes(foldTitle(record.windowName)))
    book.remark(one, words.windowNameDiffers(window.id, record.windowName, window.name));
  if (!joined(window.states).some((life) => contains(life, record)))
    book.remark(one, words.outsideWindow(record, window.id));
}

function contains(outer: Span, inner: Span): boolean {
  const begins = outer.from === null || (inner.from !== null && outer.from <= inner.from);
  return begins && (outer.to === null || (inner.to !== null && inner.to <= outer.to));
}

/** A pin that two people hold on the same day identifies neither; the postings themselves are right. */
function checkKeys(book: Book, one: Placed<PostingLine>, held: Map<string, KeyLine[]>): void {
  for (const mine of keysOf(one.record)) {
    const name = `${mine.source} ${mine.key}`;
    const others = held.get(name) ?? [];
    const taken = others.find((key) => key.staff !== mine.staff && sameDevice(key, mine) && overlap(key, mine));
    const shown = mine.source === 'phone' ? '（手机号）' : mine.key;
    if (taken) book.remark(one, words.keyTaken(shown, mine.staff, taken.staff));
    held.set(name, [...others, mine]);
  }
}

function sameDevice(a: { device: string }, b: { device: string }): boolean {
  return a.device === '' || b.device === '' || a.device === b.device;
}

/** Departments name their leader by number, or by a name that leads to one number. */
function nameLeaders(book: Book): void {
  const index = book.index();
  for (const [position, one] of book.records.entries()) {
    if (one.record.kind !== 'department') continue;
    const { leaderName = '', ...department } = one.record;
    const leader = department.leader ?? numberOf(book, index, leaderName);
    const written = department.leader ?? leaderName;
    if (written !== '' && (leader === null || !book.personOf(index, leader)))
      book.remark(one, words.leaderUnknown(written));
    book.records[position] = { ...one, record: { ...department, leader } };
  }
}

function numberOf(book: Book, index: PeopleIndex, name: string): string | null {
  const found = book.personNamed(index, name);
  return found.kind === 'unique' ? found.value.id : null;
}

function acceptPairs(book: Book): void {
  const index = book.index();
  for (const one of book.of('pair')) {
    const { aName = '', bName = '', ...pair } = one.record;
    const byCode = book.windowOf(index, pair.window, '', null);
    const window = byCode.kind === 'none' ? book.windowOf(index, null, pair.window, pair.from) : byCode;
    const people = [
      { field: 'a', staff: pair.a, name: aName },
      { field: 'b', staff: pair.b, name: bName },
      { field: 'third', staff: pair.third ?? '', name: '' },
    ].filter(({ staff }) => staff !== '');
    const stranger = people.find(({ staff }) => !book.personOf(index, staff));
    if (window.kind !== 'unique') {
      book.refuse(one, 'window', pair.window, words.windowUnknown(pair.window, window.kind === 'several'));
    } else if (stranger) {
      book.refuse(one, stranger.field, stranger.staff, words.staffUnknown(stranger.staff));
    } else if (pair.a === pair.b) {
      book.refuse(one, 'b', pair.b, words.pairOfOne(pair.b));
    } else {
      for (const { staff, name } of people) {
        const known = book.personOf(index, staff)?.name ?? '';
        if (name !== '' && plainName(known) !== plainName(name))
          book.remark(one, words.nameDiffers(staff, name, known));
      }
      book.keep(one, { ...pair, window: window.value.id });
    }
  }
}
