import { isLater } from './pages';

/** The watermarks of the rows of one pull, as they come. */
export class Marks {
  /** The largest so far; null: no row yet. */
  highest: string | null = null;
  private ordered = true;

  add(mark: string): void {
    if (this.highest === null || isLater(mark, this.highest)) this.highest = mark;
    else if (mark !== this.highest) this.ordered = false;
  }

  /** Whether a pull that reaches its limits may go on from here: the rows came in order and lead beyond where it began. */
  mayStop(from: string | undefined): boolean {
    return this.ordered && this.highest !== null && (from === undefined || isLater(this.highest, from));
  }
}
