import { passwordFaults } from './password-policy';

describe('the password policy', () => {
  it.each([
    ['Kd7-wisteria', []],
    ['四月的窗口很明亮Ab3!', []],
    ['a long sentence without signs', []],
    ['Short-1a', ['short']],
    ['1234567890', ['common', 'simple', 'kinds']],
    ['Qwertyuiop', ['common', 'simple', 'kinds']],
    ['aB1aB1aB1aB1', ['simple']],
    ['P@ssw0rd123', ['common']],
    ['Password!2026', ['common']],
    ['alllowercase', ['kinds']],
    ['Xx-W07001-yz', ['login']],
    ['Ｘx-w０７００１-Yz', ['login']],
    [' Kd7-wisteria', ['spaces']],
    [`Kd7-${'wisteria'.repeat(20)}`, ['long']],
  ])('says of %s: %j', (password, faults) => {
    expect(passwordFaults(password, 'w07001')).toEqual(faults);
  });
});
