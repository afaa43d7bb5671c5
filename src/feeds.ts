import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PoliciesService } from 'src/modules/attendance';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { CasesService } from 'src/modules/cases';
import type { FeedEntry } from 'src/modules/intake/feed';
import type { Fence, Prepare } from 'src/modules/intake';
import { holdForOpening, OpeningService } from 'src/modules/opening';
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
  { name: 'slips', module: at('attendance', join('slips', 'slip')) },
  { name: 'patrol', module: at('supervision', 'patrol') },
  { name: 'cases', module: at('cases', 'case') },
  { name: 'ratings', module: at('ratings', 'rating') },
  { name: 'items', module: at('cases', join('items', 'item')) },
  { name: 'case-stages', module: at('cases', join('stages', 'stage')) },
  { name: 'meetings', module: at('attendance', join('registers', 'meeting')) },
  { name: 'swaps', module: at('attendance', join('registers', 'swap')) },
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
    const stored = await givenTo(feed, hall, {
      organisation,
      notices: await io.service(NoticesService),
      cases: await io.service(CasesService),
      policies: await io.service(PoliciesService),
      opening: await io.service(OpeningService),
    });
    const given = roster === undefined ? stored : { ...stored, roster: rosterOfRecords(roster) };
    const windows = given.roster?.windows.map(({ id }) => id);
    const periods = await io.service(PeriodService);
    return { given, hall, fence: fenceOf(periods, hall), frozen: await periods.frozen(hall), windows };
  };
}

interface Givers {
  readonly organisation: OrganisationService;
  readonly notices: NoticesService;
  readonly cases: CasesService;
  readonly policies: PoliciesService;
  readonly opening: OpeningService;
}

/** What the reading process is given to check a file against: the roster, the notices, for ratings the known cases. */
export async function givenTo(feed: FeedEntry['name'], hall: string, givers: Givers) {
  const { organisation, notices, cases, opening } = givers;
  return {
    ...(await organisation.prepareFor(hall)),
    notices: notices.calendar().notices,
    policies: feed === 'leave' ? await givers.policies.list(hall) : undefined,
    caseNumbers: feed === 'ratings' ? await cases.numbersKnown(hall) : undefined,
    ...(feed === 'opening' ? await opening.givenFor(hall) : {}),
  };
}

/** Writers of facts take the shared lock of their months; of opening data that of all later months as well. */
export function fenceOf(periods: PeriodService, hall: string): Fence {
  return (manager, months, { feed, at }) =>
    feed === 'opening'
      ? holdForOpening(periods, manager, hall, { months, at })
      : periods.holdForFacts(manager, hall, months);
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
