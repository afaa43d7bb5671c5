import { sha256 } from 'src/common/canonical';
import type { Summary } from 'src/modules/intake/reading/summary';
import type { BatchHead } from 'src/modules/intake/store/batch';
import type { Statement } from 'src/modules/intake/store/statements';

const COLUMNS = 'hall, id, feed, source, title, known_as, header, file_name, said_by, said_at';
const LONGEST = 255;

/** What was said with this import about titles of the file, kept for the next file with the same header. */
export function columnStatements(head: BatchHead, { feed, columns }: Summary): Statement[] {
  return columns
    .filter(({ by }) => by === null)
    .flatMap(({ source, title, to, header }) => {
      const id = columnId(feed, source, title);
      const titles = header.join('、');
      const values = [
        feed,
        source,
        title.slice(0, LONGEST),
        to.slice(0, LONGEST),
        titles,
        head.fileName.slice(0, LONGEST),
      ];
      return [
        { sql: 'DELETE FROM import_column WHERE hall = ? AND id = ?', parameters: [head.hall, id] },
        {
          sql: `INSERT INTO import_column (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          parameters: [head.hall, id, ...values, head.actor, head.takenAt],
        },
      ];
    });
}

/** 24 hexadecimal digits: one title of one source of one feed is said once. */
export function columnId(feed: string, source: string, title: string): string {
  return sha256([feed, source, title].join('\n')).slice(0, 24);
}
