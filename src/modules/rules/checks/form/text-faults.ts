import type { Finding, Problem } from 'src/modules/rules/checks/problem';

type Sentences = readonly [causeZh: string, remedyZh: string, causeEn: string, remedyEn: string];

function fault(code: string, path: string, [causeZh, remedyZh, causeEn, remedyEn]: Sentences): Finding {
  return {
    code,
    path,
    severity: 'error',
    cause: { zh: causeZh, en: causeEn },
    remedy: { zh: remedyZh, en: remedyEn },
  };
}

/** What the YAML reader finds, by its own code; anything else gets the general sentence. */
const SYNTAX: Readonly<Record<string, Sentences>> = {
  TAB_AS_INDENT: [
    '行首缩进用了制表符（Tab）。',
    '请把制表符换成空格。',
    'The line is indented with a tab.',
    'Use spaces instead.',
  ],
  BAD_INDENT: [
    '缩进不对齐，或括号没有写完。',
    '同一层的内容请左对齐，[ ] 和 { } 要成对。',
    'The indentation does not line up, or a bracket is not closed.',
    'Align what belongs together and close every [ and {.',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    '同一行写了两个“名称: 值”，或下一行缩进过深。',
    '一行只写一个；文字里有冒号时请加引号。',
    'Two “name: value” pairs stand on one line, or the next line is indented too far.',
    'Write one a line; quote text that holds a colon.',
  ],
  MISSING_CHAR: [
    '缺少一个符号，多半是引号、逗号或冒号没有写完。',
    '请检查这一行及上一行的引号、逗号、冒号和括号。',
    'A mark is missing, most often a quotation mark, comma or colon.',
    'Check the marks on this line and the one before.',
  ],
  MULTIPLE_DOCS: [
    '文件里用“---”分成了几份文档。',
    '一个文件只写一份考核办法，请删去多余的“---”。',
    'The file holds several documents divided by “---”.',
    'Keep one book in a file and remove the “---”.',
  ],
};

const GENERAL: Sentences = [
  '这里不符合 YAML 的写法。',
  '请检查这一行的缩进、引号、冒号和括号。',
  'This is not valid YAML.',
  'Check indentation, quotes, colons and brackets on this line.',
];

const WIDE_COLON: Sentences = [
  '这一行用了全角冒号“：”。',
  '请改成半角冒号加一个空格“: ”。',
  'The line has a full-width colon “：”.',
  'Write a plain colon and a blank “: ”.',
];

/** Faults of the text of a book, before its content is looked at. */
export const faults = {
  syntax(code: string, line: string): Omit<Problem, 'line' | 'column'> {
    const wide = /^\s*(- )?\w+：/.test(line);
    return fault('syntax', '', wide ? WIDE_COLON : (SYNTAX[code] ?? GENERAL));
  },

  tooLarge: (size: number, limit: number): Finding =>
    fault('too-large', '', [
      `文件有 ${size} 个字符，超过上限 ${limit}。`,
      '请确认选对了文件；考核办法通常不到 5 万字。',
      `The file has ${size} characters; the limit is ${limit}.`,
      'Check that it is the right file; a book usually has fewer than 50,000.',
    ]),

  tooMany: (path: string, limit: number): Finding =>
    fault('too-many-values', path, [
      `内容超过 ${limit} 项，从这里起不再读取。`,
      '请确认选对了文件，并删去重复的内容。',
      `There are more than ${limit} values; reading stopped here.`,
      'Check that it is the right file and remove what is repeated.',
    ]),

  tooDeep: (path: string, limit: number): Finding =>
    fault('too-deep', path, [
      `嵌套超过 ${limit} 层。`,
      '请检查缩进或多余的括号。',
      `Values are nested more than ${limit} deep.`,
      'Check the indentation and the brackets.',
    ]),

  unreadable: (): Finding =>
    fault('unreadable', '', [
      '文件读不下去：结构过于复杂或已损坏。',
      '请用文本编辑器打开，确认是 UTF-8 编码的 YAML 文件。',
      'The file cannot be read: it is damaged or too complicated.',
      'Open it in a text editor; it must be YAML in UTF-8.',
    ]),

  notAMapping: (): Finding =>
    fault('not-a-book', '', [
      '文件内容不是一份考核办法。',
      '第一层应为“book: …”“title: …”等“名称: 值”，可用 rules template 打印样例。',
      'The file is not a rule book.',
      'Its first level must be “book: …”, “title: …” and so on; `rules template` prints a sample.',
    ]),

  anchor: (path: string, name: string): Finding =>
    fault('anchor', path, [
      `这里用了 YAML 的锚点或引用（${name.slice(0, 20)}）。`,
      '考核办法里每一处都要写全，请把内容照抄过来。',
      `A YAML anchor or alias is used here (${name.slice(0, 20)}).`,
      'A book writes everything out: copy the content.',
    ]),

  tag: (path: string, tag: string): Finding =>
    fault('tag', path, [
      `这里用了 YAML 标签 ${tag.slice(0, 30)}。`,
      '请删去以“!”开头的标签；文字以“!”开头时请加引号。',
      `A YAML tag is used here: ${tag.slice(0, 30)}.`,
      'Remove the tag; quote text that begins with “!”.',
    ]),

  badKey: (path: string): Finding =>
    fault('bad-key', path, [
      '有一个成员的名称是空的，或不是一个词。',
      '请在冒号前写上成员名称。',
      'A member has no name, or its name is not a word.',
      'Write the name of the member before the colon.',
    ]),

  duplicateKey: (path: string, name: string, first: number): Finding =>
    fault('duplicate-key', path, [
      `“${name}”写了两遍，第一处在第 ${first} 行。`,
      '请只保留一处。',
      `“${name}” is written twice; the first is on line ${first}.`,
      'Keep one of them.',
    ]),
};
