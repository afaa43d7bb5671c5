/** What one pull brought, lying in a file as JSON lines. */
export interface Gathered {
  readonly rows: number;
  readonly pages: number;
  readonly bytes: number;
  /** The largest there was; null: no rows, or none declared. */
  readonly watermark: string | null;
  /** False when the pull ended at its limits and goes on next time. */
  readonly finished: boolean;
  /** Until when the other side says it is complete. */
  readonly until?: string | undefined;
}
