// A real server of the build in a process of its own, for tests with several of them. Only the clock is the test's: it is set,
// and its tick given, by messages ({ now }, { tick: true }); what a tick ran is not told, it stands in the database.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const dist = join(__dirname, '..', '..', 'dist', 'src');
const { readSettings } = require(join(dist, 'config', 'settings.dto.js'));
const { Clock } = require(join(dist, 'common', 'clock.js'));
const { Scheduler } = require(join(dist, 'modules', 'jobs', 'index.js'));
const { serve } = require(join(dist, 'main.js'));
const { takeDemo } = require(join(dist, '..', 'demo', 'load.js'));

async function main() {
  const { app, url } = await serve(readSettings(process.env));
  process.on('message', ({ id, now, tick, demo }) => {
    if (now !== undefined) app.get(Clock, { strict: false }).time = now;
    const work = async () => {
      if (tick) await app.get(Scheduler, { strict: false }).wake();
      // The demo hall from a folder of its files, as the start loads it.
      if (demo)
        await takeDemo(app, demo, JSON.parse(readFileSync(join(demo, 'manifest.json'), 'utf8')), () => undefined);
    };
    void work().then(
      () => process.send({ id }),
      (error) => process.send({ id, error: error.stack ?? String(error) }),
    );
  });
  process.send({ url });
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
