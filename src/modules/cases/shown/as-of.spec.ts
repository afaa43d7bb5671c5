import { timeMeant } from './as-of';

describe('a time a person writes', () => {
  it.each([
    ['2026-01-31 18:00:05', '2026-01-31 18:00:05', false],
    ['2026-01-31 18:00', '2026-01-31 18:00:00', false],
    ['2026-01-31T18:00', '2026-01-31 18:00:00', false],
    [' 2026-01-31 ', '2026-01-31 23:59:59', true],
  ])('%s', (text, time, isDay) => expect(timeMeant(text)).toEqual({ time, isDay }));

  it.each(['2026-02-30', '2026-1-5', '2026-01-31 24:00', '昨天', ''])('%s is none', (text) =>
    expect(timeMeant(text)).toBeUndefined(),
  );
});
