/** Whether an insert failed because its key is there already, on either engine. */
export function isDuplicate(error: unknown): boolean {
  const { code, errno, message } = error as { code?: string; errno?: number; message?: string };
  return (
    errno === 1062 || code?.startsWith('SQLITE_CONSTRAINT') === true || message?.includes('UNIQUE constraint') === true
  );
}
