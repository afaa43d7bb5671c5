import { CONTENDERS, type ContenderName } from './engine/contenders.process';
import type { Answer, Make } from './engine/contender';
import { factMaps } from './engine/inputs';
import { loop } from './engine/loop';
import { inputsOf, RULES } from './engine/rules';

describe('the rules that the engines are compared on', () => {
  const maps = factMaps(30);
  let wanted: Answer;
  beforeAll(async () => {
    wanted = await loop(maps).run();
  });

  it('are sixty with at least 200 distinct inputs, and no two windows alike', () => {
    expect(RULES).toHaveLength(60);
    expect(new Set(RULES.flatMap(inputsOf)).size).toBeGreaterThanOrEqual(200);
    expect(new Set(maps.map((map) => JSON.stringify([...map]))).size).toBe(30);
  });

  it('give points to every item and reach the caps somewhere', () => {
    for (const [index, rule] of RULES.entries()) {
      const points = new Set(maps.map((_, window) => wanted.items[window * RULES.length + index]));
      expect({ code: rule.code, differs: points.size > 1 }).toEqual({ code: rule.code, differs: true });
    }
  });

  it.each(Object.keys(CONTENDERS) as ContenderName[])('%s gives the same hundredths, item by item', async (name) => {
    const make: Make = CONTENDERS[name];
    const contender = await make(maps);
    const answer = await contender.run();
    expect([...answer.items]).toEqual([...wanted.items]);
    expect([...answer.totals]).toEqual([...wanted.totals]);
    // A second month on the same compiled rules gives the same.
    const again = await contender.run();
    expect([...again.totals]).toEqual([...wanted.totals]);
    contender.close?.();
  });
});
