import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeDemo } from 'demo/load';
import type { DemoManifest } from 'demo/manifest';
import { readSettings } from 'src/config/settings.dto';
import { serve } from 'src/main';
import { BulletinService } from 'src/modules/reports';

/** What one process did from its start to the last bulletin. */
export interface Whole {
  readonly peakMb: number;
  /** Processor time of this process with its threads, without the reading processes. */
  readonly cpuSeconds: number;
  readonly bulletins: number;
  readonly bytes: number;
}

/** Child of month.process: `whole.process.js FOLDER all|one` takes the demo's files in, scores and writes bulletins. */
async function main(folder: string, which: string): Promise<void> {
  const settings = readSettings(process.env);
  const manifest = chosen(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as DemoManifest, which);
  const running = await serve(settings);
  await takeDemo(running.app, folder, manifest, (text) => process.stderr.write(`${text}\n`));
  let [bulletins, bytes] = [0, 0];
  for (const { period } of manifest.months) {
    const out = join(settings.dataDir, 'bulletins');
    const { files } = await running.app.get(BulletinService).write(manifest.hall.id, period, out);
    bulletins += files.length;
    for (const file of files) bytes += file.bytes;
  }
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const whole: Whole = { peakMb: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, bulletins, bytes };
  process.send?.(whole, undefined, undefined, () => void running.stop().then(() => process.exit(0)));
}

/** The demo as it is, or its first month alone. */
function chosen(manifest: DemoManifest, which: string): DemoManifest {
  if (which === 'all') return manifest;
  const [month] = manifest.months;
  if (month === undefined) throw new Error('the demo has no month');
  const own = ({ month: of }: { month: string | null }): boolean => of === null || of === month.period;
  const waivers = manifest.waivers.filter(({ period }) => period === month.period);
  return { ...manifest, months: [month], files: manifest.files.filter(own), waivers };
}

main(process.argv[2] ?? '', process.argv[3] ?? 'all').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(3);
});
