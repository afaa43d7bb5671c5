import { buildRoster } from './build-roster';
import { statementOf } from './statement';
import { readFile, SAMPLE } from 'test/fixtures/organisation/read-roster';

it('x', async () => {
  const { summary, lines } = await readFile(SAMPLE);
  console.log(JSON.stringify(summary, null, 1));
  console.log(
    JSON.stringify(
      buildRoster({ hall: { id: 'h', name: 'H' }, period: '2026-01', statement: statementOf(lines) }),
      null,
      0,
    ),
  );
});
