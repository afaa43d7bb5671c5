import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody said a title of a source is: used for every later file with the same header. */
@Entity('import_column')
export class ImportColumnEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hall!: string;

  /** Digest of feed, source and title. */
  @PrimaryColumn({ type: 'varchar', length: 24 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  feed!: string;

  /** Fingerprint of the header. */
  @Column({ type: 'varchar', length: 16 })
  source!: string;

  /** As the file writes it. */
  @Column({ type: 'varchar', length: 255 })
  title!: string;

  /** The known column it is; '' for a column that is not needed. */
  @Column({ name: 'known_as', type: 'varchar', length: 255 })
  knownAs!: string;

  /** The titles of that header, so that a person knows which source is meant. */
  @Column({ type: 'text' })
  header!: string;

  /** The file with which it was said. */
  @Column({ name: 'file_name', type: 'varchar', length: 255 })
  fileName!: string;

  @Column({ name: 'said_by', type: 'varchar', length: 80 })
  saidBy!: string;

  /** Hall-local, `YYYY-MM-DD HH:MM:SS.mmm`. */
  @Column({ name: 'said_at', type: 'varchar', length: 23 })
  saidAt!: string;
}
