const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Names Windows keeps for devices, with or without an ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 80;
const LONGEST_BYTES = 230;

/**
 * A name that every file system and every mail program takes: signs forbidden on Windows, control and invisible signs
 * out, no blanks or dots at the ends, at most 80 characters and 230 bytes. What is too long is cut off `head`; `tail`
 * (month, kind, draft mark) stays whole.
 */
export function fileName(head: string, tail: string, ending: string): string {
  const kept = allowed(tail).trimEnd();
  const signs = Array.from(clean(head));
  const room = LONGEST - Array.from(kept).length - ending.length;
  let start = signs.slice(0, Math.max(0, room)).join('');
  while (start !== '' && bytes(`${start}${kept}${ending}`) > LONGEST_BYTES)
    start = Array.from(start).slice(0, -1).join('');
  const name = clean(`${start.trimEnd()}${kept}`);
  return `${DEVICE.test(name) ? `_${name}` : name}${ending}`;
}

function clean(text: string): string {
  return allowed(text).replace(/^[\s.]+|[\s.]+$/gu, '');
}

function allowed(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(FORBIDDEN, '');
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Sheet names: at most 31 characters, none of `[]:*?/\'`, unique whatever the case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((text) => {
    const plain = Array.from(clean(text).replace(/[[\]']/g, ''));
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : String(number);
      const name = `${cut(plain, 31 - suffix.length) || 'Sheet'}${suffix}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

/** Cut by UTF-16 units, as spreadsheets count, without halving a sign. */
function cut(signs: readonly string[], units: number): string {
  let text = '';
  for (const sign of signs) {
    if (text.length + sign.length > units) break;
    text += sign;
  }
  return text;
}
