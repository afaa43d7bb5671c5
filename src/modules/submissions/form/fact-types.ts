import { OCCURRENCES, type OccurrenceType } from 'src/modules/rules/occurrences';

/** What one submission states: an event, or the numbers of a month (抽查件数, 网上办理件数 …). */
export type HandedType = OccurrenceType | 'numbers';

export function isHandedType(text: string): text is HandedType {
  return text === 'numbers' || Object.hasOwn(OCCURRENCES, text);
}

/** The catalogue's name of a kind of fact. */
export function nameOfType(type: HandedType): { readonly zh: string; readonly en: string } {
  if (type === 'numbers') return { zh: '当月数字', en: 'numbers of the month' };
  const { zh, en } = OCCURRENCES[type];
  return { zh, en };
}
