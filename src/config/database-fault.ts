/** Whether an insert failed because its key is there already, on either engine. */
export function isDuplicate(error: unknown): boolean {
  const { code, errno, message } = error as { code?: string; errno?: number; message?: string };
  return (
    errno === 1062 || code?.startsWith('SQLITE_CONSTRAINT') === true || message?.includes('UNIQUE constraint') === true
  );
}

/** What drivers and the server say when there is no connection any more, or none can be had. */
const GONE: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'PROTOCOL_CONNECTION_LOST'],
  ...['ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_CONNECTION_KILLED', 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR'],
]);
const GONE_NUMBERS: ReadonlySet<number> = new Set([1040, 1053, 1927, 1203]);

/** Whether a fault of a query means that the database server cannot be reached. Other faults are faults of ours. */
export function isDatabaseGone(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, errno, message, driverError } = error as Record<string, unknown>;
  if (driverError !== undefined && driverError !== error && isDatabaseGone(driverError)) return true;
  const ours = name === 'QueryFailedError' || 'fatal' in error || driverError !== undefined;
  if (!ours) return false;
  if (typeof code === 'string' && GONE.has(code)) return true;
  if (typeof errno === 'number' && GONE_NUMBERS.has(errno)) return true;
  return typeof message === 'string' && /connection is in closed state|Connection lost/.test(message);
}
