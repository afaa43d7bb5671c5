import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { HallOfficeEntity } from 'src/modules/scoring/month-move.entity';
import { UNSET, type OfficeSetting, type Profile } from './office';
import { officeInvalid } from './refusals';

export interface OfficeChange {
  readonly profile: Profile;
  readonly noticeDays?: number;
  readonly findingDays?: number;
  readonly reason: string;
}

/** The profile of a hall's office: append-only, the last decision counts. */
@Injectable()
export class OfficeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  async of(hall: string): Promise<OfficeSetting> {
    const row = await this.database.read.findOne(HallOfficeEntity, { where: { hall }, order: { seq: 'DESC' } });
    return row ? settingOf(row) : UNSET;
  }

  async shown(hall: string, actor: Actor): Promise<OfficeSetting> {
    allow(actor, 'month:read', { hall });
    return this.of(hall);
  }

  /** Decided by the leading group. Throws `scoring.office-invalid`. */
  async set(hall: string, actor: Actor, change: OfficeChange): Promise<OfficeSetting> {
    allow(actor, 'month:approve', { hall });
    const reason = change.reason.trim();
    if (reason === '' || reason.length > 300) throw officeInvalid({});
    return this.database.write(async (manager) => {
      const last = await manager.findOne(HallOfficeEntity, { where: { hall }, order: { seq: 'DESC' } });
      const before = last ? settingOf(last) : UNSET;
      const { profile, noticeDays = before.noticeDays, findingDays = before.findingDays } = change;
      const row = { hall, seq: (last?.seq ?? 0) + 1, profile, noticeDays, findingDays, reason };
      const decidedAt = hallTime(this.clock.now());
      await manager.insert(HallOfficeEntity, { ...row, decidedBy: actor.id, decidedAt });
      const after = { profile, noticeDays, findingDays };
      await this.audit.record(manager, actor, { hall, action: 'office.set', subject: hall, before, after, reason });
      return { profile, noticeDays, findingDays, reason, by: actor.id, at: decidedAt };
    });
  }
}

function settingOf({
  profile,
  noticeDays,
  findingDays,
  reason,
  decidedBy,
  decidedAt,
}: HallOfficeEntity): OfficeSetting {
  const known = profile === 'small' ? 'small' : 'full';
  return { profile: known, noticeDays, findingDays, reason, by: decidedBy, at: decidedAt };
}
