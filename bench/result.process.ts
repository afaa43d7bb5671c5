/** What one bench hands to bin/bench.mjs, as the last line of its standard output. */
export interface BenchResult {
  readonly bench: 'engine' | 'import' | 'bulk' | 'large' | 'history' | 'month' | 'deadline';
  readonly title: string;
  /** What was measured and how, one sentence each. */
  readonly conditions: readonly string[];
  readonly figures: readonly Figure[];
  /** Further tables, for example memory over time. */
  readonly tables?: readonly {
    readonly title: string;
    readonly head: readonly string[];
    readonly rows: readonly string[][];
  }[];
}

export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** One value per run, in order. */
  readonly runs: readonly number[];
  /** The median is held against it; a goal that is missed is printed, never an error. */
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number };
}

export const RESULT_MARK = '@@baifen-bench ';

export function report(result: BenchResult): void {
  process.stdout.write(`${RESULT_MARK}${JSON.stringify(result)}\n`);
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
