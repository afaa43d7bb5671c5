import { columnsChanged } from './changes';

it('the columns in which two states differ are told with both values, what stands beside them is not', () => {
  const columns = ['case_no', 'finished_at', 'promise_days', 'handler', 'hash', 'batch', 'line', 'recorded_at'];
  const before = {
    case_no: '1',
    finished_at: '2026-02-04',
    promise_days: 5,
    handler: null,
    hash: 'a',
    batch: 'x',
    line: 1,
  };
  const after = {
    case_no: '1',
    finished_at: '2026-02-05',
    promise_days: '5',
    handler: '甲',
    hash: 'b',
    batch: 'y',
    line: 9,
  };
  expect(columnsChanged(columns, before, after)).toEqual([
    { column: 'finished_at', from: '2026-02-04', to: '2026-02-05' },
    { column: 'handler', from: null, to: '甲' },
  ]);
  expect(columnsChanged(columns, before, { ...before, hash: 'c' })).toEqual([]);
});
