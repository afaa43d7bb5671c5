import type { ErrorObject } from 'ajv';
import type { Finding, Text } from 'src/modules/rules/checks/problem';
import { choice, descriptionOf, outOfSize, say, wrongForm, wrongType, type Wording } from './schema-forms';
import { similar } from 'src/modules/intake/table/similar';
import { shown, whereOf } from 'src/modules/rules/checks/where';

type Said = Omit<Finding, 'path' | 'key'>;
type Words = Record<string, unknown>;

/** Codes of words outside a closed list, by the list. */
const LISTS: readonly (readonly [zh: string, code: string, name: Text])[] = [
  ['形状', 'unknown-shape', { zh: '形状（shape）', en: 'shape' }],
  ['结果', 'unknown-outcome-kind', { zh: '结果种类', en: 'kind of outcome' }],
  ['事实种类', 'unknown-fact-type', { zh: '事实种类', en: 'type of fact' }],
  ['统计量', 'unknown-measure', { zh: '统计量', en: 'measure' }],
  ['来源', 'unknown-source', { zh: '来源', en: 'source' }],
];

/** The sentences for one fault the schema found. */
export function sayFault(error: ErrorObject, book: unknown): Said {
  const { keyword, parentSchema = {} } = error;
  const params = error.params as Words;
  const schema = parentSchema as Words;
  const said = wordingOf(keyword, params, schema, error.data);
  const where = whereOf(error.instancePath, book);
  const cause = { zh: `${where.zh}${said.cause.zh}`, en: `${where.en}${said.cause.en}` };
  return { code: said.code, severity: 'error', cause, remedy: said.remedy };
}

function wordingOf(keyword: string, params: Words, schema: Words, data: unknown): Wording {
  switch (keyword) {
    case 'additionalProperties':
      return unknownMember(String(params.additionalProperty), Object.keys(schema.properties ?? {}), schema);
    case 'required':
      return missing(String(params.missingProperty), schema);
    case 'enum':
      return unknownWord(data, params.allowedValues as string[], schema);
    case 'discriminator':
      return unknownWord(params.tagValue, kindsOf(schema), schema);
    case 'anyOf':
      return Array.isArray(schema.anyOf) && 'enum' in (schema.anyOf[0] as Words)
        ? unknownWord(data, (schema.anyOf[0] as { enum: string[] }).enum, schema)
        : choice(schema.anyOf);
    case 'oneOf':
      return choice(schema.oneOf);
    case 'type':
      return wrongType(String(params.type), schema, data);
    case 'pattern':
      return wrongForm(String(params.pattern), data);
    default:
      return outOfSize(keyword, Number(params.limit), schema, data);
  }
}

function unknownMember(name: string, known: readonly string[], schema: Words): Wording {
  const near = similar(name, known);
  const zh = near ? `是不是要写“${near}”？` : `可以写：${known.join('、')}。`;
  const en = near ? `Did you mean “${near}”?` : `Possible: ${known.join(', ')}.`;
  const owner = nameOf(schema);
  return say(
    'unknown-member',
    [`${owner.zh}没有“${shown(name)}”这个成员。`, zh],
    [`There is no member “${shown(name)}” ${owner.en}.`, en],
  );
}

function missing(name: string, schema: Words): Wording {
  const member = ((schema.properties ?? {}) as Words)[name];
  const { zh, en } = descriptionOf(member);
  return say(
    'missing-member',
    [`缺少“${name}”。`, `请补上“${name}: …”${zh === '' ? '' : `（${zh}）`}。`],
    [`“${name}” is missing.`, `Add “${name}: …”${en === '' ? '' : ` (${en})`}.`],
  );
}

function unknownWord(data: unknown, known: readonly string[], schema: Words): Wording {
  if (typeof data !== 'string') return wrongType('string', schema, data);
  const list = LISTS.find(([zh]) => descriptionOf(schema).zh === zh);
  const near = similar(data, known);
  const some = known.length > 12 ? known.slice(0, 12) : known;
  const [zhRest, enRest] = some.length < known.length ? [' 等', ' …'] : ['', ''];
  const name = list?.[2] ?? { zh: '词', en: 'word' };
  return say(
    list?.[1] ?? 'unknown-word',
    [`不认识的${name.zh}“${shown(data)}”。`, near ? `是不是要写“${near}”？` : `可以写：${some.join('、')}${zhRest}。`],
    [
      `“${shown(data)}” is not a known ${name.en}.`,
      near ? `Did you mean “${near}”?` : `Possible: ${some.join(', ')}${enRest}.`,
    ],
  );
}

function kindsOf(schema: Words): string[] {
  const cases = schema.oneOf as { properties: { kind: { const: string } } }[];
  return cases.map(({ properties }) => properties.kind.const);
}

function nameOf(schema: Words): Text {
  const { zh, en } = descriptionOf(schema);
  return {
    zh: zh === '' ? '这里' : `“${zh.replace(/[（：，].*$/, '')}”里`,
    en: en === '' ? 'here' : `in “${en.replace(/[:,(].*$/, '').trim()}”`,
  };
}
