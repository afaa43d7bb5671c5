import { foldTitle } from 'src/common/text';
import type { Remark } from 'src/modules/intake/feed';
import type { ColumnNames, Columns } from './columns';
import { similar } from './similar';

/** A remark about the header of a sheet. */
export type HeaderRemark = Omit<Remark, 'sheet'>;

/** Where the columns stand: titles as the file writes them, and folded for comparison. */
interface Header {
  readonly line: number;
  readonly titles: readonly string[];
  readonly folded: readonly string[];
  /** What the titles count as; the titles themselves where nobody said anything. */
  readonly naming?: { readonly compared: readonly string[] };
}

/** Titles a feed knows, each column with its names; and those it knows and never needs. Written as people write them. */
interface Vocabulary {
  readonly known: readonly (readonly string[])[];
  readonly needless?: readonly string[];
}

/** Running numbers and remarks. */
const NEEDLESS = /^(?:序号|行号|no\.?|id|备注|附注|说明)$/;
/** Applicants and whoever acts for them, numbers and addresses of people: left unread on purpose, so never missed. */
const PERSONAL =
  /^(?:申请人|申报人|办理人|联系人|法人|法定代表人|代理人|委托人|当事人)(?!员)|身份证|证件|信用代码|电话|手机|住址|邮箱/;
/** Columns named one by one. */
const NAMED = 20;

/**
 * One remark that names the columns nobody read, none when there are none: a title written in another way must not drop
 * its column in silence. Left out: columns the feed knows under another name, running numbers, remarks, personal data.
 * `read` holds the positions that are read.
 */
export function unreadColumns(header: Header, read: Iterable<number>, words: Vocabulary): readonly HeaderRemark[] {
  const taken = new Set(read);
  const known = new Set([...words.known.flat(), ...(words.needless ?? [])].map(foldTitle));
  const compared = header.naming?.compared ?? header.folded;
  const unread = compared.flatMap((title, index) =>
    known.has(title) || isHarmless(title) || taken.has(index) ? [] : [header.titles[index] || title],
  );
  if (unread.length === 0) return [];
  const found = new Set([...taken].map((index) => compared[index]));
  const missing = words.known.filter((names) => !names.some((name) => found.has(foldTitle(name))));
  return [remark(header.line, [...new Set(unread)], missing)];
}

/** Whether nobody misses a column of this title, folded: running numbers, remarks, personal data. */
export function isHarmless(title: string): boolean {
  return title === '' || NEEDLESS.test(title) || PERSONAL.test(title);
}

/** The same for a table whose columns were found by name. */
export function unreadOf<F extends string>(
  columns: Columns<F>,
  names: ColumnNames<F>,
  needless: readonly string[] = [],
): readonly HeaderRemark[] {
  return unreadColumns(columns, columns.at.values(), { known: Object.values(names), needless });
}

function remark(line: number, unread: readonly string[], missing: readonly (readonly string[])[]): HeaderRemark {
  const [zh, en] = [[], []] as [string[], string[]];
  for (const title of unread.slice(0, NAMED)) {
    const near = nearest(title, missing);
    zh.push(near === undefined ? `“${title}”` : `“${title}”（是否应为“${near}”？）`);
    en.push(near === undefined ? `"${title}"` : `"${title}" (did you mean "${near}"?)`);
  }
  const more = unread.length > NAMED;
  return {
    line,
    code: 'column-unknown',
    text: {
      zh: `以下列不认识，没有读取：${zh.join('、')}${more ? ` 等 ${unread.length} 列` : ''}；列名不同的请加 --column "文件中的列名=应为的列名" 重新导入（确认一次，以后自动沿用），本来就不需要的不必理会`,
      en: `columns nobody knows were not read: ${en.join(', ')}${more ? ` … (${unread.length} in all)` : ''}; say which column one is with --column "TITLE=COLUMN" and import again (said once, it is remembered), leave alone what is not needed`,
    },
  };
}

/** The first name of the missing column that has a name most like the title, brackets at its end left out. */
function nearest(title: string, missing: readonly (readonly string[])[]): string | undefined {
  const near = similar(title.replace(/(?:[(（[【][^()（）[\]【】]*[)）\]】])+$/, ''), missing.flat());
  return near === undefined ? undefined : missing.find((names) => names.includes(near))?.[0];
}
