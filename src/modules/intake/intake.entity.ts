import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file taken in. Its rows in the tables of the rooms carry its id; undoing removes those rows, never this one. */
@Entity('import_batch')
@Index('ix_import_batch_fingerprint', ['hall', 'fingerprint'])
export class ImportBatchEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'varchar', length: 16 })
  feed!: string;

  /** Number of the layout in `docs/intake.md`; several are joined by 、. */
  @Column({ type: 'varchar', length: 64 })
  layout!: string;

  @Column({ type: 'varchar', length: 255 })
  sheet!: string;

  @Column({ name: 'file_name', type: 'varchar', length: 255 })
  fileName!: string;

  /** SHA-256 of the bytes of the file, hexadecimal. */
  @Column({ type: 'varchar', length: 64 })
  fingerprint!: string;

  @Column({ name: 'byte_size', type: 'int' })
  byteSize!: number;

  @Column({ name: 'row_total', type: 'int' })
  rowTotal!: number;

  @Column({ type: 'int' })
  records!: number;

  @Column({ type: 'int' })
  accepted!: number;

  @Column({ type: 'int' })
  repeats!: number;

  @Column({ type: 'int' })
  skipped!: number;

  @Column({ type: 'int' })
  rejected!: number;

  @Column({ type: 'int' })
  warned!: number;

  @Column({ type: 'int' })
  persons!: number;

  @Column({ type: 'int' })
  unmatched!: number;

  /** First and last instant of the records; null where the feed has none. */
  @Column({ name: 'first_at', type: 'varchar', length: 19, nullable: true })
  firstAt!: string | null;

  @Column({ name: 'last_at', type: 'varchar', length: 19, nullable: true })
  lastAt!: string | null;

  /** Months touched, joined by commas: what an undo must ask the period fence about. */
  @Column({ type: 'text' })
  months!: string;

  /** JSON: the tables written and the statements that follow their emptying at an undo (`UndoPlan`). */
  @Column({ name: 'undo_plan', type: 'text' })
  undoPlan!: string;

  @Column({ type: 'varchar', length: 80 })
  actor!: string;

  /** Hall-local, `YYYY-MM-DD HH:MM:SS.mmm`; the rows carry the same. */
  @Column({ name: 'taken_at', type: 'varchar', length: 23 })
  takenAt!: string;

  /** `accepted` or `undone`. */
  @Column({ type: 'varchar', length: 16 })
  state!: string;

  @Column({ name: 'undone_by', type: 'varchar', length: 80, nullable: true })
  undoneBy!: string | null;

  @Column({ name: 'undone_at', type: 'varchar', length: 23, nullable: true })
  undoneAt!: string | null;
}

/** A row that a batch did not take, as it was told to the one who imported. */
@Entity('import_reject')
export class ImportRejectEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  batch!: string;

  /** 1, 2, 3 … in the order of the file. */
  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  @Column({ type: 'varchar', length: 255 })
  sheet!: string;

  @Column({ type: 'int' })
  line!: number;

  @Column({ name: 'column_name', type: 'varchar', length: 255 })
  columnName!: string;

  @Column({ type: 'text' })
  value!: string;

  @Column({ type: 'varchar', length: 64 })
  code!: string;

  @Column({ type: 'text' })
  cause!: string;

  @Column({ type: 'text' })
  remedy!: string;
}

/**
 * A statement that a source is complete for some days, or that its gap is waived. Silence is not completeness: days
 * without a row here are unknown.
 */
@Entity('source_coverage')
@Index('ix_source_coverage_days', ['hall', 'source', 'dateFrom'])
export class SourceCoverageEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  hall!: string;

  /** Name of the feed. */
  @Column({ type: 'varchar', length: 16 })
  source!: string;

  /** Device or window; '' is the whole hall. */
  @Column({ type: 'varchar', length: 64 })
  scope!: string;

  @Column({ name: 'date_from', type: 'varchar', length: 10 })
  dateFrom!: string;

  @Column({ name: 'date_to', type: 'varchar', length: 10 })
  dateTo!: string;

  /** `file` (its title says so) or the id of the person who said so. */
  @Column({ name: 'stated_by', type: 'varchar', length: 80 })
  statedBy!: string;

  @Column({ name: 'stated_at', type: 'varchar', length: 23 })
  statedAt!: string;

  /** The batch it came with; its undo takes the statement away. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  batch!: string | null;

  /** Set when no data are expected any more and somebody answers for it. */
  @Column({ name: 'waived_by', type: 'varchar', length: 80, nullable: true })
  waivedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
