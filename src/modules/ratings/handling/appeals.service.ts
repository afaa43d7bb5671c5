import { Injectable } from '@nestjs/common';
import { jobActor, type Actor } from 'src/common/actor';
import { periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import { allow, allows } from 'src/common/permission';
import type { Refusal } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { acceptsRulings } from 'src/modules/calendar/months/month-states';
import { OrganisationService } from 'src/modules/organisation';
import { CurrentRatings, type KnownRating } from 'src/modules/ratings/current-ratings.service';
import { maskText } from 'src/modules/ratings/personal-data';
import { dayOf, occurrencesOf, SHORT_KEY } from 'src/modules/ratings/rating-month';
import { RatingAppealEntity } from 'src/modules/ratings/rating.entity';
import type { Grade } from 'src/modules/ratings/rating-state';
import * as refused from 'src/modules/ratings/refusals';
import type { EntityManager } from 'typeorm';
import {
  DECIDING,
  isAppealKind,
  objectionTo,
  standingOf,
  type AppealKind,
  type AppealRecord,
  type Objection,
} from './appeal';
import { LimitsService } from './limits.service';
import { HandlingRecords } from './records.service';

export interface Decision {
  readonly kind: string;
  readonly reason: string;
  readonly by: Actor;
  readonly at: CivilTime;
}

/** A record as it was made. */
export interface RecordedAppeal extends AppealRecord {
  readonly hall: string;
  readonly rating: string;
  /** Months in which the rating counts. */
  readonly months: readonly Period[];
  /** Those of them that are sealed: a decision changes them only once they are opened again. */
  readonly sealed: readonly Period[];
}

/** A rating against which appeals were recorded, and how far that is. */
export interface AppealedRating {
  readonly rating: string;
  readonly window: string | null;
  readonly case: string | null;
  readonly grade: Grade;
  readonly ratedOn: string;
  readonly standing: 'open' | 'excluded' | 'counts';
  readonly records: readonly AppealRecord[];
}

const LONGEST_REASON = 300;

/** Records what was filed, withdrawn and decided about appeals. Nothing is edited: a later record takes the place of the one before. */
@Injectable()
export class AppealsService {
  constructor(
    private readonly database: Database,
    private readonly current: CurrentRatings,
    private readonly records: HandlingRecords,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly limits: LimitsService,
    private readonly organisation: OrganisationService,
  ) {}

  /**
   * Makes a record about the rating whose key begins so (8 to 32 hexadecimal digits; the id of a fact such as
   * `rating:…:bad` does as well). A decision is a ruling on facts: it changes the months in which the rating counts and
   * that are not sealed, and is refused when all of them are; filing and withdrawing change no number and are not. Throws `ratings.key-invalid`,
   * `.rating-unknown`, `.rating-several`, `.appeal-*` and `calendar.period-frozen`.
   */
  async record(hall: string, rating: string, decision: Decision): Promise<RecordedAppeal> {
    const { kind, by, at } = decision;
    if (!isAppealKind(kind)) throw refused.appealKindUnknown({ kind });
    const reason = maskText(decision.reason.trim());
    if (reason === '' || by.name.trim() === '') throw refused.appealReasonMissing({ rating });
    if (reason.length > LONGEST_REASON) throw refused.appealReasonTooLong({ limit: LONGEST_REASON });
    return this.database.write(async (manager) => {
      const known = await this.current.held(manager, hall, rating, at);
      await this.allow(by, hall, kind, known, rating);
      const { key } = known;
      const months = await this.monthsOf(manager, hall, known, at);
      const deciding = DECIDING.includes(kind);
      const sealed = deciding
        ? await this.periods.holdForRulings(manager, hall, months)
        : await this.sealedOf(hall, months);
      const objection = objectionTo(kind, known.state, { excluded: known.excluded, open: known.open ?? null });
      if (objection !== undefined) throw refusalOf(objection, kind, known);
      const seq = (await manager.countBy(RatingAppealEntity, { hall, ratingKey: key })) + 1;
      await manager.insert(RatingAppealEntity, {
        ...{ hall, ratingKey: key, seq, kind, reason, recordedBy: by.id, recordedAt: at },
      });
      await recordChange(manager, by, at, {
        ...{ hall, action: `rating.appeal-${kind}`, subject: key, reason },
        before: { excluded: known.excluded, open: known.open ?? null },
        after: { seq, months, sealed },
      });
      return { hall, rating: key, seq, kind, reason, by: by.id, at, months, sealed };
    });
  }

  /** Ratings of the month against which something was recorded, by day. */
  async ofMonth(actor: Actor, hall: string, period: Period, asOf: CivilTime): Promise<AppealedRating[]> {
    const places = await this.organisation.placesOf(hall, period);
    const records = await this.records.appeals(this.database.read, hall, asOf);
    const known = await this.current.ofMonth(hall, period, asOf);
    return known
      .filter(({ state }) => allows(actor, 'rating:read', places.window(state.window)))
      .filter(({ state }) => [state.ratedOn, state.verifiedOn ?? ''].some((day) => day.startsWith(period)))
      .flatMap((one) => {
        const own = records.get(one.key);
        return own === undefined ? [] : [appealed(one, own)];
      });
  }

  /** Ratings of the month with an appeal that is neither decided nor withdrawn, by their short number. */
  async open(hall: string, period: Period, asOf: CivilTime): Promise<string[]> {
    const records = await this.records.appeals(this.database.read, hall, asOf);
    if ([...records.values()].every((own) => standingOf(own).open === null)) return [];
    const all = await this.ofMonth(jobActor('ratings'), hall, period, asOf);
    return all.filter(({ standing }) => standing === 'open').map(({ rating }) => rating);
  }

  /** A window appeals for its own rating and takes that back; the office decides. Throws `ratings.rating-unknown`. */
  private async allow(
    by: Actor,
    hall: string,
    kind: AppealKind,
    { state }: KnownRating,
    rating: string,
  ): Promise<void> {
    const permission = kind === 'filed' || kind === 'withdrawn' ? 'rating:appeal' : 'rating:write';
    const places = await this.organisation.placesOf(hall, periodOf(state.ratedOn));
    allow(by, permission, places.window(state.window), () => refused.ratingUnknown({ rating, hall }));
  }

  private async sealedOf(hall: string, months: readonly Period[]): Promise<Period[]> {
    const sealed: Period[] = [];
    for (const month of months) {
      const record = await this.periods.find(hall, month);
      if (record && !acceptsRulings(record.state)) sealed.push(month);
    }
    return sealed;
  }

  /** Months in which the rating counts by either basis, or in which a step of its handling fell due. */
  private async monthsOf(manager: EntityManager, hall: string, known: KnownRating, at: CivilTime): Promise<Period[]> {
    const { key, state } = known;
    const limits = await this.limits.inForce(hall, at, manager);
    const days = [dayOf(state, 'rated'), dayOf(state, 'verified')].filter((day) => day !== null);
    const facts = occurrencesOf({ key, state, excluded: null }, at, this.notices.calendar(), limits);
    const dates = facts.flatMap(({ date, dates: further = {} }) => [date, ...Object.values(further)]);
    return [...new Set([...days, ...dates].map(periodOf))].sort();
  }
}

function refusalOf(
  objection: Objection,
  kind: AppealKind,
  { key: rating, state, excluded, open }: KnownRating,
): Refusal {
  switch (objection) {
    case 'not-excluded':
      return refused.restoreNothing({ rating });
    case 'same-again':
    case 'excluded-already':
      return refused.appealRepeated({ rating, kind: excluded?.kind ?? kind, by: excluded?.by ?? '' });
    case 'not-bad':
      return refused.appealNotBad({ rating, grade: state.grade });
    case 'filed-already':
      return refused.appealOpen({ rating, by: open?.by ?? '', at: open?.at ?? '' });
    case 'not-filed':
      return refused.appealNotFiled({ rating });
  }
}

function appealed({ key, state, excluded, open }: KnownRating, records: readonly AppealRecord[]): AppealedRating {
  const { window, caseNo, grade, ratedOn } = state;
  const standing = open ? 'open' : excluded ? 'excluded' : 'counts';
  return { rating: key.slice(0, SHORT_KEY), window, case: caseNo, grade, ratedOn, standing, records };
}
