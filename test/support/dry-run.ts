import { join, resolve } from 'node:path';
import type { ImportOptions } from 'src/modules/intake/feed';
import { readInChild } from 'src/modules/intake';
import { answerOf, type ImportAnswer } from 'src/modules/intake/answer/answer';

/**
 * The dry run of one file in a real reading process, without a database. `feed` is the feed's file below `src/modules`
 * (`attendance/punch.feed`), `file` is below `test/fixtures` or absolute. Refusals of the file are thrown.
 */
export async function dryRun(
  feed: string,
  file: string,
  options: ImportOptions = {},
  given: unknown = null,
): Promise<ImportAnswer> {
  const root = join(__dirname, '..', '..');
  const module = join(root, 'src', 'modules', `${feed}.ts`);
  return answerOf(await readInChild({ file: resolve(root, 'test', 'fixtures', file), module, options, given }), 'zh');
}
