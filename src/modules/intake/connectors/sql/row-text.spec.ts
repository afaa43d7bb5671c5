import { exactly, lineOf, NoText, valueOf } from './row-text';

const of = (type: number, bytes: Buffer | string | null): unknown =>
  valueOf({ name: 'c', type }, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);

describe('a value of another database', () => {
  it.each<[string, number, Buffer | string | null, unknown]>([
    ['a whole number', 8, '320826199001011234', '320826199001011234'],
    ['a decimal', 246, '4.50', '4.50'],
    ['a floating number', 5, '3.2e19', { number: '3.2e19' }],
    ['text', 253, '褚砚秋', '褚砚秋'],
    ['blank text', 253, '', ''],
    ['nothing', 253, null, ''],
    ['a time', 12, '2026-02-02 08:20:00.250', '2026-02-02 08:20:00'],
    ['a time of day', 11, '08:20:00.5', '08:20:00'],
    ['a zero time', 7, '0000-00-00 00:00:00.000', ''],
    ['a zero date', 10, '0000-00-00', ''],
    ['a date', 10, '2026-02-02', '2026-02-02'],
    ['bits', 16, Buffer.from([1, 0]), '256'],
  ])('that is %s', (_what, type, bytes, value) => expect(of(type, bytes)).toEqual(value));

  it('that is no text is none', () => {
    expect(() => of(252, Buffer.from([0xff, 0xd8, 0xff]))).toThrow(NoText);
    expect(() => of(255, 'POINT')).toThrow(NoText);
  });

  it('of a key or watermark keeps everything', () => {
    expect(exactly({ name: 'c', type: 12 }, Buffer.from('2026-02-02 08:20:00.250'))).toBe('2026-02-02 08:20:00.250');
    expect(exactly({ name: 'c', type: 12 }, null)).toBeUndefined();
  });

  it('makes a line that begins with the row it came from', () => {
    expect(lineOf('7/a', ['工"号', 'x'], ['a\n', { number: '1e5' }])).toBe('{"行号":"7/a","工\\"号":"a\\n","x":1e5}\n');
  });
});
