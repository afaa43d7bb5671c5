import type { Finding, Text } from 'src/modules/rules/checks/problem';
import { shown } from 'src/modules/rules/checks/where';

type Words = Record<string, unknown>;

const KINDS: Readonly<Record<string, Text>> = {
  object: { zh: '一组“名称: 值”', en: 'a mapping of “name: value”' },
  array: { zh: '一个列表（每行以“- ”开头）', en: 'a list (lines that begin with “- ”)' },
  string: { zh: '文字', en: 'text' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  integer: { zh: '整数，不加引号', en: 'a whole number without quotes' },
  'string,number': { zh: '一个数', en: 'a number' },
};

export type Wording = Pick<Finding, 'code' | 'cause' | 'remedy'>;

export function say(code: string, zh: readonly [string, string], en: readonly [string, string]): Wording {
  return { code, cause: { zh: zh[0], en: en[0] }, remedy: { zh: zh[1], en: en[1] } };
}

export function choice(branches: unknown): Wording {
  const names = (branches as { required?: readonly string[] }[]).flatMap(({ required = [] }) => required);
  return say(
    'choose-one',
    [`${names.join('、')} 中应写且只写需要的一个。`, '请保留其中一个。'],
    [`One of ${names.join(', ')} is needed, and one only.`, 'Keep one of them.'],
  );
}

export function wrongType(wanted: string, schema: Words, data: unknown): Wording {
  const kind = KINDS[wanted] ?? { zh: wanted, en: wanted };
  const name = descriptionOf(schema).zh;
  if (data === null || data === undefined)
    return say(
      'empty',
      ['冒号后面没有写值。', `请写上${kind.zh}，不需要时删去这一行。`],
      ['There is no value after the colon.', `Write ${kind.en}, or remove the line.`],
    );
  const got: Text =
    typeof data === 'object'
      ? (KINDS[Array.isArray(data) ? 'array' : 'object'] ?? { zh: '', en: '' })
      : { zh: `“${text(data)}”`, en: `“${text(data)}”` };
  const colon = typeof data === 'string' && data.includes('：');
  return say(
    'wrong-type',
    [
      `这里应写${kind.zh}，写的却是${got.zh}。`,
      colon ? '请把全角冒号“：”改成“: ”。' : name === '' ? '请改正。' : `这里的意思是：${name}。`,
    ],
    [
      `${capital(kind.en)} is needed here, not ${got.en}.`,
      colon ? 'Replace the full-width colon by “: ”.' : 'Correct it.',
    ],
  );
}

export function wrongForm(pattern: string, data: unknown): Wording {
  const got = text(data);
  if (pattern.includes('(19|2'))
    return say(
      'not-a-month',
      [`“${got}”不是月份。`, '请写四位年份加两位月份，例如 2026-03。'],
      [`“${got}” is not a month.`, 'Write four digits for the year and two for the month, for example 2026-03.'],
    );
  if (pattern.includes(':['))
    return say(
      'not-a-time',
      [`“${got}”不是时刻。`, '请写 24 小时制的时和分，例如 17:30。'],
      [`“${got}” is not a time of day.`, 'Write hours and minutes, for example 17:30.'],
    );
  if (pattern.includes('\\s'))
    return say(
      'bad-code',
      [`编码“${got}”里有空格或斜线。`, '编码只用数字、字母、汉字、点和横线，例如 02.01。'],
      [`The code “${got}” holds a blank or a slash.`, 'Use digits, letters, dots and hyphens, for example 02.01.'],
    );
  if (pattern.startsWith('^\\d') && got.startsWith('-'))
    return say(
      'negative',
      [`“${got}”带了负号。`, '这里写不带符号的数，加或扣由项目的 kind 决定。'],
      [`“${got}” has a sign.`, 'Write the number without a sign; the kind of the item gives it.'],
    );
  return say(
    'not-a-number',
    [`“${got}”不是数。`, '请用半角数字写成 2、0.30、1/3 或 12.5%。'],
    [`“${got}” is not a number.`, 'Write 2, 0.30, 1/3 or 12.5%.'],
  );
}

const EMPTY = say(
  'empty',
  ['内容是空的。', '请写上内容，不需要时删去这一行。'],
  ['It is empty.', 'Write something or remove the line.'],
);

const REPEATED = say(
  'repeated',
  ['列表里有重复的内容。', '请删去重复的一项。'],
  ['The list repeats a value.', 'Remove one of them.'],
);

const INCOMPLETE = say(
  'incomplete',
  ['内容不完整：条件没有写范围。', '范围请写 from（≥）、over（>）、upTo（≤）或 under（<）。'],
  ['Something is missing: a condition has no bound.', 'Bounds are from (≥), over (>), upTo (≤) and under (<).'],
);

/** `ranking: {}`: a mapping that needs at least one member, whichever. */
function noMember(schema: Words): Wording {
  const { zh, en } = descriptionOf(schema);
  const members = Object.keys(schema.properties ?? {});
  const some =
    members.length === 0 ? { zh: '', en: '' } : { zh: `：${members.join('、')}`, en: `: ${members.join(', ')}` };
  return say(
    'incomplete',
    [`${zh === '' ? '这里' : `“${zh}”里`}一个成员也没有。`, `请至少写一个${some.zh}。不需要时删去这一行。`],
    [
      `There is no member${en === '' ? '' : ` in “${en}”`}.`,
      `Write at least one${some.en}. Remove the line if none is needed.`,
    ],
  );
}

const ONE_MEMBER = say(
  'choose-one',
  ['这里只能写一个成员。', '请保留其中一个。'],
  ['Only one member may stand here.', 'Keep one of them.'],
);

const SIZES: Readonly<Record<string, Wording>> = {
  minItems: EMPTY,
  minLength: EMPTY,
  uniqueItems: REPEATED,
  minProperties: INCOMPLETE,
};

export function outOfSize(keyword: string, limit: number, schema: Words, data: unknown): Wording {
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
  if (keyword === 'minimum' || keyword === 'maximum')
    return say(
      'out-of-range',
      [`${text(data)} 超出范围。`, `请写 ${minimum ?? '…'} 到 ${maximum ?? '…'} 之间的整数。`],
      [`${text(data)} is out of range.`, `Write a whole number from ${minimum ?? '…'} to ${maximum ?? '…'}.`],
    );
  if (keyword === 'maxItems' || keyword === 'maxLength')
    return say(
      'too-long',
      [`内容太长，最多 ${limit}。`, '请缩短。'],
      [`It is too long; the limit is ${limit}.`, 'Make it shorter.'],
    );
  if (keyword === 'minProperties' && limit === 1) return noMember(schema);
  return SIZES[keyword] ?? ONE_MEMBER;
}

/** The two halves of a description of the schema: “中文 · English”. */
export function descriptionOf(schema: unknown): Text {
  const { description } = (typeof schema === 'object' && schema !== null ? schema : {}) as { description?: unknown };
  const [zh = '', en = ''] = typeof description === 'string' ? description.split(' · ') : [];
  return { zh, en };
}

/** A scalar as it stands in a sentence. */
function text(data: unknown): string {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? shown(String(data)) : '…';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
