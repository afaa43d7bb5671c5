import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow, allows } from 'src/common/permission';
import { CasesService } from 'src/modules/cases/cases.service';
import { CorrectionsService, type SealedAt } from 'src/modules/cases/corrections/corrections.service';
import type { FindingSettings } from 'src/modules/cases/findings/finding';
import { FindingsService } from 'src/modules/cases/findings/findings.service';
import { monthNeverClosed } from 'src/modules/cases/refusals';
import { OrganisationService } from 'src/modules/organisation';
import { findingsAnswer, listedCase, statisticsAnswer, type FindingsAnswer, type StatisticsAnswer } from './answers';

/** Which month, and the data as of when. `sealed`: as it was sealed; `published`: and the month is published. */
interface At {
  readonly hall: string;
  readonly period: Period;
  readonly asOf: CivilTime;
  readonly knownAt: CivilTime;
  readonly sealed: boolean;
  readonly published: boolean;
}

/** Cases of a month as far as somebody may see them: a window its own, the office all. */
@Injectable()
export class ShownCases {
  constructor(
    private readonly cases: CasesService,
    private readonly findings: FindingsService,
    private readonly corrections: CorrectionsService,
    private readonly organisation: OrganisationService,
  ) {}

  /** The cases behind one number; of a window that is not one's own none. Throws `cases.measure-unknown`. */
  async list(
    actor: Actor,
    { hall, period, asOf, knownAt, sealed, published }: At,
    query: { readonly window: string; readonly measure: string; readonly basis: string },
  ): Promise<object> {
    const places = await this.organisation.placesOf(hall, period);
    const seen = allows(actor, 'sheet:read', { ...places.window(query.window), published });
    // A window that is not there has no cases either.
    const wanted = seen ? query : { ...query, window: '' };
    const rows = await this.cases.rowsOf(hall, period, { ...wanted, asOf, knownAt });
    const total = rows.reduce((sum, { value }) => sum + value, 0);
    return { hall, period, asOf, sealed, ...query, total, cases: rows.map(listedCase) };
  }

  /** Counts and rates of the windows that may be seen, and their total. */
  async statistics(actor: Actor, { hall, period, asOf, knownAt, sealed, published }: At): Promise<StatisticsAnswer> {
    const places = await this.organisation.placesOf(hall, period);
    const only = (window: string): boolean => allows(actor, 'sheet:read', { ...places.window(window), published });
    const { windows } = await this.organisation.rosterOf(hall, period);
    const statistics = await this.cases.caseStatistics(hall, period, asOf, knownAt, only);
    const names = new Map(windows.map(({ id, name }) => [id, name]));
    return statisticsAnswer({ hall, period, asOf, sealed }, statistics, names);
  }

  /** What a person should look into. */
  async look(
    actor: Actor,
    { hall, period, asOf, settings }: Pick<At, 'hall' | 'period' | 'asOf'> & { readonly settings: FindingSettings },
    language: Language,
  ): Promise<FindingsAnswer> {
    allow(actor, 'month:read', { hall });
    const found = await this.findings.ofMonth(hall, period, asOf, settings);
    return findingsAnswer({ hall, period, asOf, settings }, found, language);
  }

  /** What came after the seal and would change it. Throws `cases.month-never-closed`. */
  async proposed(
    actor: Actor,
    hall: string,
    period: Period,
    seal: (SealedAt & { readonly closed: boolean }) | undefined,
  ): Promise<object> {
    allow(actor, 'month:read', { hall }, () => monthNeverClosed({ month: period }));
    if (!seal) throw monthNeverClosed({ month: period });
    const corrections = await this.corrections.ofMonth(hall, period, seal);
    return { hall, period, sealedAt: seal.asOf, closed: seal.closed, corrections };
  }
}
