import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { AccountsService, RightsService } from 'src/modules/identity';
import { HallOfficeEntity } from 'src/modules/scoring/month-move.entity';
import { officeInvalid } from 'src/modules/scoring/moves/refusals';
import { UNSET, type ObjectionDays, type OfficeSetting, type Profile } from './office';

export interface OfficeChange {
  readonly noticeDays?: number;
  readonly findingDays?: number;
  readonly reason: string;
}

/** How a hall's office works: its profile as identity keeps it, and the days to object; append-only, the last decision counts. */
@Injectable()
export class OfficeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly accounts: AccountsService,
    private readonly rights: RightsService,
  ) {}

  async of(hall: string): Promise<OfficeSetting> {
    return { profile: await this.profile(hall), ...(await this.days(hall)) };
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
    const days = await this.database.write(async (manager) => {
      const last = await manager.findOne(HallOfficeEntity, { where: { hall }, order: { seq: 'DESC' } });
      const before = last ? daysOf(last) : UNSET;
      const { noticeDays = before.noticeDays, findingDays = before.findingDays } = change;
      const row = { hall, seq: (last?.seq ?? 0) + 1, noticeDays, findingDays, reason };
      const decidedAt = hallTime(this.clock.now());
      await manager.insert(HallOfficeEntity, { ...row, decidedBy: actor.id, decidedAt });
      const [was, after] = [pick(before), { noticeDays, findingDays }];
      await this.audit.record(manager, actor, {
        ...{ hall, action: 'office.set', subject: hall, before: was, after, reason },
      });
      return { ...after, reason, by: actor.id, at: decidedAt };
    });
    return { profile: await this.profile(hall), ...days };
  }

  private async profile(hall: string): Promise<Profile | null> {
    const { small } = await this.rights.profile(hall);
    if (small) return 'small';
    return (await this.accounts.any()) ? 'full' : null;
  }

  private async days(hall: string): Promise<ObjectionDays> {
    const row = await this.database.read.findOne(HallOfficeEntity, { where: { hall }, order: { seq: 'DESC' } });
    return row ? daysOf(row) : UNSET;
  }
}

function pick({ noticeDays, findingDays }: ObjectionDays): Pick<ObjectionDays, 'noticeDays' | 'findingDays'> {
  return { noticeDays, findingDays };
}

function daysOf({ noticeDays, findingDays, reason, decidedBy, decidedAt }: HallOfficeEntity): ObjectionDays {
  return { noticeDays, findingDays, reason, by: decidedBy, at: decidedAt };
}
