import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The hall itself. A sub-centre with an office of its own is a hall with a parent; one without is a window. */
@Entity('org_hall')
export class HallEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  parent!: string | null;

  /** The assessment office as it signs bulletins. */
  @Column({ type: 'varchar', length: 120, nullable: true })
  office!: string | null;
}

/**
 * What every recorded line has. Lines are only ever added: which of them hold is decided when the roster is read (the
 * newest statement about each department, window, person), so a former state of knowledge can be read again.
 */
abstract class RecordedEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  batch!: string;

  /** Row of the file. */
  @Column({ type: 'int' })
  line!: number;

  /** `YYYY-MM-DD HH:MM:SS.mmm`. */
  @Column({ name: 'recorded_at', type: 'varchar', length: 23 })
  recordedAt!: string;
}

@Entity('org_department')
export class DepartmentEntity extends RecordedEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  code!: string;

  /** First day; '' since ever, because a key column is never null. */
  @PrimaryColumn({ name: 'from_date', type: 'varchar', length: 10 })
  from!: string;

  /** Last day; null until further notice. */
  @Column({ name: 'to_date', type: 'varchar', length: 10, nullable: true })
  to!: string | null;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  leader!: string | null;
}

@Entity('org_window')
export class WindowEntity extends RecordedEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  code!: string;

  @PrimaryColumn({ name: 'from_date', type: 'varchar', length: 10 })
  from!: string;

  @Column({ name: 'to_date', type: 'varchar', length: 10, nullable: true })
  to!: string | null;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  department!: string | null;

  @Column({ name: 'department_name', type: 'varchar', length: 120 })
  departmentName!: string;

  /** `window` or `sub-centre`. */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  @Column({ name: 'ranking_group', type: 'varchar', length: 64 })
  group!: string;

  /** JSON list of words. */
  @Column({ type: 'text' })
  tags!: string;

  @Column({ type: 'int', nullable: true })
  seats!: number | null;

  /** Decimal text. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  coefficient!: string | null;

  /** JSON list of names. */
  @Column({ name: 'former_names', type: 'text' })
  formerNames!: string;

  @Column({ name: 'merged_into', type: 'varchar', length: 64, nullable: true })
  mergedInto!: string | null;
}

@Entity('org_posting')
export class PostingEntity extends RecordedEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  staff!: string;

  @PrimaryColumn({ name: 'from_date', type: 'varchar', length: 10 })
  from!: string;

  @Column({ name: 'to_date', type: 'varchar', length: 10, nullable: true })
  to!: string | null;

  @Column({ type: 'varchar', length: 120 })
  unit!: string;

  @Column({ name: 'window_code', type: 'varchar', length: 64, nullable: true })
  window!: string | null;

  @Column({ type: 'varchar', length: 64 })
  post!: string;

  @Column({ type: 'varchar', length: 1, nullable: true })
  side!: string | null;

  @Column({ type: 'varchar', length: 64 })
  duty!: string;

  /** 1 or 0. */
  @Column({ type: 'int' })
  chief!: number;

  @Column({ name: 'branch_leader', type: 'int' })
  branchLeader!: number;

  @Column({ name: 'staff_type', type: 'varchar', length: 64 })
  staffType!: string;
}

/** The one place that holds personal names: erasing rows here erases the name and breaks nothing else. */
@Entity('org_person')
export class PersonEntity extends RecordedEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  staff!: string;

  @Column({ type: 'varchar', length: 120 })
  name!: string;
}

@Entity('org_person_key')
export class PersonKeyEntity extends RecordedEntity {
  /** `pin`, `userId` or `phone` (a digest, never the number). */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  source!: string;

  @PrimaryColumn({ name: 'key_text', type: 'varchar', length: 128 })
  key!: string;

  /** Clock of a pin; '' for every clock. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  device!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  staff!: string;

  @PrimaryColumn({ name: 'from_date', type: 'varchar', length: 10 })
  from!: string;

  @Column({ name: 'to_date', type: 'varchar', length: 10, nullable: true })
  to!: string | null;
}

/** A key that was in no roster and that a person assigned by hand. A later confirmation of the same key takes its place. */
@Entity('org_confirmed_key')
export class ConfirmedKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  source!: string;

  @PrimaryColumn({ name: 'key_text', type: 'varchar', length: 128 })
  key!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  device!: string;

  /** 1, 2 … for this key: two who confirm at once meet here. */
  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 64 })
  staff!: string;

  @Column({ name: 'confirmed_at', type: 'varchar', length: 23 })
  confirmedAt!: string;

  @Column({ name: 'confirmed_by', type: 'varchar', length: 120 })
  confirmedBy!: string;
}

@Entity('org_ab_pair')
export class PairEntity extends RecordedEntity {
  @PrimaryColumn({ name: 'window_code', type: 'varchar', length: 64 })
  window!: string;

  @PrimaryColumn({ name: 'a_staff', type: 'varchar', length: 64 })
  a!: string;

  @PrimaryColumn({ name: 'b_staff', type: 'varchar', length: 64 })
  b!: string;

  @PrimaryColumn({ name: 'from_date', type: 'varchar', length: 10 })
  from!: string;

  @Column({ name: 'to_date', type: 'varchar', length: 10, nullable: true })
  to!: string | null;

  @Column({ name: 'third_staff', type: 'varchar', length: 64, nullable: true })
  third!: string | null;
}
