import { COMMON } from './common-passwords';

export const SHORTEST = 10;
export const LONGEST = 128;
/** So many earlier passwords are not taken again. */
export const REMEMBERED = 5;

/** What is wrong with a password, all at once. */
export type PasswordFault = 'short' | 'long' | 'common' | 'login' | 'simple' | 'kinds' | 'spaces';

/** `repeated` passwords are found by comparing with the stored ones, which is not pure. */
export function passwordFaults(password: string, login: string): PasswordFault[] {
  const bare = password.normalize('NFKC').toLowerCase();
  const letters = bare.replace(/[^\p{L}]/gu, '');
  const faults: [PasswordFault, boolean][] = [
    ['short', Array.from(password).length < SHORTEST],
    ['long', password.length > LONGEST],
    ['spaces', password !== password.trim()],
    ['login', bare.includes(login.toLowerCase())],
    ['common', COMMON.has(bare) || COMMON.has(bare.replace(/[^\p{L}\p{N}]/gu, '')) || COMMON.has(letters)],
    ['simple', new Set(bare).size < 5 || isRun(bare)],
    ['kinds', kindsOf(password) < 3 && Array.from(password).length < 16],
  ];
  return faults.filter(([, found]) => found).map(([fault]) => fault);
}

/** Small letters, capitals, digits, other signs (Chinese characters are other signs). */
function kindsOf(password: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
}

/** One run up or down, or along the keyboard: 1234567890, qwertyuiop. */
function isRun(text: string): boolean {
  const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
  const backwards = Array.from(text).reverse().join('');
  return rows.some((row) => `${row}${row}`.includes(text) || `${row}${row}`.includes(backwards));
}
