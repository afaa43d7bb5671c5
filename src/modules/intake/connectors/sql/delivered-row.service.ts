import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ROW_KEY } from './statement';

/** One line of a kept delivery. */
export interface DeliveredRow {
  readonly line: number;
  /** The row of the source it came from, where the source says so. */
  readonly key: string | null;
  readonly row: Readonly<Record<string, unknown>>;
}

/** A line (from 1) of a delivery; undefined: no file, no such line, or no object in it. */
export async function deliveredRow(path: string, line: number): Promise<DeliveredRow | undefined> {
  const input = createReadStream(path, 'utf8');
  let at = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      if (++at < line) continue;
      const row = JSON.parse(text) as Record<string, unknown>;
      const key = row[ROW_KEY];
      return { line, key: typeof key === 'string' ? key : null, row };
    }
  } catch {
    // The file was cleared away, or it is a table of a device: there is no row to show.
  } finally {
    input.destroy();
  }
  return undefined;
}
