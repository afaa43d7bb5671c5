import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An item that a window logs during the month; incomplete ones are kept, too. Changed under its version. */
@Entity('submission_draft')
@Index('ix_submission_draft_window', ['hall', 'period', 'windowId'])
export class SubmissionDraftEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ type: 'varchar', length: 7 })
  period!: string;

  @Column({ name: 'window_id', type: 'varchar', length: 64 })
  windowId!: string;

  @Column({ type: 'varchar', length: 120 })
  item!: string;

  /** JSON of what has been typed so far. */
  @Column({ type: 'text' })
  content!: string;

  /** `open`, `handed-in` or `dropped`. */
  @Column({ type: 'varchar', length: 12 })
  state!: string;

  @Column({ type: 'int' })
  version!: number;

  /** What it became when the month was confirmed. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  submission!: string | null;

  @Column({ name: 'changed_by', type: 'varchar', length: 80 })
  changedBy!: string;

  @Column({ name: 'changed_at', type: 'varchar', length: 23 })
  changedAt!: string;
}

/** What a window says of an area of the book: nothing this month, or that it does not apply. The last one counts. */
@Entity('area_statement')
export class AreaStatementEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 7 })
  period!: string;

  @PrimaryColumn({ name: 'window_id', type: 'varchar', length: 64 })
  windowId!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  section!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  /** `none` 本月无, `not-applicable` 不适用, `taken-back`. */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  /** `window`: ticked; `report`: said with the monthly report; `book`: follows from the book. */
  @Column({ type: 'varchar', length: 8 })
  origin!: string;

  @Column({ name: 'said_by', type: 'varchar', length: 80 })
  saidBy!: string;

  @Column({ name: 'said_at', type: 'varchar', length: 23 })
  saidAt!: string;
}

/** A file of evidence, kept once by its digest. */
@Entity('evidence_file')
export class EvidenceFileEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** SHA-256 of the content, hexadecimal. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  digest!: string;

  /** By content: pdf, jpg, png, ofd, docx, xlsx … */
  @Column({ type: 'varchar', length: 8 })
  type!: string;

  @Column({ type: 'int' })
  bytes!: number;

  @Column({ name: 'kept_by', type: 'varchar', length: 80 })
  keptBy!: string;

  @Column({ name: 'kept_at', type: 'varchar', length: 23 })
  keptAt!: string;
}

/** A file as proof of a submission or a draft, under the name it was handed in with. Only added. */
@Entity('evidence_link')
@Index('ix_evidence_link_holder', ['hall', 'holder'])
@Index('ix_evidence_link_digest', ['hall', 'digest'])
export class EvidenceLinkEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'varchar', length: 120 })
  name!: string;

  @Column({ name: 'window_id', type: 'varchar', length: 64, nullable: true })
  windowId!: string | null;

  /** Id of the submission or of the draft. */
  @Column({ type: 'varchar', length: 32 })
  holder!: string;

  @Column({ name: 'linked_by', type: 'varchar', length: 80 })
  linkedBy!: string;

  @Column({ name: 'linked_at', type: 'varchar', length: 23 })
  linkedAt!: string;
}
