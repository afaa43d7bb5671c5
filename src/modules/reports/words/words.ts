import type { Language } from 'src/common/language';
import { en } from './en';
import { zh } from './zh';

/** Every word of the bulletin. The Chinese catalogue is the shape; a key missing in English does not compile. */
export type Words = typeof zh;

export function wordsOf(language: Language): Words {
  return language === 'zh' ? zh : en;
}
