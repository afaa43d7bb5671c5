import { daysOwed, daysStated, missingDays } from './coverage';

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

describe('who calls a day complete', () => {
  const spans = [
    { scope: 'hall', from: '2026-01-20', to: '2026-02-02', by: 'source:b' },
    { scope: 'hall', from: '2026-02-02', to: '2026-02-02', by: 'cli:王某' },
    { scope: 'hall', from: '2026-02-01', to: '2026-02-01', by: 'source:b' },
    { scope: 'clock 2', from: '2026-02-03', to: '2026-02-03', by: 'file' },
  ];

  it('is named once a day, and nobody where only a device is spoken for', () => {
    const days = daysStated('2026-02', spans, 'hall');
    expect(days).toHaveLength(28);
    expect(days.slice(0, 3)).toEqual([
      { day: '2026-02-01', by: ['source:b'] },
      { day: '2026-02-02', by: ['cli:王某', 'source:b'] },
      { day: '2026-02-03', by: [] },
    ]);
  });

  it('owes the days since it began, none before', () => {
    expect(daysOwed('2026-02', '2026-02-26', [{ from: '2026-02-27', to: '2026-02-27' }])).toEqual([
      '2026-02-26',
      '2026-02-28',
    ]);
    expect(daysOwed('2026-02', '2026-03-01', [])).toEqual([]);
  });
});
