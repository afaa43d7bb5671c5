import { Injectable } from '@nestjs/common';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { CoverageService } from 'src/modules/intake';
import { RulesService } from 'src/modules/rules';
import type { Coverage, Fact, Ruling } from 'src/modules/rules/facts';
import { HANDED_IN } from './form/item-form';
import { RecordedSubmissions } from './recorded.service';
import { reportCoverage, reportFacts, type ReportStanding } from './report/month-report';
import { ReportsOfMonth } from './report/reports.service';
import { numberFacts } from './form/numbers';
import { eventFacts } from './submission';
import { sampleFacts } from './verification/sample-facts';
import { SamplesService } from './verification/samples.service';

const DECLARATIONS = 'declarations';

/** The door of the room: what was handed in as facts, and for which sources the office says that nothing is left out. */
@Injectable()
export class SubmissionFacts {
  constructor(
    private readonly recorded: RecordedSubmissions,
    private readonly reports: ReportsOfMonth,
    private readonly samples: SamplesService,
    private readonly completeness: CoverageService,
    private readonly rules: RulesService,
  ) {}

  /** Submissions of the month, late and missing reports; coverage as the office and the windows' reports state it. */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ facts: readonly Fact[]; coverage: readonly Coverage[]; rulings: readonly Ruling[] }> {
    const book = await this.rules.bookInForce(hall, period);
    const recorded = await this.recorded.ofMonth(hall, period, knownAt);
    const { facts: events, rulings } = eventFacts(recorded, book?.parsed.items ?? []);
    const found = sampleFacts(period, await this.samples.ofMonth(hall, period, knownAt), recorded);
    const numbers = numberFacts(recorded, book?.parsed.items ?? []);
    const handed = [...events, ...numbers, ...found];
    const coverage: Coverage[] = [];
    for (const source of HANDED_IN) {
      const stated = await this.completeness.stated(hall, period, source, knownAt);
      coverage.push(...stated.map(({ from, to, scope }) => ({ source, from, to, ...scopeOf(scope) })));
    }
    if (!book || book.parsed.notConnected?.includes(DECLARATIONS)) return { facts: handed, coverage, rulings };
    const standings = await this.reports.standings(hall, period, asOf, knownAt);
    return {
      facts: [...handed, ...reportFacts(period, standings)],
      coverage: [...coverage, ...reportCoverage(period, standings)],
      rulings,
    };
  }

  /**
   * How each window stands with its monthly reports, and how many of its declarations were found untrue (`returned`).
   * Throws `submissions.no-book`.
   */
  async progressOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<(ReportStanding & { readonly returned: number })[]> {
    const untrue = (await this.recorded.ofMonth(hall, period, knownAt)).filter(({ state }) => state === 'rejected');
    const standings = await this.reports.standings(hall, period, asOf, knownAt);
    return standings.map((one) => ({
      ...one,
      returned: untrue.filter(({ submission }) => submission.window === one.window).length,
    }));
  }
}

/** A statement about one window covers that window only. */
function scopeOf(scope: string): { windows?: readonly string[] } {
  return scope === 'hall' ? {} : { windows: [scope] };
}
