import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { canonicalJson, sha256 } from 'src/common/canonical';
import type { CivilDate } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow, allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import type { Span } from 'src/modules/calendar/periods';
import { MessagesService } from 'src/modules/messages';
import type { EntityManager } from 'typeorm';
import { AwardDecisionEntity } from 'src/modules/awards/awards.entity';
import { check } from 'src/modules/awards/ledger/eligibility';
import { EligibilityService } from 'src/modules/awards/ledger/eligibility.service';
import { faultsOf, handedBy, type Asked, type Honour } from './honour';
import type { TitleProposal } from 'src/modules/awards/proposals/proposal';
import { honourOf, ProposalsService, type Proposals } from 'src/modules/awards/proposals/proposals.service';
import {
  decidedMeanwhile,
  decisionFaulty,
  honourUnknown,
  minutesMissing,
  monthsOpen,
  nothingHere,
  reasonMissing,
  spanWrong,
} from 'src/modules/awards/refusals';
import { awardSpan } from 'src/modules/awards/proposals/sealed.service';
import { isDuplicate, TitlesService, type KnownTitle } from 'src/modules/awards/titles/titles.service';

/** What the leading group decided, out of its minutes. */
export interface Decision {
  readonly title: string;
  readonly span: string;
  readonly minutes: string;
  readonly decidedOn: CivilDate;
  /** Of the whole decision; needed for more holders than places. */
  readonly reason: string;
  readonly verdicts: readonly Asked[];
}

/** The honours register: the decision actually taken. "优先" and "可优先考虑" are decisions of the group, not results. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly messages: MessagesService,
    private readonly titles: TitlesService,
    private readonly eligibility: EligibilityService,
    private readonly proposals: ProposalsService,
  ) {}

  /** Every decision that the actor may see, by span, title and subject, earliest first. */
  async list(actor: Actor, hall: string): Promise<Honour[]> {
    return (await this.proposals.honours(hall)).filter(({ window, subject, verdict }) =>
      allows(actor, 'award:read', {
        ...{ hall, window, published: verdict === 'granted' },
        ...(subject.type === 'staff' ? { staff: subject.id } : {}),
      }),
    );
  }

  /**
   * Records a decision, all verdicts or none. The ledger is brought up to date first, so that nobody is honoured whom a
   * month sealed since then ruled out. Throws `awards.months-open`, `awards.minutes-missing`, `awards.decision-faulty` with
   * everything that speaks against it, `awards.decided-meanwhile`.
   */
  async decide(actor: Actor, hall: string, decision: Decision): Promise<Honour[]> {
    allow(actor, 'award:decide', { hall }, () => nothingHere({ hall }));
    const span = awardSpan(decision.span);
    const title = await this.titles.one(hall, decision.title);
    if (title.span !== span.kind) throw spanWrong({ title: title.name, span: span.name, wanted: title.span });
    this.assertMinutes(decision);
    for (const period of await this.eligibility.untaken(hall, span.months))
      await this.eligibility.take(hall, period, actor);
    const windows = await this.windowsOf(hall, span, decision.verdicts);
    let tried: string[] = [];
    const made = this.database.write(async (manager) => {
      const proposals = await this.proposals.compute(hall, span, manager);
      if (proposals.missing.length > 0) throw monthsOpen({ span: span.name, months: proposals.missing });
      const own = proposals.titles.find((one) => one.title.code === title.code);
      if (!own) throw spanWrong({ title: title.name, span: span.name, wanted: title.span });
      const rows = await this.rowsOf(manager, { actor, hall, span, title, own, proposals, decision, windows });
      tried = rows.map(({ id }) => id);
      for (const row of rows) await manager.insert(AwardDecisionEntity, row);
      await this.tell(manager, actor, rows);
      return rows.map(honourOf);
    });
    return made.catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      throw decidedMeanwhile({ title: title.name, span: span.name, hall, decisions: tried });
    });
  }

  /** Takes back what was granted, by minutes and reason. Throws `awards.decision-unknown` and the refusals of the word. */
  async revoke(
    actor: Actor,
    hall: string,
    id: string,
    word: Pick<Decision, 'minutes' | 'decidedOn' | 'reason'>,
  ): Promise<Honour> {
    allow(actor, 'award:decide', { hall }, () => honourUnknown({ id }));
    this.assertMinutes(word);
    const reason = word.reason.trim();
    if (reason === '' || reason.length > 300) throw reasonMissing({});
    const made = this.database.write(async (manager) => {
      const before = await manager.findOneBy(AwardDecisionEntity, { hall, id, verdict: 'granted' });
      if (!before) throw honourUnknown({ id });
      const { seq, ...same } = before;
      const row = {
        ...same,
        ...{ id: sha256(`revoke ${id}`).slice(0, 24), seq: seq + 1, verdict: 'revoked', reason },
        ...{ minutes: word.minutes.trim(), decidedOn: word.decidedOn, basis: JSON.stringify({ revokes: id }) },
        ...{ enteredBy: actor.id, enteredAt: hallTime(this.clock.now()) },
      };
      await manager.insert(AwardDecisionEntity, row);
      await this.record(manager, actor, row);
      return honourOf(row);
    });
    return made.catch((error: unknown) => {
      throw isDuplicate(error) ? honourUnknown({ id }) : error;
    });
  }

  private assertMinutes({ minutes, decidedOn }: Pick<Decision, 'minutes' | 'decidedOn'>): void {
    const number = minutes.trim();
    if (number === '' || number.length > 80 || decidedOn > hallTime(this.clock.now()).slice(0, 10))
      throw minutesMissing({});
  }

  /** Looked up outside the transaction: the roster does not change with it. Throws `awards.subject-unknown`. */
  private async windowsOf(hall: string, span: Span, verdicts: readonly Asked[]): Promise<Map<string, string | null>> {
    const last = span.months.at(-1) ?? '';
    const found = new Map<string, string | null>();
    for (const { subject } of verdicts) found.set(subject.id, await this.eligibility.windowOf(hall, subject, last));
    return found;
  }

  private async rowsOf(
    manager: EntityManager,
    parts: {
      readonly actor: Actor;
      readonly hall: string;
      readonly span: Span;
      readonly title: KnownTitle;
      readonly own: TitleProposal;
      readonly proposals: Proposals;
      readonly decision: Decision;
      readonly windows: ReadonlyMap<string, string | null>;
    },
  ): Promise<AwardDecisionEntity[]> {
    const { actor, hall, span, title, own, proposals, decision, windows } = parts;
    const ledger = await this.eligibility.ledger(hall, manager);
    const all = await this.proposals.honours(hall, manager);
    const here = all.filter((one) => one.title === title.code && one.span === span.name);
    const asked = decision.verdicts.map((one) => {
      const { eligible, because } = check(title, span.months, one.subject, ledger);
      const told = (language: 'zh' | 'en'): string => because.map(({ text }) => text[language]).join('、');
      return { ...one, reason: one.reason.trim(), eligible, told: { zh: told('zh'), en: told('en') } };
    });
    const faults = faultsOf(own, asked, here, decision.reason.trim());
    if (faults.length > 0) throw decisionFaulty({ title: title.name, faults });
    return asked.map((one) => {
      const { subject, verdict, reason } = one;
      const seq = 1 + here.filter((before) => before.subject.id === subject.id).length;
      const candidate = own.candidates.find(({ subject: { id } }) => id === subject.id);
      const key = { hall, title: title.code, span: span.name, subjectType: subject.type, subject: subject.id, seq };
      return {
        ...{ id: sha256(canonicalJson(key)).slice(0, 24), ...key, titleName: title.name, verdict },
        windowId: windows.get(subject.id) ?? null,
        proposed: candidate?.proposed ?? 'none',
        ...{ minutes: decision.minutes.trim(), decidedOn: decision.decidedOn, reason: reasonsOf(decision, reason) },
        handedBy: title.rotating && verdict === 'granted' ? handedBy(one, own.holders) : null,
        basis: canonicalJson({ months: proposals.months, imported: proposals.imported, candidate: candidate ?? null }),
        ...{ enteredBy: actor.id, enteredAt: hallTime(this.clock.now()) },
      };
    });
  }

  private async tell(manager: EntityManager, actor: Actor, rows: readonly AwardDecisionEntity[]): Promise<void> {
    for (const row of rows) {
      await this.record(manager, actor, row);
      if (row.verdict !== 'granted') continue;
      const { hall, id, titleName: title, span: period, subjectType, subject } = row;
      await this.messages.post(manager, {
        ...{ hall, kind: 'notice', key: `award:${id}`, subject: `award:${id}` },
        to: { permission: 'sheet:read', ...(subjectType === 'staff' ? { staff: subject } : { window: subject }) },
        said: { key: 'award.decided', parameters: { title, period } },
      });
    }
    const [first] = rows;
    if (first) await this.messages.settle(manager, first.hall, `award:${first.title}:${first.span}`, actor);
  }

  private async record(manager: EntityManager, actor: Actor, row: AwardDecisionEntity): Promise<void> {
    const { hall, id, title, span, subject, verdict, proposed, minutes, reason } = row;
    await this.audit.record(manager, actor, {
      ...{ hall, action: `award.${verdict === 'revoked' ? 'revoke' : 'decide'}`, subject: `award:${id}`, reason },
      after: { title, span, subject, verdict, proposed, minutes },
    });
  }
}

/** That of the decision and that of the verdict, once where they are the same. */
function reasonsOf({ reason }: Decision, own: string): string {
  return [...new Set([reason.trim(), own])]
    .filter((text) => text !== '')
    .join('；')
    .slice(0, 300);
}
