import type { ValidationError } from 'class-validator';
import { both, problemsOf } from './validation';

const fault = (
  property: string,
  constraints: Record<string, string>,
  children: ValidationError[] = [],
): ValidationError => ({ property, constraints, children });
const DAY = both('日期应写成 2026-03-12 的样子', 'a date must look like 2026-03-12');

describe('the faults of a request', () => {
  it('are told once each, also when a member breaks several rules', () => {
    expect(
      problemsOf([
        fault('by', { isString: both('请写明经办人', 'say who'), minLength: both('请写明经办人', 'say who') }),
      ]),
    ).toEqual([{ zh: '请写明经办人', en: 'say who' }]);
  });

  it('name the members where several have the same fault', () => {
    expect(problemsOf([fault('from', { matches: DAY }), fault('period', {}, [fault('to', { matches: DAY })])])).toEqual(
      [{ zh: '日期应写成 2026-03-12 的样子（from、to）', en: 'a date must look like 2026-03-12 (from, to)' }],
    );
    expect(problemsOf([fault('x', { whitelistValidation: '' })])).toEqual([
      { zh: '多了不认识的“x”', en: '"x" is not known here' },
    ]);
  });
});
