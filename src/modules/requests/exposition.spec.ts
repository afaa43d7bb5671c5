import * as fc from 'fast-check';
import { BUCKETS, Durations, exposition } from './exposition';

it('writes families as Prometheus reads them', () => {
  const text = exposition([
    {
      name: 'baifen_requests_total',
      help: 'Requests,\nanswered \\ refused',
      type: 'counter',
      samples: [
        { labels: { route: '/api/"halls"\\:hall\n', status: '200' }, value: 3 },
        { labels: {}, value: Infinity },
      ],
    },
    { name: 'baifen_nothing', help: 'No samples', type: 'gauge', samples: [] },
    { name: 'baifen_skew_seconds', help: 'Skew', type: 'gauge', samples: [{ value: -0.5 }] },
  ]);
  expect(text).toBe(
    [
      '# HELP baifen_requests_total Requests,\\nanswered \\\\ refused',
      '# TYPE baifen_requests_total counter',
      'baifen_requests_total{route="/api/\\"halls\\"\\\\:hall\\n",status="200"} 3',
      'baifen_requests_total +Inf',
      '# HELP baifen_skew_seconds Skew',
      '# TYPE baifen_skew_seconds gauge',
      'baifen_skew_seconds -0.5',
      '',
    ].join('\n'),
  );
});

it('counts each duration in its bucket and in every wider one', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 20, noNaN: true })), (all) => {
      const durations = new Durations();
      for (const one of all) durations.add(one);
      const samples = durations.samples({ route: '/health' });
      const buckets = samples.filter(({ suffix }) => suffix === '_bucket');
      expect(buckets.map(({ value }) => value)).toEqual([
        ...BUCKETS.map((most) => all.filter((one) => one <= most).length),
        all.length,
      ]);
      expect(samples.find(({ suffix }) => suffix === '_count')?.value).toBe(all.length);
      expect(samples.find(({ suffix }) => suffix === '_sum')?.value).toBeCloseTo(
        all.reduce((sum, one) => sum + one, 0),
        6,
      );
    }),
  );
});
