// A real server of the build in a process of its own, for tests with several of them. Only the clock is the test's: it is set,
// and its tick given, by messages ({ now }, { tick: true }); what a tick ran is not told, it stands in the database.
const { join } = require('node:path');

const dist = join(__dirname, '..', '..', 'dist', 'src');
const { readSettings } = require(join(dist, 'config', 'settings.dto.js'));
const { Clock } = require(join(dist, 'common', 'clock.js'));
const { Scheduler } = require(join(dist, 'modules', 'jobs', 'index.js'));
const { serve } = require(join(dist, 'main.js'));

async function main() {
  const { app, url } = await serve(readSettings(process.env));
  process.on('message', ({ id, now, tick }) => {
    if (now !== undefined) app.get(Clock, { strict: false }).time = now;
    const done = tick ? app.get(Scheduler, { strict: false }).wake() : Promise.resolve();
    void done.then(() => process.send({ id }));
  });
  process.send({ url });
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
