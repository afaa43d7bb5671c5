import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A mark of presence as its file states it. The key is that of the file (staff number, pin, UserId); who held it is asked
 * of the roster when a month is judged, so that a key confirmed later also finds earlier punches. Never edited.
 */
@Entity('punch')
@Index('ix_punch_time', ['hall', 'at'])
export class PunchEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  source!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  person!: string;

  /** `YYYY-MM-DD HH:MM:SS`, hall-local. */
  @PrimaryColumn({ type: 'varchar', length: 19 })
  at!: string;

  /** `punch` or `correction`. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind!: string;

  @Column({ type: 'varchar', length: 64 })
  device!: string;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;
}

/** A stretch of leave of one person. */
@Entity('leave_spell')
@Index('ix_leave_spell_days', ['hall', 'lastHalf'])
export class LeaveSpellEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  source!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  person!: string;

  /** A code of `LEAVE_KINDS`. */
  @PrimaryColumn({ type: 'varchar', length: 24 })
  kind!: string;

  /** `YYYY-MM-DD am`. */
  @PrimaryColumn({ name: 'first_half', type: 'varchar', length: 13 })
  firstHalf!: string;

  @PrimaryColumn({ name: 'last_half', type: 'varchar', length: 13 })
  lastHalf!: string;

  /** Decimal text. */
  @PrimaryColumn({ type: 'varchar', length: 8 })
  days!: string;

  /** All half days covered, parted by commas. */
  @Column({ type: 'text' })
  halves!: string;

  /** Staff number of the stand-in; '' where the register does not ask, `-` where it asks and names nobody. */
  @Column({ name: 'stand_in', type: 'varchar', length: 64 })
  standIn!: string;

  /** The paper it rests on. */
  @Column({ type: 'varchar', length: 120, nullable: true })
  document!: string | null;

  /** Minutes of each day, for kinds that leave a time free. */
  @Column({ type: 'int', nullable: true })
  minutes!: number | null;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;
}

/** The schedules of a hall, append-only: the latest beginning counts, and of one beginning the latest revision. */
@Entity('attendance_schedule')
export class AttendanceScheduleEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** First day on which it holds. */
  @PrimaryColumn({ name: 'from_date', type: 'varchar', length: 10 })
  fromDate!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  /** The YAML or JSON as it was handed in. */
  @Column({ type: 'text' })
  content!: string;

  /** `YYYY-MM-DD HH:MM:SS`. */
  @Column({ name: 'added_at', type: 'varchar', length: 19 })
  addedAt!: string;

  @Column({ name: 'added_by', type: 'varchar', length: 80 })
  addedBy!: string;
}

/**
 * Device failures that excuse named people, append-only: an entry `recorded`, and perhaps one `reversed` that takes it
 * back.
 */
@Entity('attendance_incident')
@Index('ix_attendance_incident_days', ['hall', 'toAt'])
export class AttendanceIncidentEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  /** `recorded` or `reversed`. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  entry!: string;

  /** First attendance day that it may change. */
  @Column({ name: 'first_day', type: 'varchar', length: 10 })
  firstDay!: string;

  /** `YYYY-MM-DD am` or `YYYY-MM-DD HH:MM:SS`, like the end; both included. */
  @Column({ name: 'from_at', type: 'varchar', length: 19 })
  fromAt!: string;

  @Column({ name: 'to_at', type: 'varchar', length: 19 })
  toAt!: string;

  /** How the people were named, JSON of an `IncidentScope`. */
  @Column({ type: 'text' })
  scope!: string;

  /** Staff numbers, parted by commas. */
  @Column({ type: 'text' })
  people!: string;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  /** What shows it: signature sheet, repair order …; '' for nothing yet. */
  @Column({ type: 'varchar', length: 300 })
  evidence!: string;

  /** `YYYY-MM-DD HH:MM:SS`. */
  @Column({ name: 'entered_at', type: 'varchar', length: 19 })
  enteredAt!: string;

  @Column({ name: 'entered_by', type: 'varchar', length: 80 })
  enteredBy!: string;
}

/** Make-up slips (补卡单) as their lists state them; nothing is edited, of several rows the one with a proof counts. */
@Entity('punch_slip')
@Index('ix_punch_slip_day', ['hall', 'day'])
export class PunchSlipEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** Digest of the content. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  /** Staff number. */
  @Column({ type: 'varchar', length: 64 })
  staff!: string;

  /** The attendance day. */
  @Column({ type: 'varchar', length: 10 })
  day!: string;

  /** `am`, `pm` or ''. */
  @Column({ type: 'varchar', length: 2 })
  half!: string;

  /** `in`, `out` or ''. */
  @Column({ type: 'varchar', length: 3 })
  way!: string;

  /** `YYYY-MM-DD HH:MM:SS`, or ''. */
  @Column({ type: 'varchar', length: 19 })
  at!: string;

  @Column({ type: 'varchar', length: 200 })
  reason!: string;

  @Column({ type: 'varchar', length: 200 })
  proof!: string;

  @Column({ type: 'varchar', length: 60 })
  approver!: string;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;
}
