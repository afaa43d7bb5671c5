const BLANKS = /[\s\u00a0\u1680\u2000-\u200f\u2028\u2029\u202a-\u202e\u202f\u205f\u2060\u3000\ufeff]+/g;

/**
 * Folds text that people and machines write in several ways to one form: NFC, full-width letters, digits, brackets and
 * marks to half width, odd and invisible blanks to one plain blank, ends trimmed. Han characters stay as they are.
 */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\uff01-\uff5e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[–—−]/g, '-')
    .replace(BLANKS, ' ')
    .trim();
}

/** A column title for comparison: folded, all blanks and line feeds out, lower case. */
export function foldTitle(text: string): string {
  return fold(text).replace(/ /g, '').toLowerCase();
}

/** An id or code as stored: NFC, full width folded, no blanks at the ends. Case and leading zeros stay. */
export function foldCode(text: string): string {
  return fold(text);
}
