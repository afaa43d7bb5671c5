import { fold } from 'src/common/text';

/** Numbers of people and phones, also parted by blanks or hyphens. */
const LONG_NUMBER = /[\d０-９](?:[ -]?[\d０-９]){5,}[\d０-９Xx]/g;
/** A date such as 2026-01-05 is no such number. */
const DATE = /((?<!\d)20\d\d-\d{1,2}-\d{1,2}(?!\d))/;

/** Free text of applicants without phone, identity and account numbers: `请拨打138****0000`. */
export function maskText(text: string): string {
  return text
    .split(DATE)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(LONG_NUMBER, maskNumber)))
    .join('');
}

/** A contact of which the person can still recognise their own: `138****0000`, `z***`. */
export function maskContact(contact: string): string {
  if (contact === '') return '';
  if (/^[\d +()-]{7,}$/.test(contact)) return maskNumber(contact);
  return `${Array.from(contact)[0] ?? ''}***`;
}

function maskNumber(text: string): string {
  const digits = fold(text).replace(/[ +()-]/g, '');
  return digits.length === 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `${digits.slice(0, 3)}****`;
}
