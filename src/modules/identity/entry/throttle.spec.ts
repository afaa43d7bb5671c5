import fc from 'fast-check';
import { hallTime, instantOf } from 'src/common/clock';
import { ADDRESS, OWN, standing, STRANGERS, waitFor, type Attempts, type Pace } from './throttle';

const T0 = '2026-03-02 09:00:00';
const later = (seconds: number): string => hallTime(instantOf(T0) + seconds * 1000);

/** How many guesses get through in a day when each is made at the first moment allowed. */
function guessesInADay(pace: Pace): number {
  let attempts: Attempts | undefined;
  for (let second = 0, guesses = 0; ; guesses++) {
    second += waitFor(attempts, pace, later(second));
    if (second >= 86_400) return guesses;
    attempts = { failures: standing(attempts, later(second)) + 1, lastAt: later(second) };
  }
}

describe('the wait after failed sign-ins', () => {
  it('costs a slip of the fingers nothing, then doubles', () => {
    const wait = (failures: number): number => waitFor({ failures, lastAt: T0 }, OWN, T0);
    expect([0, 1, 4, 5, 6, 7, 10, 11, 12, 5000].map(wait)).toEqual([0, 0, 0, 30, 60, 120, 960, 1800, 1800, 1800]);
  });

  it('lets a guesser try less than a hundred times a day', () => {
    expect(guessesInADay(OWN)).toBeLessThan(100);
    expect(guessesInADay(STRANGERS)).toBeLessThan(100);
    expect(guessesInADay(ADDRESS)).toBeLessThan(400);
  });

  it('is over after its time, and forgotten after a day', () => {
    expect(waitFor({ failures: 6, lastAt: T0 }, OWN, later(59))).toBe(1);
    expect(waitFor({ failures: 6, lastAt: T0 }, OWN, later(60))).toBe(0);
    expect(standing({ failures: 6, lastAt: T0 }, later(86_399))).toBe(6);
    expect(standing({ failures: 6, lastAt: T0 }, later(86_400))).toBe(0);
    expect(waitFor({ failures: 600, lastAt: T0 }, OWN, later(86_400))).toBe(0);
  });

  it('never grows when time passes, also when the clock goes back', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.integer({ min: -5000, max: 90_000 }), fc.nat(5000), (failures, at, more) => {
        const attempts = { failures, lastAt: T0 };
        expect(waitFor(attempts, OWN, later(at + more))).toBeLessThanOrEqual(waitFor(attempts, OWN, later(at)));
      }),
    );
  });
});
