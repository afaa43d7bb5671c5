import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { CasesService } from 'src/modules/cases';
import type { FeedEntry } from 'src/modules/intake/feed';
import type { Fence, Prepare } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import { buildRoster } from 'src/modules/organisation/build-roster';
import type { Roster } from 'src/modules/organisation/roster';
import { statementOf, type Line } from 'src/modules/organisation/statement';

/** The child process loads compiled files only; run from TypeScript sources (tests) it takes those of the build. */
const compiled = __dirname.endsWith(join('dist', 'src')) ? __dirname : join(__dirname, '..', 'dist', 'src');
const at = (room: string, file: string): string => join(compiled, 'modules', room, `${file}.feed.js`);

/** Every feed and where the reading process finds it. */
export const FEEDS: readonly FeedEntry[] = [
  { name: 'roster', module: at('organisation', 'roster') },
  { name: 'punches', module: at('attendance', 'punch') },
  { name: 'leave', module: at('attendance', 'leave') },
  { name: 'patrol', module: at('supervision', 'patrol') },
  { name: 'cases', module: at('cases', 'case') },
  { name: 'ratings', module: at('ratings', 'rating') },
];

/** What a file is checked against: the roster as it is, or the one of a file, and the holiday notices. */
export function preparing(io: CommandIo): Prepare {
  return async ({ feed, dryRun, roster }) => {
    const settings = readSettings(process.env);
    const { notices } = new NoticesService().calendar(...placesOf(settings.calendarDir));
    if (dryRun && (roster !== undefined || (await nothingStored(io))))
      return { given: { roster: roster === undefined ? null : rosterOfRecords(roster), notices }, hall: null };
    const organisation = await io.service(OrganisationService);
    const hall = (await organisation.hall(io.hall)).id;
    const given = roster === undefined ? await organisation.prepareFor(hall) : { roster: rosterOfRecords(roster) };
    const caseNumbers = feed === 'ratings' ? await (await io.service(CasesService)).numbersKnown(hall) : undefined;
    const windows = given.roster?.windows.map(({ id }) => id);
    const fence = fenceOf(await io.service(PeriodService), hall);
    return { given: { ...given, notices, caseNumbers }, hall, fence, windows };
  };
}

/** Writers of facts take the shared lock of their months; a month that does not exist yet holds nobody back. */
export function fenceOf(periods: PeriodService, hall: string): Fence {
  return async (manager, months) => {
    for (const month of months) {
      if (await periods.find(hall, month)) await periods.holdForFacts(manager, hall, month);
    }
  };
}

/** A dry run works before there is anything: then it opens no database and leaves none behind. */
async function nothingStored(io: CommandIo): Promise<boolean> {
  const { databaseUrl, dataDir } = readSettings(process.env);
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'baifen.db'))) return true;
  return (await (await io.service(OrganisationService)).halls()).length === 0;
}

function placesOf(dir: string | undefined): string[] {
  return dir === undefined ? [] : [dir];
}

function rosterOfRecords(records: readonly object[]): Roster {
  const hall = { id: '', name: '' };
  return buildRoster({ hall, period: null, statement: statementOf(records as readonly Line[]) });
}
