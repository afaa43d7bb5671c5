import fc from 'fast-check';
import { JsonText } from './json-text';

/** Every value with the steps to it. */
function valuesIn(value: unknown, steps: readonly string[] = []): { steps: readonly string[]; value: unknown }[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [{ steps, value }, ...inside.flatMap(([key, one]) => valuesIn(one, [...steps, key]))];
}

it('finds every value of any JSON text where it stands', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.constantFrom(undefined, 1), (compact, indent) => {
      const parsed: unknown = JSON.parse(compact);
      const text = JSON.stringify(parsed, null, indent);
      const json = new JsonText(text);
      expect(json.doubledNames()).toEqual([]);
      for (const { steps, value } of valuesIn(parsed)) {
        const written = JSON.stringify(value, null, indent);
        const rest = text.slice(json.offsetOf(steps));
        // Inside the document the same value is indented further.
        expect(rest.replace(/\n\s*/g, '\n').startsWith(written.replace(/\n\s*/g, '\n'))).toBe(true);
      }
    }),
  );
});

it('answers the nearest parent for what is not there', () => {
  const text = '{ "facts": [ {}, { "id": 1 } ] }';
  expect(text.slice(new JsonText(text).offsetOf(['facts', '1', 'date', 'x']))).toBe('{ "id": 1 } ] }');
  expect(new JsonText(text).offsetOf(['none'])).toBe(0);
});

it('finds names that stand twice in one mapping, and only those', () => {
  const text = '{"a":{"b":"{\\"b\\":1","b":[1,{"b":2}]},"c":[{"a":1},{"a":2}],"\\u0061":3}';
  expect(new JsonText(text).doubledNames()).toEqual([
    { name: 'b', offset: text.indexOf('"b":['), first: text.indexOf('"b"') },
    { name: 'a', offset: text.indexOf('"\\u0061"'), first: 1 },
  ]);
});
