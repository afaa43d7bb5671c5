import { optionsOf } from './options';

describe('settings of an import as they are typed', () => {
  const grades = { '5': '非常满意', '1': '非常不满意' };

  it.each([
    '5=非常满意,1=非常不满意',
    '5=非常满意，1=非常不满意',
    '{"5":"非常满意","1":"非常不满意"}',
    ' {"5": "非常满意", "1": "非常不满意"} ',
  ])('takes the grades as %s', (gradeCodes) => {
    expect(optionsOf({ gradeCodes })).toEqual({ gradeCodes: grades });
  });

  it.each(['', '5', '5=', '{}', '{"5":1}', '{"5"', '[1]'])('refuses the grades %j', (gradeCodes) => {
    expect(() => optionsOf({ gradeCodes })).toThrow(expect.objectContaining({ code: 'intake.option-invalid' }));
  });

  it('takes columns one by one, with either mark, and those nobody needs', () => {
    expect(optionsOf({ column: ['办理期限=承诺时限', ' 件型 ＝ 办件类型', '辖区='] })).toEqual({
      columns: { 办理期限: '承诺时限', 件型: '办件类型', 辖区: '' },
    });
    expect(optionsOf({ column: [] })).toEqual({});
  });

  it.each(['承诺时限', '=承诺时限', ' =x'])('refuses the column %j', (pair) => {
    expect(() => optionsOf({ column: [pair] })).toThrow(expect.objectContaining({ code: 'intake.option-invalid' }));
  });
});
