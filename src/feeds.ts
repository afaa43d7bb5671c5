import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import type { FeedEntry } from 'src/modules/intake/feed';
import type { Fence, Prepare } from 'src/modules/intake';
import { holdForOpening } from 'src/modules/opening';
import { OrganisationService } from 'src/modules/organisation';
import { buildRoster } from 'src/modules/organisation/build-roster';
import type { Roster } from 'src/modules/organisation/roster';
import { statementOf, type Line } from 'src/modules/organisation/statement';
import { SubmissionsService } from 'src/modules/submissions';
import { GivenService } from './given.service';

/** The child process loads compiled files only; run from TypeScript sources (tests) it takes those of the build. */
const compiled = __dirname.endsWith(join('dist', 'src')) ? __dirname : join(__dirname, '..', 'dist', 'src');
const at = (room: string, file: string): string => join(compiled, 'modules', room, `${file}.feed.js`);

/** Every feed and where the reading process finds it. */
export const FEEDS: readonly FeedEntry[] = [
  { name: 'roster', module: at('organisation', 'roster') },
  { name: 'punches', module: at('attendance', 'punch') },
  { name: 'leave', module: at('attendance', 'leave') },
  { name: 'slips', module: at('attendance', join('slips', 'slip')) },
  { name: 'patrol', module: at('supervision', 'patrol') },
  { name: 'cases', module: at('cases', 'case') },
  { name: 'ratings', module: at('ratings', 'rating') },
  { name: 'meetings', module: at('attendance', join('registers', 'meeting')) },
  { name: 'swaps', module: at('attendance', join('registers', 'swap')) },
  { name: 'items', module: at('cases', join('items', 'item')) },
  { name: 'case-stages', module: at('cases', join('stages', 'stage')) },
  { name: 'submissions', module: at('submissions', 'submission') },
  { name: 'opening', module: at('opening', 'opening') },
];

/** What a file is checked against: the roster as it is, or the one of a file, and the holiday notices. */
export function preparing(io: CommandIo): Prepare {
  return async ({ feed, dryRun, roster }) => {
    if (dryRun && (roster !== undefined || (await nothingStored(io)))) {
      const { notices } = new NoticesService(readSettings(process.env)).calendar();
      return { given: { roster: roster === undefined ? null : rosterOfRecords(roster), notices }, hall: null };
    }
    const organisation = await io.service(OrganisationService);
    const hall = (await organisation.hall(io.hall)).id;
    const stored = await (await io.service(GivenService)).to(feed, hall);
    const given = roster === undefined ? stored : { ...stored, roster: rosterOfRecords(roster) };
    const windows = given.roster?.windows.map(({ id }) => id);
    const periods = await io.service(PeriodService);
    const handedIn = await (await io.service(SubmissionsService)).sourcesOf(hall);
    return { given, hall, fence: fenceOf(periods, hall), frozen: await periods.frozen(hall), windows, handedIn };
  };
}

/** Before the first month of any hall. */
const FIRST_MONTH = '1900-01';

/**
 * Writers of facts take the shared lock of their months; of opening data that of all later months as well. An item may run
 * the clocks of any month: a catalogue holds them all, so that no month closes half with it. Closed ones keep their own.
 */
export function fenceOf(periods: PeriodService, hall: string): Fence {
  return async (manager, months, { feed, at }) => {
    if (feed === 'opening') return holdForOpening(periods, manager, hall, { months, at });
    if (feed === 'items') await periods.holdFrom(manager, hall, FIRST_MONTH);
    else await periods.holdForFacts(manager, hall, months);
  };
}

/** The windows of the roster, for lists to choose from; [] while nothing is stored. */
export async function windowsKnown(io: CommandIo): Promise<readonly { id: string; name: string }[]> {
  if (await nothingStored(io)) return [];
  const organisation = await io.service(OrganisationService);
  const { roster } = await organisation.prepareFor((await organisation.hall(io.hall)).id);
  return (roster?.windows ?? []).map(({ id, name }) => ({ id, name }));
}

/** A dry run works before there is anything: then it opens no database and leaves none behind. */
async function nothingStored(io: CommandIo): Promise<boolean> {
  const { databaseUrl, dataDir } = readSettings(process.env);
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'baifen.db'))) return true;
  return (await (await io.service(OrganisationService)).halls()).length === 0;
}

function rosterOfRecords(records: readonly object[]): Roster {
  const hall = { id: '', name: '' };
  return buildRoster({ hall, period: null, statement: statementOf(records as readonly Line[]) });
}
