import { Injectable } from '@nestjs/common';
import { jobActor, type Actor } from 'src/common/actor';
import { canonicalJson, sha256 } from 'src/common/canonical';
import { addMonths, type Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow, allows } from 'src/common/permission';
import type { Refusal } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import { AttendanceService } from 'src/modules/attendance';
import { AuditService } from 'src/modules/audit';
import { MessagesService } from 'src/modules/messages';
import { OrganisationService } from 'src/modules/organisation';
import { windowOfMostDays } from 'src/modules/organisation/presence';
import type { EntityManager } from 'typeorm';
import { EligibilityEntryEntity, EligibilityTakenEntity } from 'src/modules/awards/awards.entity';
import { changesOf, lossesOf, scopeWord, type Cause, type Loss, type Lost, type Subject } from './eligibility';
import {
  lossUnknown,
  minutesMissing,
  nothingHere,
  reasonMissing,
  subjectUnknown,
  suspendedAlready,
} from 'src/modules/awards/refusals';
import { SealedMonths } from 'src/modules/awards/proposals/sealed.service';
import type { Length } from 'src/modules/awards/titles/title';
import { isDuplicate } from 'src/modules/awards/titles/titles.service';

/** The leading group's word: number of the minutes and reason. */
export interface Word {
  readonly minutes: string;
  readonly reason: string;
}

/** `reopened`: the month it comes from is being corrected, so that the loss may go with the next revision. */
export type ListedLoss = Loss & { readonly reopened: boolean };

type Row = Omit<EligibilityEntryEntity, 'hall'>;

/** The eligibility ledger. Losses come from sealed months or by hand, liftings follow them; nothing is changed or deleted. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly messages: MessagesService,
    private readonly sealed: SealedMonths,
    private readonly organisation: OrganisationService,
    private readonly attendance: AttendanceService,
  ) {}

  /** The lines that touch the month, lifted ones too, those the actor may see. */
  async list(actor: Actor, hall: string, period?: Period): Promise<ListedLoss[]> {
    const mine = (await this.ledger(hall)).filter(
      (loss) =>
        (period === undefined || (loss.from <= period && loss.until >= period)) &&
        allows(actor, 'award:read', {
          ...{ hall, window: loss.window },
          ...(loss.subject.type === 'staff' ? { staff: loss.subject.id } : {}),
        }),
    );
    const reopened = await this.sealed.reopened(hall, [...new Set(mine.map((loss) => loss.period))]);
    return mine.map((loss) => ({ ...loss, reopened: loss.revision > 0 && reopened.includes(loss.period) }));
  }

  /** For the other services of the room, which have checked who asks. */
  async ledger(hall: string, manager: EntityManager = this.database.read): Promise<Loss[]> {
    const rows = await manager.find(EligibilityEntryEntity, {
      where: { hall },
      order: { period: 'ASC', enteredAt: 'ASC', subject: 'ASC', id: 'ASC' },
    });
    const lifted = new Map(rows.flatMap((row) => (row.lifts === null ? [] : [[row.lifts, row]])));
    return rows.filter(({ kind }) => kind === 'lost').map((row) => lossOf(row, lifted.get(row.id)));
  }

  /** Months whose newest sealed revision is not in the ledger yet, of those given. */
  async untaken(hall: string, months: readonly Period[]): Promise<Period[]> {
    const found: Period[] = [];
    for (const period of months) {
      const revision = await this.sealed.revision(hall, period);
      if (revision === undefined) continue;
      if (!(await this.database.read.existsBy(EligibilityTakenEntity, { hall, period, revision }))) found.push(period);
    }
    return found;
  }

  /**
   * Takes the sealed month into the ledger: what it takes from whom, and what a newer revision no longer takes (a successful
   * objection, a reopened month) is lifted. Safe to repeat. Answers how many lines were added and lifted.
   */
  async take(hall: string, period: Period, by: Actor = jobActor('awards')): Promise<{ lost: number; lifted: number }> {
    const [month] = await this.sealed.of(hall, [period]);
    if (!month) return { lost: 0, lifted: 0 };
    const { revision } = month.run;
    const names = await this.sealed.names(hall, period);
    const now = lossesOf(
      month.head.effects,
      ({ item, outcome }) => names.get(item ?? outcome ?? '') ?? item ?? outcome ?? '',
    );
    const made = this.database.write(async (manager) => {
      if (await manager.existsBy(EligibilityTakenEntity, { hall, period, revision })) return { lost: 0, lifted: 0 };
      const standing = (await this.ledger(hall, manager)).filter((loss) => loss.period === period && loss.revision > 0);
      const { add, lift } = changesOf(standing, now);
      const stamp = { enteredBy: by.id, enteredAt: this.now() };
      const rows = [
        ...add.map((lost) => lostRow(hall, lost, { ...stamp, period, revision, reason: '', minutes: '' })),
        ...lift.map((loss) => liftRow(loss, { ...stamp, reason: `第${String(revision)}版结果已无此项`, minutes: '' })),
      ];
      await manager.insert(EligibilityTakenEntity, { hall, period, revision, takenAt: this.now().slice(0, 19) });
      for (let at = 0; at < rows.length; at += 500)
        await manager.insert(
          EligibilityEntryEntity,
          rows.slice(at, at + 500).map((row) => ({ hall, ...row })),
        );
      await this.tell(manager, hall, rows);
      await this.audit.record(manager, by, {
        ...{ hall, action: 'eligibility.take', subject: `month:${period}` },
        after: { revision, lost: add.length, lifted: lift.map(({ id }) => id) },
      });
      return { lost: add.length, lifted: lift.length };
    });
    // Another process takes the same month at the same moment: it is taken once.
    return made.catch((error: unknown) => {
      if (isDuplicate(error)) return { lost: 0, lifted: 0 };
      throw error;
    });
  }

  /** Takes every sealed month of the last two years that is not in the ledger yet. */
  async takeAll(hall: string, by?: Actor): Promise<Period[]> {
    const today = hallTime(this.clock.now()).slice(0, 7);
    const months = Array.from({ length: 24 }, (_, index) => addMonths(today, index - 23));
    const untaken = await this.untaken(hall, months);
    for (const period of untaken) await this.take(hall, period, by);
    return untaken;
  }

  /**
   * Enters a loss by hand, by the minutes of the leading group. Throws the refusals of the word, `awards.subject-unknown` and
   * `awards.suspended-already` while the same loss entered by hand stands.
   */
  async suspend(
    actor: Actor,
    hall: string,
    lost: { readonly scope: string; readonly subject: Subject; readonly period: Period; readonly length: Length },
    word: Word,
  ): Promise<ListedLoss> {
    allow(actor, 'award:write', { hall }, () => nothingHere({ hall }));
    assertWord(word);
    const window = await this.windowOf(hall, lost.subject, lost.period);
    const { scope, subject, length, period } = lost;
    const cause = { name: word.reason.trim(), facts: [] };
    const line: Lost = { scope, subject, window, length, from: period, until: lastMonth(period, length), cause };
    const made = this.database.write(async (manager) => {
      const same = (await this.ledger(hall, manager)).filter((loss) => loss.revision === 0 && sameLoss(loss, line));
      const standing = same.find(({ lifted }) => lifted === null);
      if (standing) throw standsAlready(standing);
      const stamp = { enteredBy: actor.id, enteredAt: this.now(), period, revision: 0, ...trimmed(word) };
      // Two who enter the same at once make the same id, and one of them is told.
      const id = sha256(canonicalJson([hall, scope, subject, line.from, line.until, same.length])).slice(0, 24);
      const row = { ...lostRow(hall, line, stamp), id };
      await manager.insert(EligibilityEntryEntity, { hall, ...row });
      await this.tell(manager, hall, [row]);
      await this.audit.record(manager, actor, {
        ...{ hall, action: 'eligibility.suspend', subject: `eligibility:${row.id}`, after: { ...line, ...word } },
        reason: word.reason,
      });
      return { ...lossOf(row, undefined), reopened: false };
    });
    return made.catch(async (error: unknown) => {
      if (!isDuplicate(error)) throw error;
      const first = (await this.ledger(hall)).find((loss) => loss.lifted === null && sameLoss(loss, line));
      throw first ? standsAlready(first) : error;
    });
  }

  /** Lifts a loss by the minutes of the leading group. Throws `awards.loss-unknown` and the refusals of the word. */
  async lift(actor: Actor, hall: string, id: string, word: Word): Promise<ListedLoss> {
    allow(actor, 'award:write', { hall }, () => lossUnknown({ id }));
    assertWord(word);
    return this.database.write(async (manager) => {
      const loss = (await this.ledger(hall, manager)).find((one) => one.id === id);
      if (loss?.lifted !== null) throw lossUnknown({ id });
      const row = liftRow(loss, { enteredBy: actor.id, enteredAt: this.now(), ...trimmed(word) });
      await manager.insert(EligibilityEntryEntity, { hall, ...row }).catch((error: unknown) => {
        throw isDuplicate(error) ? lossUnknown({ id }) : error;
      });
      await this.tell(manager, hall, [row]);
      await this.audit.record(manager, actor, {
        ...{ hall, action: 'eligibility.lift', subject: `eligibility:${id}`, before: { loss: id }, after: word },
        reason: word.reason,
      });
      return { ...loss, lifted: { ...trimmed(word), by: actor.id, at: row.enteredAt }, reopened: false };
    });
  }

  /** The window, or that of the person's most open days in the month. Throws `awards.subject-unknown`. */
  async windowOf(hall: string, { type, id }: Subject, period: Period): Promise<string | null> {
    const roster = await this.organisation.rosterOf(hall, period);
    if (type === 'window') {
      if (!roster.windows.some((window) => window.id === id)) throw subjectUnknown({ subject: id, span: period });
      return id;
    }
    const person = roster.staff.find((one) => one.id === id);
    if (!person) throw subjectUnknown({ subject: id, span: period });
    const open = await this.attendance.openDaysOf(hall, period);
    const most = open === undefined ? undefined : windowOfMostDays(person, open);
    return most === undefined ? (person.postings.at(-1)?.window ?? null) : most;
  }

  private async tell(manager: EntityManager, hall: string, rows: readonly Row[]): Promise<void> {
    await this.messages.postAll(
      manager,
      rows.map(({ id, kind, lifts, scope, subjectType, subject, monthFrom, monthUntil, cause, reason }) => {
        const period = monthFrom === monthUntil ? monthFrom : `${monthFrom}—${monthUntil}`;
        const common = { scope: scopeWord(scope).zh, period };
        return {
          ...{ hall, kind: 'notice' as const, key: `eligibility:${id}`, subject: `eligibility:${lifts ?? id}` },
          to: {
            permission: 'sheet:read' as const,
            ...(subjectType === 'staff' ? { staff: subject } : { window: subject }),
          },
          said:
            kind === 'lost'
              ? {
                  key: 'eligibility.suspended' as const,
                  parameters: { ...common, cause: (JSON.parse(cause) as Cause).name },
                }
              : { key: 'eligibility.lifted' as const, parameters: { ...common, reason } },
        };
      }),
    );
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}

type Stamp = Pick<Row, 'enteredBy' | 'enteredAt' | 'reason' | 'minutes'>;

function lostRow(hall: string, lost: Lost, stamp: Stamp & { period: Period; revision: number }): Row {
  const { scope, subject, window, length, from, until, cause } = lost;
  const row = {
    ...{ kind: 'lost', lifts: null, scope, subjectType: subject.type, subject: subject.id, windowId: window, length },
    ...{ monthFrom: from, monthUntil: until, cause: JSON.stringify(cause), ...stamp },
  };
  return { id: sha256(canonicalJson([hall, row])).slice(0, 24), ...row };
}

function liftRow(loss: Loss, stamp: Stamp): Row {
  const { id, period, revision, scope, subject, window, length, from, until, cause } = loss;
  return {
    ...{ id: sha256(`lift ${id}`).slice(0, 24), kind: 'lifted', lifts: id, period, revision, scope, windowId: window },
    ...{ subjectType: subject.type, subject: subject.id, length, monthFrom: from, monthUntil: until },
    ...{ cause: JSON.stringify(cause), ...stamp },
  };
}

function lossOf(row: Row, lifted: Row | undefined): Loss {
  const { id, period, revision, scope, subject, windowId: window, length, reason, minutes, enteredBy } = row;
  return {
    ...{ id, period, revision, scope, window, length: length as Length, from: row.monthFrom, until: row.monthUntil },
    subject: { type: row.subjectType === 'window' ? 'window' : 'staff', id: subject },
    ...{ cause: JSON.parse(row.cause) as Cause, reason, minutes, by: enteredBy, at: row.enteredAt },
    lifted: lifted
      ? { reason: lifted.reason, minutes: lifted.minutes, by: lifted.enteredBy, at: lifted.enteredAt }
      : null,
  };
}

function sameLoss(one: Lost, other: Lost): boolean {
  const keyOfLoss = ({ scope, subject, from, until }: Lost): string =>
    canonicalJson([scope, { ...subject }, from, until]);
  return keyOfLoss(one) === keyOfLoss(other);
}

function standsAlready({ id, subject, from, until, by, at, minutes }: Loss): Refusal {
  return suspendedAlready({ id, subject: subject.id, from, until, by: by.replace(/^\w+:/, ''), at, minutes });
}

function trimmed({ minutes, reason }: Word): Word {
  return { minutes: minutes.trim(), reason: reason.trim() };
}

function assertWord(word: Word): void {
  const { minutes, reason } = trimmed(word);
  if (minutes === '' || minutes.length > 80) throw minutesMissing({});
  if (reason === '' || reason.length > 300) throw reasonMissing({});
}

function lastMonth(period: Period, length: Length): Period {
  const month = Number(period.slice(5, 7));
  if (length === 'month') return period;
  return addMonths(period, length === 'quarter' ? (3 - (month % 3)) % 3 : 12 - month);
}
