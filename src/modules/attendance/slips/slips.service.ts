import { Injectable } from '@nestjs/common';
import { ALWAYS, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { PunchSlipEntity } from 'src/modules/attendance/attendance.entity';
import { takenBy } from 'src/modules/intake/store/batch';
import { Between } from 'typeorm';
import type { StoredSlip } from './slip';

/** Reads the make-up slips of a hall. */
@Injectable()
export class SlipsService {
  constructor(private readonly database: Database) {}

  /** The slips of the days as taken in by `knownAt`, in order of day, person and row. */
  async list(hall: string, from: CivilDate, to: CivilDate, knownAt: CivilTime = ALWAYS): Promise<StoredSlip[]> {
    const rows = await this.database.read.find(PunchSlipEntity, {
      where: { hall, day: Between(from, to) },
      order: { day: 'ASC', staff: 'ASC', id: 'ASC' },
    });
    return rows
      .filter(({ batch }) => takenBy(batch, knownAt))
      .map(({ staff, day, half, way, at, reason, proof, approver, batch, line }) => ({
        ...{ staff, date: day, at, reason, proof, approver, evidence: `${batch}#${String(line)}` },
        half: half === 'am' || half === 'pm' ? half : '',
        way: way === 'in' || way === 'out' ? way : '',
      }));
  }
}
