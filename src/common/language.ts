/** Languages of screen and paper. Chinese is the default everywhere; English is the switch. */
export type Language = 'zh' | 'en';

/** One sentence in every language; a missing language does not compile. */
export type Sentence<P> = Record<Language, (parameters: P) => string>;

export function isLanguage(text: unknown): text is Language {
  return text === 'zh' || text === 'en';
}
