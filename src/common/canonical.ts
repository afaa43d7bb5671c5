import { hash } from 'node:crypto';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Canonical JSON after RFC 8785: keys sorted by UTF-16 code units, no blanks, shortest numbers. Undefined members are
 * left out. Throws on numbers JSON cannot carry and on lone surrogates, which have no UTF-8 form.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no NaN or Infinity');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('canonical JSON has no lone surrogate');
    return JSON.stringify(value);
  }
  if (typeof value === 'object') return Array.isArray(value) ? listJson(value) : objectJson(value);
  throw new TypeError(`canonical JSON has no ${typeof value}`);
}

// A sealed month is some megabytes: text is added to text, without lists of pairs in between.
function listJson(list: readonly unknown[]): string {
  let text = '[';
  for (let at = 0; at < list.length; at++) text += (at === 0 ? '' : ',') + canonicalJson(list[at] ?? null);
  return `${text}]`;
}

function objectJson(value: object): string {
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return canonicalJson((value as { toJSON(): unknown }).toJSON());
  }
  const members = value as Readonly<Record<string, unknown>>;
  let text = '{';
  // The order of `sort` is that of UTF-16 code units.
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${text === '{' ? '' : ','}${canonicalJson(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

/** SHA-256 of text or bytes, 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** SHA-256 over the canonical JSON of a value. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
