import { RULING_GROUNDS } from 'src/modules/rules/facts';
import { OCCURRENCES } from 'src/modules/rules/occurrences';

/**
 * The JSON Schema of the document of `evaluate --facts`; docs/schemas/facts.schema.json is this, held equal by a test.
 * Defaults that facts-file.ts fills in stand in the descriptions.
 */
type Schema = Readonly<Record<string, unknown>>;

const id: Schema = { type: 'string', minLength: 1, maxLength: 200 };
const text: Schema = { type: 'string', maxLength: 2000 };
const day: Schema = { type: 'string', format: 'civil-date', description: 'YYYY-MM-DD' };
const month: Schema = { type: 'string', pattern: '^(19|2\\d)\\d{2}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' };
const digits = '\\d{1,15}(\\.\\d{1,12}|/0{0,3}[1-9]\\d{0,11})?$';
const quantity: Schema = {
  description: 'A number: whole, decimal, or text such as "0.5" or "1/3". Never read through binary floating point.',
  type: ['number', 'string'],
  pattern: `^[+-]?${digits}`,
};
/** What is counted or measured. */
const size: Schema = {
  ...quantity,
  description: 'A quantity, never negative: a duration, a count.',
  pattern: `^\\+?${digits}`,
  minimum: 0,
};
const days: Schema = { type: 'integer', minimum: 0, maximum: 366 };
const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
const object = (properties: Record<string, Schema>, required: string[] = [], more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
  ...more,
});
const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
const group: Schema = { type: 'string', maxLength: 60 };

const window = object(
  {
    id,
    name: { ...text, description: 'Default: the id.' },
    kind: { enum: ['window', 'sub-centre'], description: 'Default: window.' },
    group: { ...group, description: 'Ranking group; default: the only group of the book.' },
    tags: list(id),
    department: text,
    chief: { ...id, description: 'Staff number of the chief representative at month end.' },
    chiefs: list(object({ staff: id, from: day, to: day }, ['staff'])),
    branchLeader: id,
    presence: object({ days, of: days }, ['days', 'of']),
    coefficient: { ...size, description: 'S24; default 1.' },
    headcount: { ...size, description: 'S31; default: people whose window of most days this is.' },
  },
  ['id'],
);

const person = object(
  {
    id,
    name: { ...text, description: 'Default: the id.' },
    type: text,
    window: { ...id, description: 'Short for one posting of the whole month.' },
    at: list(object({ window: id, days, chief: { type: 'boolean' }, from: day, to: day }, ['window', 'days'])),
  },
  ['id'],
);

const occurrence = object(
  {
    kind: { const: 'occurrence' },
    id: { ...id, description: 'Unique in the document. Default: `#` and the place in the list.' },
    type: { enum: Object.keys(OCCURRENCES) },
    date: day,
    dates: object({ document: day, arrival: day, finish: day, due: day, verified: day }),
    window: id,
    staff: list(id),
    scorer: id,
    item: id,
    points: quantity,
    amounts: map(size),
    labels: map(text),
    verified: { enum: ['yes', 'no', 'pending'] },
    evidence: list(text),
    text,
  },
  ['type', 'date'],
);

const tally = object(
  {
    kind: { const: 'tally' },
    id: { ...id, description: 'Default: `measure/basis/subject`.' },
    measure: { type: 'string', pattern: '^[a-z][a-z0-9.-]*$', maxLength: 80 },
    basis: { ...text, description: 'Default: the only basis of the measure, or `-`.' },
    subject: id,
    value: size,
    rows: text,
  },
  ['measure', 'subject', 'value'],
);

const ruling = object(
  {
    id,
    fact: id,
    decision: { enum: ['void', 'excuse', 'amend'] },
    reason: text,
    ground: { enum: Object.keys(RULING_GROUNDS), description: 'On what it rests; default: what the reason says.' },
    by: text,
    amend: object({
      amounts: map(size),
      labels: map(text),
      points: quantity,
      staff: list(id),
      window: id,
      date: day,
      value: size,
    }),
  },
  ['id', 'fact', 'decision', 'reason'],
);

const nullable: Schema = { type: ['integer', 'null'], minimum: 1 };
const past = object(
  {
    period: month,
    standings: list(
      object(
        {
          type: { enum: ['window', 'chief', 'staff', 'sub-centre'] },
          subject: id,
          group: { ...group, description: 'Default: empty.' },
          rank: nullable,
          fromBottom: { ...nullable, description: 'Default: null.' },
          score: { ...quantity, description: 'Default: 0.' },
          outcomes: list(id, { description: 'Default: none.' }),
        },
        ['subject', 'rank'],
      ),
    ),
    counters: map(map(quantity)),
    counted: list(id),
    imported: {
      ...object({ batches: list(id), recordedAt: text }, ['batches', 'recordedAt']),
      description: 'Brought along by the office: neither computed nor verified by this system.',
    },
  },
  ['period', 'standings'],
);

export const FACTS_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'facts.schema.json',
  title: '事实 · facts of one month, the document of `evaluate --facts`',
  ...object(
    {
      period: month,
      hall: object({ id, name: text }, ['id']),
      subjects: object(
        {
          windows: list(
            { if: { type: 'string' }, then: id, else: window },
            { description: 'An id alone stands for a window.' },
          ),
          staff: list({ if: { type: 'string' }, then: id, else: person }, { description: 'Default: none.' }),
        },
        ['windows'],
      ),
      facts: list(
        { if: { type: 'object', required: ['measure'] }, then: tally, else: occurrence },
        { description: 'Default: none.' },
      ),
      coverage: list(object({ source: id, from: day, to: day, windows: list(id), reason: text }, ['source']), {
        description:
          'What is complete. from/to default to the whole month; `source: "*"` is every source. Without `coverage` everything is taken as complete and the answer says so (coverageAssumed).',
      }),
      rulings: list(ruling),
      waivers: list(object({ source: id, window: id, by: text, reason: text }, ['source', 'by', 'reason'])),
      past: list(past),
      openDays: list(day, { description: 'Default: Monday to Friday.' }),
    },
    ['period', 'subjects'],
  ),
};
