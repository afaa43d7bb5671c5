import { missingDays } from './coverage';

describe('days nobody has called complete', () => {
  it('are all of them while nothing is said', () => {
    expect(missingDays('2026-02', [], 'hall')[0]?.missing).toHaveLength(28);
  });

  it('are told for the hall and for each device, for which the hall counts too', () => {
    const spans = [
      { scope: 'hall', from: '2026-01-20', to: '2026-02-26' },
      { scope: 'clock 2', from: '2026-02-27', to: '2026-03-02' },
    ];
    expect(missingDays('2026-02', spans, 'hall')).toEqual([
      { scope: 'hall', missing: ['2026-02-27', '2026-02-28'] },
      { scope: 'clock 2', missing: [] },
    ]);
  });
});
