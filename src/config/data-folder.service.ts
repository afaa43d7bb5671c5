import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderUnusable } from './refusals';

/** Makes the data folder with the folders above it, and sees that it may be written. Throws `config.folder-unusable`. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw folderUnusable({ folder, cause: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/**
 * Makes a folder with the folders above it, one step at a time: Node's recursive mkdir never returns below places like
 * /proc, which say "no such folder" to every try. Throws the error of the file system.
 */
export function makeFolder(folder: string): void {
  const known = statSync(folder, { throwIfNoEntry: false });
  if (known?.isDirectory()) return;
  // Said here, because the releases of Node say it with different codes.
  if (known) throw Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${folder}'`), { code: 'ENOTDIR' });
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Two processes may get here at once.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
