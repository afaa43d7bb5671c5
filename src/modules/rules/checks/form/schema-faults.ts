import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { BOOK_SCHEMA } from 'src/modules/rules/schema/book-schema';
import { step, type Finding } from 'src/modules/rules/checks/problem';
import { sayFault } from './schema-wording';

let compiled: ValidateFunction | undefined;

/** What in the data does not fit the schema, one finding per fault. */
export function schemaFaults(value: unknown): Finding[] {
  compiled ??= new Ajv({
    allErrors: true,
    verbose: true,
    discriminator: true,
    strict: false,
    keywords: ['enumDescriptions'],
  }).compile(BOOK_SCHEMA);
  if (compiled(value)) return [];
  const errors = compiled.errors ?? [];
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath));
  return errors.filter((error) => saysSomething(error, unions)).map((error) => findingOf(error, value));
}

/** Branches of a choice complain too when none of them fits; the choice itself says it once. */
function saysSomething(
  { keyword, instancePath, parentSchema, params }: ErrorObject,
  unions: ReadonlySet<string>,
): boolean {
  if (keyword === 'if') return false;
  if (keyword === 'required') {
    const { properties, discriminator } = parentSchema as { properties?: unknown; discriminator?: unknown };
    return properties !== undefined || discriminator !== undefined;
  }
  if (keyword === 'discriminator') return (params as { error?: string; tagValue?: unknown }).tagValue !== undefined;
  return keyword === 'anyOf' || !unions.has(instancePath);
}

function findingOf(error: ErrorObject, book: unknown): Finding {
  const { keyword, instancePath } = error;
  const params = error.params as Record<string, unknown>;
  const said = sayFault(error, book);
  if (keyword === 'additionalProperties')
    return { ...said, path: step(instancePath, String(params.additionalProperty)), key: true };
  if (keyword === 'discriminator') return { ...said, path: step(instancePath, 'kind') };
  if (keyword === 'uniqueItems') return { ...said, path: step(instancePath, Number(params.i)) };
  return { ...said, path: instancePath };
}
