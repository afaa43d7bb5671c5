import { OCCURRENCES, type OccurrenceType } from 'src/modules/rules/occurrences';

export function isOccurrenceType(text: string): text is OccurrenceType {
  return Object.hasOwn(OCCURRENCES, text);
}

/** The catalogue's name of a kind of fact. */
export function nameOfType(type: OccurrenceType): { readonly zh: string; readonly en: string } {
  const { zh, en } = OCCURRENCES[type];
  return { zh, en };
}
