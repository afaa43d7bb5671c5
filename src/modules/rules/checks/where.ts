import type { Text } from './problem';

const LISTS: Readonly<Record<string, Text>> = {
  items: { zh: '项目', en: 'item' },
  outcomes: { zh: '结果', en: 'outcome' },
  sections: { zh: '部分', en: 'section' },
  groups: { zh: '组', en: 'group' },
  grades: { zh: '等次', en: 'grade' },
};

/** “项目 02.01：” for a path inside one of the book's lists; empty elsewhere. The data may be of any form. */
export function whereOf(path: string, book: unknown): Text {
  const [, list = '', index = ''] = path.split('/');
  const kind = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined;
  if (!kind || index === '') return { zh: '', en: '' };
  const entries = (book as Readonly<Record<string, unknown>>)[list];
  const entry: unknown = Array.isArray(entries) ? entries[Number(index)] : undefined;
  const { code, name } = (typeof entry === 'object' && entry !== null ? entry : {}) as {
    code?: unknown;
    name?: unknown;
  };
  const label = typeof code === 'string' ? code : typeof name === 'string' ? name : `#${Number(index) + 1}`;
  return { zh: `${kind.zh} ${shown(label)}：`, en: `${kind.en} ${shown(label)}: ` };
}

/** Foreign text inside a sentence: short and on one line. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
