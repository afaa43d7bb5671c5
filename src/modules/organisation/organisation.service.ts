import { Injectable } from '@nestjs/common';
import { sha256 } from 'src/common/canonical';
import type { Actor } from 'src/common/actor';
import type { CivilDate, CivilTime, Period } from 'src/common/civil-date';
import { allows } from 'src/common/permission';
import { fold, foldCode } from 'src/common/text';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import type { EntityManager } from 'typeorm';
import { buildRoster } from './build-roster';
import { phoneKey } from './people';
import {
  hallIdInvalid,
  hallMissing,
  hallNameInvalid,
  hallNotNamed,
  keyHeld,
  keyInvalid,
  noHall,
  rosterMissing,
  staffMissing,
} from './refusals';
import { recordedStatement } from './recorded.service';
import { placesOf, type Places } from './rights/places';
import type { Roster } from './roster';
import { ConfirmedKeyEntity, HallEntity } from './roster.entity';
import { withConfirmed } from './statement';

export interface Hall {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly office: string | null;
}

/** A key in a file that nobody in the roster holds, and by which clock (of a pin). */
export interface UnmatchedKey {
  readonly source: 'pin' | 'userId' | 'phone';
  readonly key: string;
  readonly device?: string;
}

export interface RosterOptions {
  /** The hall's open days of the month, to count on how many a window existed. */
  readonly openDays?: readonly CivilDate[];
  /** The roster as it was known at this time of recording; absent: as it is known now. */
  readonly knownAt?: CivilTime;
}

const HALL_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Owns halls, windows, people and keys. Rows are added by imports and confirmations and never changed. */
@Injectable()
export class OrganisationService {
  constructor(private readonly database: Database) {}

  /** All halls, in order of their ids. */
  async halls(): Promise<Hall[]> {
    const rows = await this.database.read.find(HallEntity, { order: { hall: 'ASC' } });
    return rows.map(hallOf);
  }

  /** The halls in which somebody has anything to do, in order of their ids. */
  async hallsOf(actor: Actor): Promise<Hall[]> {
    return (await this.halls()).filter(({ id }) => allows(actor, 'hall:read', { hall: id }));
  }

  /** The hall named, or the only one. Throws `organisation.hall-missing`, `.no-hall`, `.hall-not-named`. */
  async hall(id: string | undefined): Promise<Hall> {
    const halls = await this.halls();
    const [first, second] = halls;
    if (id !== undefined) {
      const named = halls.find((hall) => hall.id === foldCode(id));
      if (!named) throw hallMissing({ hall: id });
      return named;
    }
    if (!first) throw noHall({});
    if (second) throw hallNotNamed({ halls: halls.map((hall) => hall.id) });
    return first;
  }

  /** The hall, created when it is not there yet; an existing one keeps its name. */
  async ensureHall(id: string, name: string): Promise<Hall> {
    const code = foldCode(id);
    const shown = fold(name);
    if (!HALL_ID.test(code)) throw hallIdInvalid({ hall: id });
    if (shown === '' || shown.length > 120) throw hallNameInvalid({ name });
    return this.database.write(async (manager) => {
      // Two processes may get here at once; every value is checked, so "ignore" can only swallow the second insert.
      await manager
        .createQueryBuilder()
        .insert()
        .into(HallEntity)
        .values({ hall: code, name: shown, parent: null, office: null })
        .orIgnore()
        .updateEntity(false)
        .execute();
      return hallOf(await manager.findOneByOrFail(HallEntity, { hall: code }));
    });
  }

  /**
   * The roster of a month; `period` null: everything recorded. Throws `organisation.hall-missing` and
   * `organisation.roster-missing`.
   */
  async rosterOf(hall: string, period: Period | null, options: RosterOptions = {}): Promise<Roster> {
    const roster = await this.build(hall, period, options);
    if (!roster) throw rosterMissing({ hall });
    return roster;
  }

  /** Whose windows and people are in a month; without a roster a code alone says it. */
  async placesOf(hall: string, period: Period | null): Promise<Places> {
    const present = await this.database.read.findOneBy(HallEntity, { hall });
    return placesOf(hall, present ? await this.build(hall, period, {}) : null);
  }

  /** What feeds are given as `context.given`, notices apart. Null: nothing was ever imported; people stay unmatched. */
  async prepareFor(hall: string): Promise<{ roster: Roster | null }> {
    const present = await this.database.read.findOneBy(HallEntity, { hall });
    return { roster: present ? await this.build(hall, null, {}) : null };
  }

  /**
   * A person says whose key this is; from then on rows with it are theirs. A key the roster itself gives to somebody
   * else is refused (`organisation.key-held`); a later confirmation of the same key takes the place of this one.
   */
  async confirmKey(hall: string, unmatched: UnmatchedKey, staff: string, by: Actor, at: CivilTime): Promise<void> {
    const { source } = unmatched;
    const key = source === 'phone' ? phoneKey(unmatched.key) : foldCode(unmatched.key);
    const device = foldCode(unmatched.device ?? '');
    const known: readonly string[] = ['pin', 'userId', 'phone'];
    if (!known.includes(source) || key === '' || key.length > 128) throw keyInvalid({ source, key: unmatched.key });
    await this.database.write(async (manager) => {
      const { statement, confirmed } = await recordedStatement(manager, hall);
      if (!statement.postings.some((posting) => posting.staff === staff)) throw staffMissing({ hall, staff });
      const same = (one: { source: string; key: string; device: string }): boolean =>
        one.source === source && one.key === key && (one.device === '' || device === '' || one.device === device);
      const holder = statement.keys.find((one) => same(one) && one.staff !== staff);
      if (holder) throw keyHeld({ key: source === 'phone' ? '***' : key, holder: holder.staff });
      const before = confirmed.filter((one) => one.source === source && one.key === key && one.device === device);
      const version = Math.max(0, ...before.map((one) => one.version)) + 1;
      const row = { hall, source, key, device, version, staff, confirmedAt: at, confirmedBy: by.id };
      await manager.insert(ConfirmedKeyEntity, row);
      await recordChange(manager, by, at, {
        ...{ hall, action: 'roster.confirm-key', subject: staff },
        // The number itself is personal when it is a phone; its digest tells whether it was the same.
        before: before.at(-1)?.staff ?? null,
        after: { source, key: sha256(key), device, version },
      });
    });
  }

  private async build(hall: string, period: Period | null, options: RosterOptions): Promise<Roster | null> {
    const manager: EntityManager = this.database.read;
    const row = await manager.findOneBy(HallEntity, { hall });
    if (!row) throw hallMissing({ hall });
    const { statement, confirmed } = await recordedStatement(manager, hall, options.knownAt);
    if (statement.postings.length === 0 && statement.windows.length === 0) return null;
    return buildRoster({
      hall: { id: row.hall, name: row.name },
      period,
      statement: withConfirmed(statement, confirmed),
      openDays: options.openDays,
    });
  }
}

function hallOf({ hall, name, parent, office }: HallEntity): Hall {
  return { id: hall, name, parent, office };
}
