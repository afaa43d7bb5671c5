import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A declared source. A change is a new version, nothing is overwritten; the newest version counts. */
@Entity('connector_source')
export class ConnectorSourceEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  name!: string;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 16 })
  feed!: string;

  /** `push` or `http-pull`. */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  /** JSON without secrets (`PushSettings` or `PullSettings`). */
  @Column({ type: 'text' })
  settings!: string;

  /** 1 or 0. */
  @Column({ type: 'int' })
  enabled!: number;

  /** SHA-256 of the token of a device, hexadecimal; null for sources that are pulled. */
  @Column({ name: 'token_digest', type: 'varchar', length: 64, nullable: true })
  tokenDigest!: string | null;

  @Column({ name: 'stated_by', type: 'varchar', length: 80 })
  statedBy!: string;

  /** Hall-local, `YYYY-MM-DD HH:MM:SS.mmm`. */
  @Column({ name: 'stated_at', type: 'varchar', length: 23 })
  statedAt!: string;
}

/** One delivery of a source: what came, what became of it, and what it says to be complete. */
@Entity('connector_run')
@Index('ix_connector_run_time', ['hall', 'source', 'startedAt'])
export class ConnectorRunEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  source!: string;

  /** Of a push the SHA-256 of its idempotency key, so that a second one cannot be; of a pull time and chance. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  /** Version of the declaration under which it came. */
  @Column({ type: 'int' })
  version!: number;

  /** `running`, `done`, `refused` (the data or the other side), `failed` (a fault of ours). */
  @Column({ type: 'varchar', length: 16 })
  state!: string;

  @Column({ name: 'started_at', type: 'varchar', length: 23 })
  startedAt!: string;

  /** '' while it runs. */
  @Column({ name: 'ended_at', type: 'varchar', length: 23 })
  endedAt!: string;

  /** SHA-256 of what was pushed with its statement; null for a pull. */
  @Column({ name: 'body_digest', type: 'varchar', length: 64, nullable: true })
  bodyDigest!: string | null;

  @Column({ type: 'int' })
  pages!: number;

  @Column({ type: 'int' })
  bytes!: number;

  @Column({ type: 'int' })
  accepted!: number;

  @Column({ type: 'int' })
  repeats!: number;

  @Column({ type: 'int' })
  rejected!: number;

  @Column({ type: 'varchar', length: 40, nullable: true })
  batch!: string | null;

  /** Where the next pull begins; null when this one did not move it. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  watermark!: string | null;

  @Column({ name: 'covers_from', type: 'varchar', length: 10, nullable: true })
  coversFrom!: string | null;

  @Column({ name: 'covers_to', type: 'varchar', length: 10, nullable: true })
  coversTo!: string | null;

  /** JSON: one sentence in each language. */
  @Column({ type: 'text' })
  report!: string;

  /** JSON: what a push was answered, for the same key again; '' for a pull. */
  @Column({ type: 'text' })
  answer!: string;
}
