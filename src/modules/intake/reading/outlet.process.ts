import { LoadLines } from 'src/modules/intake/store/load-lines';
import type { ReadMessage } from './reading.process';
import type { StoredRow } from './summary';

/** Rows in one message, and messages the other side may leave unanswered: few enough that a chunk dies young here. */
const CHUNK = 250;
const WINDOW = 8;

/** Hands rows to the one who asked, never more than a few messages ahead of what was taken. */
export class Outlet {
  private open = 0;
  private waiting: (() => void) | undefined;
  private rows: StoredRow[] = [];
  private held = 0;
  private readonly lines: LoadLines | undefined;

  constructor(asLines: boolean) {
    this.lines = asLines ? new LoadLines() : undefined;
  }

  acknowledged(): void {
    this.open--;
    this.waiting?.();
  }

  async push(rows: readonly StoredRow[], last = false): Promise<void> {
    for (const row of rows) {
      if (this.lines) this.lines.add(row);
      else this.rows.push(row);
      if (++this.held >= CHUNK) await this.send();
    }
    if (last && this.held > 0) await this.send();
  }

  private async send(): Promise<void> {
    while (this.open >= WINDOW) await new Promise<void>((resolve) => (this.waiting = resolve));
    this.open++;
    this.held = 0;
    if (this.lines) {
      tell({ kind: 'lines', pieces: this.lines.take() });
      return;
    }
    const rows = this.rows;
    this.rows = [];
    tell({ kind: 'rows', rows });
  }
}

export function tell(message: ReadMessage): void {
  process.send?.(message);
}

/** The channel is closed only after its last word has left. */
export async function tellLast(message: ReadMessage): Promise<void> {
  await new Promise<void>((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}
