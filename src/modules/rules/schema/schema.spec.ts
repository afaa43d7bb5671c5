import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OCCURRENCES } from 'src/modules/rules/occurrences';
import { WHOLE_MEMBERS } from 'src/modules/rules/load';
import { BOOK_SCHEMA } from './book-schema';
import { OUTCOMES } from './ranking-schema';
import { SHAPES } from './shape-schema';

interface Node {
  readonly [keyword: string]: unknown;
}

/** Every mapping and list inside the schema. */
function nodes(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)];
}

const properties = nodes(BOOK_SCHEMA).flatMap(({ properties: members }) =>
  typeof members === 'object' && members !== null ? Object.entries(members as Record<string, Node>) : [],
);

describe('schema of the rule book', () => {
  it('is the file editors use; written by `rules schema`', () => {
    const file = join(__dirname, '../../../../docs/schemas/rule-book.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(BOOK_SCHEMA)));
  });

  it('is valid draft 7 for any validator, also one that knows no discriminator', () => {
    expect(new Ajv({ strict: false }).validateSchema(BOOK_SCHEMA)).toBe(true);
  });

  it('knows every shape and every kind of outcome of the types, in the file as well', () => {
    const written = JSON.stringify(BOOK_SCHEMA);
    for (const kind of [...Object.keys(SHAPES), ...Object.keys(OUTCOMES)])
      expect(written).toContain(`{"const":"${kind}"`);
    expect(Object.keys(SHAPES)).toHaveLength(18);
    for (const type of Object.keys(OCCURRENCES)) expect(written).toContain(`"${type}"`);
  });

  it('is closed: every mapping names its members or the form of its values', () => {
    const open = nodes(BOOK_SCHEMA).filter(
      (node) => 'properties' in node && typeof node.type === 'string' && node.additionalProperties !== false,
    );
    expect(open).toEqual([]);
  });

  it('explains every member in Chinese', () => {
    const silent = properties.filter(
      ([name, node]) => name !== 'kind' && !/[\u4e00-\u9fff≥>≤<]/.test(JSON.stringify(node)) && !('$ref' in node),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('gives whole numbers exactly to the members that the loader reads as numbers', () => {
    const whole = new Set(properties.filter(([, { type }]) => type === 'integer').map(([name]) => name));
    const other = new Set(properties.filter(([, { type }]) => type !== 'integer').map(([name]) => name));
    expect([...whole].sort()).toEqual([...WHOLE_MEMBERS].sort());
    // An item's verification is one of five words, none of them digits.
    expect([...whole].filter((name) => other.has(name))).toEqual(['verification']);
  });
});
