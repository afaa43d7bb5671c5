import type { ErrorObject } from 'ajv';
import { similar } from 'src/modules/intake/table/similar';
import { shown } from 'src/modules/rules/checks/where';

interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What is wrong with a document of facts, where it stands and what to do; the cause without a full stop. */
export interface FactsFault {
  /** JSON pointer into the document; `/` for the whole of it. */
  readonly where: string;
  readonly cause: Text;
  readonly remedy: Text;
}

type Words = Readonly<Record<string, unknown>>;
type Said = Omit<FactsFault, 'where'>;

const MOST_WORDS = 8;
const TYPES: Readonly<Record<string, Text>> = {
  object: { zh: '一组“名称: 值”', en: 'a mapping of names and values' },
  array: { zh: '一个列表', en: 'a list' },
  string: { zh: '文字', en: 'text' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  'number,string': { zh: '数', en: 'a number' },
  'integer,null': { zh: '整数（不排名的写 null）', en: 'a whole number, or null for unranked' },
};
const RIGHT = { zh: '请改正。', en: 'Correct it.' };

/** The sentence for one fault that the schema found; the error must carry its data (`verbose`). */
export function schemaFault(error: ErrorObject, document: unknown): FactsFault {
  const { instancePath, keyword } = error;
  const params = error.params as Words;
  const member = keyword === 'additionalProperties' ? `/${stepOf(String(params.additionalProperty))}` : '';
  const name = nameOf(instancePath, document);
  const { cause, remedy } = said(error, params);
  return {
    where: `${instancePath}${member}` || '/',
    cause: { zh: `${name.zh}${cause.zh}`, en: `${name.en}${cause.en}` },
    remedy,
  };
}

/** The value that is not among the words, with the nearest of them, or all when they are few. */
export function unknownWord(what: Text, written: unknown, known: readonly string[]): Said {
  const word = valueText(written);
  const near = typeof written === 'string' ? similar(written, known) : undefined;
  const list = (separator: string): string => known.slice(0, MOST_WORDS).join(separator);
  const more = known.length > MOST_WORDS;
  return {
    cause: { zh: `${what.zh}“${word}”不在允许的词之内`, en: `${what.en}"${word}" is not an allowed word` },
    remedy: {
      zh: near === undefined ? `可以写：${list('、')}${more ? ' 等' : ''}。` : `是不是要写“${near}”？`,
      en: near === undefined ? `Possible: ${list(', ')}${more ? ' and others' : ''}.` : `Did you mean "${near}"?`,
    },
  };
}

/** “事实 f1 的 amounts.minutes ” for a path of the document, in the words of who wrote it. */
export function nameOf(path: string, document: unknown): Text {
  const [list = '', ...rest] = path.split('/').slice(1);
  const steps = list === 'subjects' ? [`subjects/${rest[0] ?? ''}`, ...rest.slice(1)] : [list, ...rest];
  const [owner = '', index, ...members] = steps;
  const kind = KINDS[owner];
  if (kind === undefined || index === undefined) return plainly(path === '' ? '' : path.slice(1).replaceAll('/', '.'));
  const entry = owner.split('/').reduce<unknown>((value, key) => (value as Words | undefined)?.[key], document);
  const one: unknown = Array.isArray(entry) ? entry[Number(index)] : undefined;
  const id = (typeof one === 'object' && one !== null ? (one as Words).id : undefined) ?? `#${Number(index) + 1}`;
  const label = valueText(id);
  const member = members.join('.');
  return {
    zh: `${kind.zh} ${label}${member === '' ? '' : ` 的 ${member}`} `,
    en: `${kind.en} ${label}${member === '' ? '' : `, ${member}`}: `,
  };
}

const KINDS: Readonly<Record<string, Text>> = {
  facts: { zh: '事实', en: 'fact' },
  'subjects/windows': { zh: '窗口', en: 'window' },
  'subjects/staff': { zh: '人员', en: 'person' },
  rulings: { zh: '裁定', en: 'ruling' },
};

function plainly(member: string): Text {
  return member === '' ? { zh: '', en: '' } : { zh: `${member} `, en: `${member}: ` };
}

function said({ keyword, data, schema, parentSchema }: ErrorObject, params: Words): Said {
  const value = valueText(data);
  switch (keyword) {
    case 'required': {
      const name = String(params.missingProperty);
      return {
        cause: { zh: `缺少 ${name}`, en: `${name} is missing` },
        remedy: { zh: `请补上 ${name}。`, en: 'Add it.' },
      };
    }
    case 'additionalProperties':
      return unknownMember(String(params.additionalProperty), Object.keys((parentSchema as Words).properties ?? {}));
    case 'enum':
      return unknownWord({ zh: '', en: '' }, data, params.allowedValues as string[]);
    case 'const':
      return unknownWord({ zh: '', en: '' }, data, [String(params.allowedValue)]);
    case 'type': {
      const type = TYPES[String(schema)] ?? { zh: String(schema), en: String(schema) };
      return {
        cause: { zh: `应为${type.zh}，现为 ${value}`, en: `${value} is not ${type.en}` },
        remedy: RIGHT,
      };
    }
    case 'format':
      return {
        cause: { zh: `“${value}”不是有效的日期`, en: `"${value}" is not a day` },
        remedy: { zh: '请写成 YYYY-MM-DD，例如 2026-03-02。', en: 'Write YYYY-MM-DD, for example 2026-03-02.' },
      };
    case 'pattern':
      return wrongForm(data, parentSchema as Words);
    default:
      return outOfSize(keyword, value, params, parentSchema as Words);
  }
}

function unknownMember(name: string, known: readonly string[]): Said {
  const near = similar(name, known);
  return {
    cause: { zh: `不认识 ${shown(name)}`, en: `unknown member ${shown(name)}` },
    remedy: {
      zh: near === undefined ? `可以写：${known.join('、')}。` : `是不是要写“${near}”？`,
      en: near === undefined ? `Possible: ${known.join(', ')}.` : `Did you mean "${near}"?`,
    },
  };
}

function wrongForm(data: unknown, schema: Words): Said {
  const value = valueText(data);
  if (schema.description === 'YYYY-MM')
    return {
      cause: { zh: `“${value}”不是月份`, en: `"${value}" is not a month` },
      remedy: {
        zh: '请写四位年份加两位月份，例如 2026-03。',
        en: 'Write four digits of the year and two of the month, for example 2026-03.',
      },
    };
  if (schema.minimum === 0 && /^\s*[-−－]/.test(value)) return negative(value);
  if (Array.isArray(schema.type))
    return {
      cause: { zh: `“${value}”不是数`, en: `"${value}" is no number` },
      remedy: { zh: '请写整数、小数或分数，例如 3、"0.5"、"1/3"。', en: 'Write a number such as 3, "0.5" or "1/3".' },
    };
  return { cause: { zh: `“${value}”写法不对`, en: `"${value}" has the wrong form` }, remedy: RIGHT };
}

function outOfSize(keyword: string, value: string, params: Words, schema: Words): Said {
  const limit = String(params.limit);
  if (keyword === 'minimum' && schema.minimum === 0) return negative(value);
  const cause: Readonly<Record<string, Text>> = {
    minimum: { zh: `不得小于 ${limit}，现为 ${value}`, en: `${value} is under ${limit}` },
    maximum: { zh: `不得大于 ${limit}，现为 ${value}`, en: `${value} is over ${limit}` },
    minLength: { zh: '不得为空', en: 'is empty' },
    maxLength: { zh: `不得超过 ${limit} 个字符`, en: `has more than ${limit} characters` },
  };
  return { cause: cause[keyword] ?? { zh: '格式不对', en: 'has the wrong form' }, remedy: RIGHT };
}

function negative(value: string): Said {
  return {
    cause: { zh: `不能是负数，现为 ${value}`, en: `${value} is negative` },
    remedy: {
      zh: '时长、数量最小为 0，请按原始记录改正；加分还是扣分由办法的 kind 决定。',
      en: 'Durations and counts begin at 0: correct it by the record; the book says what adds and what takes away.',
    },
  };
}

/** Foreign values inside a sentence: short, on one line. */
export function valueText(value: unknown): string {
  return shown(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
}

function stepOf(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
