import { overridesText } from './overrides';

it('tells who set which condition aside and why', () => {
  const remark = JSON.stringify([{ condition: 'coverage-complete', by: '王主任', reason: '评价器故障' }]);
  expect(overridesText(remark, 'zh')).toEqual(['有数据来源尚未报全：由王主任放宽，理由：评价器故障']);
  expect(overridesText(remark, 'en')).toEqual([
    'a source of data is not complete: set aside by 王主任, because: 评价器故障',
  ]);
});

it('never loses a remark it does not understand', () => {
  expect(
    ['', '[]', '手写说明', '{"a":1}', '[1]', '[{"condition":"new","by":"甲","reason":"乙"}]'].map((remark) =>
      overridesText(remark, 'zh'),
    ),
  ).toEqual([[], [], ['手写说明'], ['{"a":1}'], ['1'], ['new：由甲放宽，理由：乙']]);
});
