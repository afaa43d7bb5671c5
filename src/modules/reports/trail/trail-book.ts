import type { CivilTime } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { column } from 'src/modules/reports/content/frame';
import { plainSheet } from 'src/modules/reports/content/plain-sheet';
import { fileName } from 'src/modules/reports/file-name';
import type { Bulletin, Row } from 'src/modules/reports/sheet-model';
import { wordsOf } from 'src/modules/reports/words/words';

/** A record as an export of the trail gives it. */
export interface TrailRow {
  readonly at: string;
  readonly actor: string;
  readonly origin: string;
  readonly action: string;
  readonly subject: string;
  /** Canonical JSON of `{ before, after, reason }`. */
  readonly content: string;
  readonly digest: string;
  readonly link: { readonly sequence: number; readonly digest: string } | null;
}

const WORDS = {
  zh: {
    name: '操作留痕',
    heads: ['链号', '时间', '人员', '来源', '操作', '对象', '内容（改前、改后、理由）', '记录校验码', '链校验码'],
    note: '链号为空的记录尚未入链。校验：baifen audit verify。',
    empty: '没有符合条件的记录',
  },
  en: {
    name: 'Audit trail',
    heads: [
      'Link',
      'Time',
      'Who',
      'From',
      'What',
      'Subject',
      'Content (before, after, reason)',
      'Record',
      'Link digest',
    ],
    note: 'Records without a number wait for their link. To check: baifen audit verify.',
    empty: 'No record matches',
  },
} as const satisfies Record<Language, unknown>;

const WIDTHS = [9, 24, 22, 16, 26, 30, 80, 20, 20];

/** Records of a hall as a workbook; text cells only, so nothing in them can become a formula. */
export function trailBook(
  rows: readonly TrailRow[],
  about: { readonly hall: string; readonly at: CivilTime; readonly language: Language },
): Bulletin {
  const { hall, at, language } = about;
  const [own, words] = [WORDS[language], wordsOf(language)];
  const frame = { words, hall, period: at.slice(0, 7), at, decimals: 2, pageHead: '', pageFoot: own.name };
  const sheet = plainSheet(frame, {
    name: own.name,
    title: own.name,
    columns: own.heads.map((head, index) => column(head, WIDTHS[index] ?? 20, 'text', 'left')),
    rows: rows.map(rowOf),
    notes: [own.note],
    empty: own.empty,
    bodySize: 10,
  });
  const tail = `${own.name}${at.slice(0, 10)}`;
  return { fileName: fileName(hall, tail, '.xlsx'), at, title: `${hall}${tail}`, sheets: [sheet] };
}

function rowOf({ at, actor, origin, action, subject, content, digest, link }: TrailRow): Row {
  const chain = [digest.slice(0, 16), link?.digest.slice(0, 16) ?? ''];
  return {
    role: 'data',
    cells: [link === null ? '' : String(link.sequence), at, actor, origin, action, subject, content, ...chain],
  };
}
