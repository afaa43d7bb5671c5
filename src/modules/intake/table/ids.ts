const [EQUALS, APOSTROPHE, DOT, UPPER_E, LOWER_E] = [0x3d, 0x27, 0x2e, 0x45, 0x65];

/**
 * An id without the marks by which spreadsheets keep it text: `'0717`, `="0717"` and `=0717` are 0717. What still begins
 * with `=` afterwards is a formula and no id. `folded` as `fold` gives it.
 */
export function idText(folded: string): string {
  const first = folded.charCodeAt(0);
  if (first === APOSTROPHE) return folded.slice(1);
  return first === EQUALS ? folded.replace(/^= ?(?:"([^"]*)"|([\w-]+))$/, '$1$2').trim() : folded;
}

/** Whether a spreadsheet wrote a long number this way: of 3.29999E+15 the last ten digits are gone, and many ids are one. */
export function hasLostDigits(id: string): boolean {
  const second = id.charCodeAt(1);
  if (second !== DOT && second !== UPPER_E && second !== LOWER_E) return false;
  return /^\d(?:\.\d+)?E\+\d{1,3}$/i.test(id);
}
