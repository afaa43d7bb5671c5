import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { ALWAYS, firstDay, lastDay, type CivilTime, type Period } from 'src/common/civil-date';
import { foldCode } from 'src/common/text';
import { CoverageService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import { RulesService } from 'src/modules/rules';
import type { Coverage, Fact } from 'src/modules/rules/facts';
import { HANDED_IN } from './form/item-form';
import { RecordedSubmissions } from './recorded.service';
import { reasonMissing, sourceNotStated, windowUnknown } from './refusals';
import { reportCoverage, reportFacts } from './report/month-report';
import { ReportsOfMonth } from './report/reports.service';
import { factOf } from './submission';

const DECLARATIONS = 'declarations';

/** The door of the room: what was handed in as facts, and for which sources the office says that nothing is left out. */
@Injectable()
export class SubmissionFacts {
  constructor(
    private readonly recorded: RecordedSubmissions,
    private readonly reports: ReportsOfMonth,
    private readonly completeness: CoverageService,
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
  ) {}

  /** Submissions of the month, late and missing reports; coverage as the office and the windows' reports state it. */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ facts: readonly Fact[]; coverage: readonly Coverage[] }> {
    const recorded = await this.recorded.ofMonth(hall, period, knownAt);
    const handed = recorded.flatMap(({ submission, state }) => factOf(submission, state) ?? []);
    const coverage: Coverage[] = [];
    for (const source of HANDED_IN) {
      const stated = await this.completeness.stated(hall, period, source, knownAt);
      coverage.push(...stated.map(({ from, to, scope }) => ({ source, from, to, ...scopeOf(scope) })));
    }
    const book = await this.rules.bookInForce(hall, period);
    if (!book || book.parsed.notConnected?.includes(DECLARATIONS)) return { facts: handed, coverage };
    const standings = await this.reports.standings(hall, period, asOf, knownAt);
    return {
      facts: [...handed, ...reportFacts(period, standings)],
      coverage: [...coverage, ...reportCoverage(period, standings)],
    };
  }

  /**
   * The office says that nothing of a source is left out for the month, for the hall or one window: what was not handed
   * in did not happen (本月无). Throws `submissions.source-unknown` and `.reason-missing`.
   */
  async complete(
    hall: string,
    period: Period,
    statement: { readonly source: string; readonly window?: string },
    { by, at }: { readonly by: Actor; readonly at: CivilTime },
  ): Promise<Coverage> {
    const source = statement.source.trim();
    if (!HANDED_IN.includes(source)) throw sourceNotStated({ source, sources: HANDED_IN });
    if (by.name.trim() === '') throw reasonMissing({});
    const code = foldCode(statement.window ?? '');
    const { windows } = await this.organisation.rosterOf(hall, period);
    const window = windows.find(({ id, name }) => id === code || name === code)?.id;
    if (code !== '' && window === undefined) throw windowUnknown({ window: code, month: period });
    const span = { from: firstDay(period), to: lastDay(period) };
    await this.completeness.state(
      hall,
      source,
      { ...span, ...(window === undefined ? {} : { scope: window }) },
      { by, at },
    );
    return { source, ...span, ...(window === undefined ? {} : { windows: [window] }) };
  }
}

/** A statement about one window covers that window only. */
function scopeOf(scope: string): { windows?: readonly string[] } {
  return scope === 'hall' ? {} : { windows: [scope] };
}
