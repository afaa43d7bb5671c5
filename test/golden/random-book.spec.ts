import fc from 'fast-check';
import { stringify } from 'yaml';
import { Fraction } from 'src/common/fraction';
import { checkBook } from 'src/modules/rules/check';
import { schemaFaults } from 'src/modules/rules/checks/form/schema-faults';
import { OUTCOMES } from 'src/modules/rules/schema/ranking-schema';
import { SHAPES } from 'src/modules/rules/schema/shape-schema';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';
import { randomBook, randomFacts } from './random-book';

/** Books made from the schema's own definitions: the checker and the engine must live with whatever the schema lets in. */
describe('random books from the schema', () => {
  const runs = { numRuns: 120 };

  it('are valid by the schema, and the checker answers with places and never throws', () => {
    fc.assert(
      fc.property(randomBook, (book) => {
        expect(schemaFaults(book)).toEqual([]);
        for (const { line, cause, remedy } of checkBook(stringify(book)).problems) {
          expect(line).toBeGreaterThan(0);
          expect(`${cause.zh}${cause.en}${remedy.zh}${remedy.en}`).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      runs,
    );
  });

  it('never make the engine throw; total = base + lines', () => {
    fc.assert(
      fc.property(
        randomBook.chain((book) => fc.tuple(fc.constant(book), randomFacts(book))),
        ([book, facts]) => {
          for (const { base, score, lines } of evaluate(compile(book), facts).sheets) {
            const sum = lines
              .filter(({ charge }) => charge === 'month')
              .reduce((total, line) => total.add(Fraction.parse(line.exact)), Fraction.parse(base.exact));
            expect(sum.toString()).toBe(score.exact);
          }
        },
      ),
      runs,
    );
  });

  it('reach every shape and every kind of outcome', () => {
    const sample = fc.sample(randomBook, { numRuns: 300, seed: 1 });
    const shapes = new Set(sample.flatMap(({ items }) => items.map(({ shape }) => shape.kind)));
    const outcomes = new Set(sample.flatMap((book) => (book.outcomes ?? []).map(({ kind }) => kind)));
    expect([...shapes].sort()).toEqual(Object.keys(SHAPES).sort());
    expect([...outcomes].sort()).toEqual(Object.keys(OUTCOMES).sort());
  });
});
