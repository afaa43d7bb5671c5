import { randomInt } from 'node:crypto';

/** Without signs that are taken for each other when a note is read out. */
const KINDS = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'];

/** A first password that fits the policy: four groups of four, each with all kinds of signs. */
export function newPassword(): string {
  const pick = (signs: string): string => signs.charAt(randomInt(signs.length));
  const group = (): string => [...KINDS, KINDS.join('')].map(pick).join('');
  return [group(), group(), group(), group()].join('-');
}
