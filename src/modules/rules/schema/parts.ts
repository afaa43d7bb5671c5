/**
 * Builders of JSON Schema (draft 7) that the TypeScript types keep honest: `object<T>` does not compile when a member of T
 * is missing, superfluous, or optional on one side and required on the other, and `words<T>` wants every word of T.
 */
export interface Schema {
  readonly description?: string;
  readonly need?: never;
  readonly [keyword: string]: unknown;
}

/** A member that must be there. */
export interface Need {
  readonly need: Schema;
}

export type Members<T> = {
  readonly [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K> ? Schema : Need;
};

export const need = (schema: Schema): Need => ({ need: schema });

/** A closed mapping: no other members. */
export function object<T>(description: string, members: Members<T>, keywords: Schema = {}): Schema {
  const entries = Object.entries<Schema | Need>(members);
  const required = entries.filter(([, member]) => isNeed(member)).map(([name]) => name);
  return {
    description,
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, member]) => [name, isNeed(member) ? member.need : member])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    ...keywords,
  };
}

function isNeed(member: Schema | Need): member is Need {
  return member.need !== undefined;
}

/** One of a closed set of words, each with what it means. */
export function words<T extends string>(description: string, meanings: Readonly<Record<T, string>>): Schema {
  return {
    description,
    type: 'string',
    enum: Object.keys(meanings),
    enumDescriptions: Object.values<string>(meanings),
  };
}

/** The first case whose member is there decides; the last case is taken when none is. */
export function byMember(description: string, cases: readonly (readonly [member: string, schema: Schema])[]): Schema {
  const [first, ...rest] = cases;
  if (!first) throw new TypeError('byMember needs a case');
  if (rest.length === 0) return first[1];
  return {
    description,
    type: 'object',
    if: { required: [first[0]] },
    then: first[1],
    else: byMember(description, rest),
  };
}

/** Objects told apart by their member `kind`. */
export function byKind(description: string, cases: readonly Schema[]): Schema {
  return { description, type: 'object', required: ['kind'], discriminator: { propertyName: 'kind' }, oneOf: cases };
}

export function list(description: string, items: Schema, keywords: Schema = {}): Schema {
  return { description, type: 'array', items, minItems: 1, ...keywords };
}

export function map(description: string, values: Schema, keywords: Schema = {}): Schema {
  return { description, type: 'object', additionalProperties: values, minProperties: 1, ...keywords };
}

export const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
export const described = (schema: Schema, description: string): Schema => ({ allOf: [schema], description });
export const flag = (description: string): Schema => ({ description, type: 'boolean' });
export const text = (description: string, maxLength = 200): Schema => ({
  description,
  type: 'string',
  minLength: 1,
  maxLength,
});
export const whole = (description: string, minimum: number, maximum: number): Schema => ({
  description,
  type: 'integer',
  minimum,
  maximum,
});
export const period = (description: string): Schema => ({
  description,
  type: 'string',
  pattern: '^(19|2\\d)\\d{2}-(0[1-9]|1[0-2])$',
});
