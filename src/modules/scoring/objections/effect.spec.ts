import { Refusal } from 'src/common/refusal';
import { rulingsFor } from './effect';

const objection = { facts: ['patrol:1', 'patrol:2'] };
const why = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof Refusal ? error.details : error;
  }
};

describe('the rulings of a decision on an objection', () => {
  it('void every fact of the line when nothing else is said, and change nothing when it is rejected', () => {
    expect(rulingsFor(objection, 'upheld')).toEqual([
      { fact: 'patrol:1', decision: 'void' },
      { fact: 'patrol:2', decision: 'void' },
    ]);
    expect(rulingsFor(objection, 'rejected')).toEqual([]);
  });

  it('are about the facts of the line alone, and said where the decision is partial', () => {
    const ruling = { fact: 'patrol:2', decision: 'excuse' } as const;
    expect(rulingsFor(objection, 'partly', [ruling])).toEqual([ruling]);
    expect(why(() => rulingsFor(objection, 'partly'))).toEqual({ why: 'none' });
    expect(why(() => rulingsFor(objection, 'upheld', [{ ...ruling, fact: 'patrol:3' }]))).toEqual({ why: 'foreign' });
    expect(why(() => rulingsFor(objection, 'rejected', [ruling]))).toEqual({ why: 'rejected' });
  });
});
