import fc from 'fast-check';
import { Refusal } from 'src/common/refusal';
import { askedOf, pageOf, type ListSpec, type PageNames } from './paging';

interface Row {
  readonly id: string;
  readonly day: string;
  readonly window: string;
}

const names: PageNames = { sort: ['day', '-day', 'window'], filter: ['window'], usualRows: 3, mostRows: 100 };
const spec: ListSpec<Row> = {
  key: ({ id }) => id,
  sort: { day: ({ day }) => day, window: ({ window }) => window },
  filter: { window: ({ window }) => window },
};

const rows = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z0-9]{1,4}$/),
    day: fc.constantFrom('01', '02', '03'),
    window: fc.constantFrom('A', 'B'),
  }),
  { selector: ({ id }) => id, maxLength: 40 },
);

function walk(list: readonly Row[], query: Record<string, string>, between?: (page: number) => readonly Row[]): Row[] {
  const seen: Row[] = [];
  let cursor: string | null = '';
  for (let page = 0; cursor !== null; page++) {
    const asked = askedOf({ ...query, cursor }, names);
    const answer = pageOf(between?.(page) ?? list, spec, asked);
    seen.push(...answer.items);
    cursor = answer.next;
  }
  return seen;
}

const codeOf = (query: Record<string, unknown>): string => {
  try {
    askedOf(query, names);
  } catch (error) {
    return error instanceof Refusal ? error.code : 'fault';
  }
  return 'fine';
};

describe('pages of a list', () => {
  it('hold every row once, in order, whatever the size of the page', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('day', '-day', 'window'),
        (list, limit, sort) => {
          const seen = walk(list, { limit: String(limit), sort });
          expect(new Set(seen)).toEqual(new Set(list));
          expect(seen).toHaveLength(list.length);
          const values = seen.map(spec.sort[sort.replace('-', '')] ?? (() => ''));
          const sorted = [...values].sort();
          expect(values).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
        },
      ),
    );
  });

  it('hold every row that was there all the time once, also when others come and go in between', () => {
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 5 }), (stay, others, limit) => {
        const kept = stay.map((row) => ({ ...row, id: `s${row.id}` }));
        const coming = others.map((row) => ({ ...row, id: `o${row.id}` }));
        const seen = walk([], { limit: String(limit) }, (page) =>
          page % 2 === 0 ? kept : [...coming, ...kept],
        ).filter(({ id }) => id.startsWith('s'));
        expect(seen.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
      }),
    );
  });

  it('filter by what is on the list and leave other words alone', () => {
    const list = [
      { id: '1', day: '01', window: 'A' },
      { id: '2', day: '01', window: 'B' },
    ];
    expect(walk(list, { window: 'B', id: '1' })).toEqual([list[1]]);
  });

  it('refuse what they do not know', () => {
    const cursor = pageOf(
      [
        { id: '1', day: '01', window: 'A' },
        { id: '2', day: '01', window: 'A' },
      ],
      spec,
      askedOf({ limit: '1' }, names),
    ).next;
    expect(codeOf({ cursor })).toBe('fine');
    expect(codeOf({ cursor, window: 'A' })).toBe('http.cursor-invalid');
    expect(codeOf({ cursor, sort: '-day' })).toBe('http.cursor-invalid');
    for (const bad of ['x', Buffer.from('[1,2,3]').toString('base64url'), Buffer.from('{}').toString('base64url')])
      expect(codeOf({ cursor: bad })).toBe('http.cursor-invalid');
    for (const limit of ['0', '-1', '101', '1.5', 'many', '1e2']) expect(codeOf({ limit })).toBe('http.limit-invalid');
    expect(codeOf({ sort: 'id; DROP TABLE' })).toBe('http.sort-unknown');
    expect(codeOf({ sort: ['day'] })).toBe('fine');
  });
});
