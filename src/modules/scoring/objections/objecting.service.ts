import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import { Clock, hallMoment, hallTime } from 'src/common/clock';
import { allow, allows, type Place } from 'src/common/permission';
import { PeriodService } from 'src/modules/calendar';
import { acceptsRulings } from 'src/modules/calendar/months/month-states';
import { STATE_NAMES } from 'src/modules/calendar/months/month-table';
import { OrganisationService } from 'src/modules/organisation';
import { RulesService } from 'src/modules/rules';
import { FrozenFacts } from 'src/modules/scoring/moves/frozen.service';
import { MonthDates } from 'src/modules/scoring/moves/dates.service';
import { OfficeService } from 'src/modules/scoring/moves/office/office.service';
import { alone } from 'src/modules/scoring/moves/who';
import { evaluated, ScoreService } from 'src/modules/scoring/score.service';
import { ObjectionsService } from 'src/modules/submissions';
import {
  rulingsOf,
  type FactRuling,
  type Objection,
  type ObjectionDecisionKind,
  type RecordedObjection,
  type Silence,
} from 'src/modules/submissions/objections/objection';
import { objectionOwn, objectionUnknown } from 'src/modules/submissions/objections/refusals';
import { effectOf, rulingsFor, type Effect } from './effect';
import { Findings } from './findings.service';
import { namedLine } from './objection-lines';
import { effectStale, lineUnknown, objectionEarly, objectionsOver } from './refusals';
import { OwnSheetsService } from './sheets.service';

export interface ObjectionAsk {
  readonly window: string;
  /** As the provisional sheet names it. */
  readonly line: string;
  readonly reason: string;
  /** Numbers of documents; files are added afterwards. */
  readonly evidence?: readonly string[];
}

export interface DecisionAsk {
  readonly kind: Exclude<ObjectionDecisionKind, 'withdrawn'>;
  readonly reason: string;
  readonly rulings?: readonly FactRuling[];
  /** Digest of the effect that was shown. */
  readonly shown: string;
}

export interface MonthObjections {
  readonly noticeUntil: CivilTime | null;
  readonly objections: readonly RecordedObjection[];
  /** Windows that had not objected when their time ended: no objection. */
  readonly silences: readonly Silence[];
}

/** Objections of windows to lines of their sheets, and what is decided on them. */
@Injectable()
export class ObjectingService {
  constructor(
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly dates: MonthDates,
    private readonly sheets: OwnSheetsService,
    private readonly findings: Findings,
    private readonly frozen: FrozenFacts,
    private readonly scores: ScoreService,
    private readonly offices: OfficeService,
    private readonly rules: RulesService,
    private readonly organisation: OrganisationService,
    private readonly objections: ObjectionsService,
  ) {}

  /** Of the month, those the actor may see, with who stayed silent. */
  async list(actor: Actor, hall: string, period: Period): Promise<MonthObjections> {
    const record = await this.periods.find(hall, period);
    const noticed = record?.state === 'notice';
    const noticeUntil = noticed ? this.dates.noticeUntil(await this.dates.of(hall, period), record.movedAt) : null;
    const placeOf = await this.places(hall, period);
    const sees = (window: string, item: string | null): boolean =>
      allows(actor, 'objection:read', placeOf(window, item));
    const all = await this.objections.ofMonth(hall, period);
    const silences = await this.objections.silences(hall, period);
    return {
      noticeUntil,
      objections: all.filter(({ objection: { window, item } }) => sees(window, item)),
      silences: silences.filter(({ window }) => sees(window, null)),
    };
  }

  /** One with its history. Throws `submissions.objection-unknown`, also when it is not for this actor. */
  async one(actor: Actor, hall: string, id: string): Promise<RecordedObjection> {
    const found = await this.objections.one(hall, id);
    const { window, item, period } = found.objection;
    const placeOf = await this.places(hall, period);
    allow(actor, 'objection:read', placeOf(window, item), () => objectionUnknown({ id }));
    return found;
  }

  /**
   * Objects to a line of the window's own sheets. Throws `scoring.objection-line-unknown`, `.objection-early`,
   * `.objections-over` and the refusals of `ObjectionsService.file`.
   */
  async file(hall: string, period: Period, actor: Actor, ask: ObjectionAsk): Promise<RecordedObjection> {
    const { window, line: key, reason, evidence = [] } = ask;
    const unknown = () => lineUnknown({ line: key, window, month: period });
    allow(actor, 'objection:file', { hall, window }, unknown);
    const { revision, name, lines, until: untilOf, times, noticeUntil } = await this.sheets.of(hall, period, window);
    const line = lines.find((one) => namedLine(one).line === key);
    if (!line) throw unknown();
    const { type, subject, item, clause, facts } = namedLine(line);
    const until = untilOf(line);
    if (until === null) throw objectionEarly({ line: clause });
    const at = this.clock.now();
    return this.objections.file(
      hall,
      {
        ...{ type, subject, item, clause, facts, period, revision, window, reason, evidence, until },
        during: noticeUntil === null ? 'finding' : 'notice',
        windowName: name,
        answerUntil: this.dates.findingUntil(times, hallTime(at)),
      },
      { by: actor, at: hallMoment(at) },
    );
  }

  /** The window takes it back. */
  async withdraw(hall: string, id: string, actor: Actor, reason: string): Promise<RecordedObjection> {
    const { objection } = await this.objections.one(hall, id);
    allow(actor, 'objection:file', { hall, window: objection.window }, () => objectionUnknown({ id }));
    const withdrawn = { kind: 'withdrawn', reason, rulings: [], effect: null } as const;
    return this.objections.decide(hall, id, withdrawn, { by: actor, at: this.moment() });
  }

  /** What a decision would do to points, ranks and lists. Throws `scoring.objection-rulings`, `.objections-over`. */
  async effect(
    hall: string,
    id: string,
    actor: Actor,
    { kind, rulings: given }: Pick<DecisionAsk, 'kind' | 'rulings'>,
  ): Promise<Effect> {
    const { objection } = await this.decidable(hall, id, actor);
    const { period: month } = objection;
    const { state, revision } = (await this.periods.find(hall, month)) ?? { state: 'open', revision: 1 };
    if (!acceptsRulings(state)) throw objectionsOver({ month, state: STATE_NAMES[state].zh });
    const rulings = rulingsFor(objection, kind, given);
    const ground = await this.frozen.ground({ hall, month, revision, state }, hallTime(this.clock.now()));
    const decision = { kind, reason: '', rulings, effect: null, by: actor.id, at: '' };
    const added = rulingsOf({ objection, decisions: [decision] });
    const facts = { ...ground.facts, rulings: [...(ground.facts.rulings ?? []), ...added] };
    return effectOf({ objection: id, kind, rulings }, evaluated(ground), evaluated({ ...ground, facts }));
  }

  /**
   * Records the decision, whose effect was shown, and computes the month anew. By somebody who neither filed it nor recorded
   * or verified what it is about, never about one's own window. Throws `submissions.objection-own`,
   * `scoring.objection-effect-stale` and the refusals of `ObjectionsService.decide`.
   */
  async decide(hall: string, id: string, actor: Actor, ask: DecisionAsk): Promise<RecordedObjection> {
    const { objection } = await this.decidable(hall, id, actor);
    const { kind, reason, shown } = ask;
    const passed = await this.own(hall, objection, actor);
    const { digest, ...effect } = await this.effect(hall, id, actor, ask);
    if (digest !== shown) throw effectStale({ id });
    const said = {
      kind,
      reason,
      rulings: effect.rulings,
      effect: passed === undefined ? effect : { ...effect, passed },
    };
    const decided = await this.objections.decide(hall, id, said, { by: actor, at: this.moment() });
    if (effect.rulings.length > 0) await this.scores.score(hall, objection.period, actor);
    return decided;
  }

  private async decidable(hall: string, id: string, actor: Actor): Promise<RecordedObjection> {
    const found = await this.objections.one(hall, id);
    const { window } = found.objection;
    allow(actor, 'objection:decide', { hall, window }, () => objectionUnknown({ id }));
    return found;
  }

  /** What a small office passes over, kept with the decision; undefined: nothing. Throws `submissions.objection-own`. */
  private async own(hall: string, objection: Objection, actor: Actor): Promise<string | undefined> {
    const { id, window, by, facts, period } = objection;
    if (actor.grants && allows(actor, 'objection:file', { hall, window })) throw objectionOwn({ id, why: 'window' });
    const findings = await this.findings.of(hall, period);
    const people = facts.flatMap((fact) => findings.get(fact)?.by ?? []);
    const recorded = people.includes(actor.id) || people.includes(actor.name);
    if (by !== actor.id && !recorded) return undefined;
    const why = by === actor.id ? 'filed' : 'recorded';
    if (!alone(actor, (await this.offices.of(hall)).profile)) throw objectionOwn({ id, why });
    return why;
  }

  /** Where an objection belongs: window, its department, the scoring department of the item. */
  private async places(hall: string, period: Period): Promise<(window: string, item: string | null) => Place> {
    const book = await this.rules.bookInForce(hall, period);
    const scoredBy = new Map((book?.parsed.items ?? []).map(({ code, department = null }) => [code, department]));
    const places = await this.organisation.placesOf(hall, period);
    return (window, item) => ({ ...places.window(window), scoredBy: scoredBy.get(item ?? '') ?? null });
  }

  private moment(): string {
    return hallMoment(this.clock.now());
  }
}
