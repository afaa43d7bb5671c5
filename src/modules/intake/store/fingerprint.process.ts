import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileIsFolder, fileMissing } from 'src/modules/intake/refusals';

/** SHA-256 (hexadecimal) and size of a file. Throws `intake.file-missing`, `intake.file-folder`. */
export async function fingerprintOf(file: string): Promise<{ fingerprint: string; byteSize: number }> {
  const hash = createHash('sha256');
  let byteSize = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      byteSize += chunk.length;
    }
  } catch (error) {
    throw (error as { code?: string }).code === 'EISDIR' ? fileIsFolder({ file }) : fileMissing({ file });
  }
  return { fingerprint: hash.digest('hex'), byteSize };
}
