import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; the prefix tells people and scanners what was leaked. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a secret, an address or a device. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
