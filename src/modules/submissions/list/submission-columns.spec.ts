import { MEASURES } from 'src/modules/rules/measures';
import { HANDED_IN } from 'src/modules/submissions/form/item-form';
import { NUMBERS, SUBMISSION_COLUMNS } from './submission-columns';

describe('columns of a list', () => {
  it('has one for each number of the catalogue that no source delivers, titled as the catalogue names it', () => {
    const handed = Object.entries(MEASURES).filter(([, { source }]) => HANDED_IN.includes(source));
    expect([...NUMBERS].sort()).toEqual(handed.map(([name]) => name).sort());
    for (const [name, { zh }] of handed) expect(SUBMISSION_COLUMNS[name as (typeof NUMBERS)[number]][0]).toBe(zh);
  });
});
