import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a hall decided on leave, stand-ins and staffing, append-only like its schedules. */
@Entity('attendance_policy')
export class AttendancePolicyEntity {
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

/** What a person entered by hand: a leave, a notice of change. Never edited: an entry that reverses another takes it back. */
@Entity('attendance_entry')
@Index('ix_attendance_entry_days', ['hall', 'kind', 'lastDay'])
export class AttendanceEntryEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** `leave` or `swap`. */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  /** Staff number of the person concerned. */
  @Column({ type: 'varchar', length: 64 })
  staff!: string;

  @Column({ name: 'first_day', type: 'varchar', length: 10 })
  firstDay!: string;

  @Column({ name: 'last_day', type: 'varchar', length: 10 })
  lastDay!: string;

  /** JSON of a `LeaveContent` or `SwapContent`. */
  @Column({ type: 'text' })
  content!: string;

  /** Id of the entry that this one takes back; null for an entry of its own. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  reverses!: string | null;

  @Column({ type: 'varchar', length: 300 })
  reason!: string;

  @Column({ name: 'recorded_by', type: 'varchar', length: 80 })
  recordedBy!: string;

  /** `YYYY-MM-DD HH:MM:SS`. */
  @Column({ name: 'recorded_at', type: 'varchar', length: 19 })
  recordedAt!: string;
}

/** Every state in which a sign-in sheet showed a person at a meeting; the one recorded last counts. No names. */
@Entity('meeting_sign_in')
@Index('ix_meeting_sign_in_date', ['hall', 'date'])
export class MeetingSignInEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** Of the content. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  source!: string;

  @Column({ type: 'varchar', length: 64 })
  person!: string;

  @Column({ type: 'varchar', length: 10 })
  date!: string;

  /** Name of the meeting as the sheet writes it. */
  @Column({ type: 'varchar', length: 120 })
  event!: string;

  /** `meeting`, `training` or `survey`. */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  /** Half days it takes, `am`, `pm`, `am,pm` or ''. */
  @Column({ type: 'varchar', length: 8 })
  halves!: string;

  /** A `MeetingStatus`. */
  @Column({ type: 'varchar', length: 16 })
  status!: string;

  /** `HH:MM:SS` or ''. */
  @Column({ name: 'signed_at', type: 'varchar', length: 8 })
  signedAt!: string;

  @Column({ type: 'int', nullable: true })
  minutes!: number | null;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;
}

/** Notices of changed staff (人员变动报备) as their register states them. No names. */
@Entity('swap_notice')
@Index('ix_swap_notice_day', ['hall', 'effectiveOn'])
export class SwapNoticeEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** Of the content. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  /** Staff number of who comes, goes or moves. */
  @Column({ type: 'varchar', length: 64 })
  staff!: string;

  @Column({ name: 'effective_on', type: 'varchar', length: 10 })
  effectiveOn!: string;

  /** JSON of a `SwapContent`. */
  @Column({ type: 'text' })
  content!: string;

  @Column({ type: 'varchar', length: 64 })
  batch!: string;

  @Column({ type: 'int' })
  line!: number;
}
