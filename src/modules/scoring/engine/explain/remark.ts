import type { Language } from 'src/common/language';

/** What the engine remarks at the edge of an outcome; results keep the Chinese words, also sealed ones. */
const ENGLISH: Readonly<Record<string, string>> = { 并列: 'tied at the edge', 无扣分: 'without a deduction' };

/** The remark of a standing or a member of an outcome, in the reader's language. */
export function remarkText(note: string, language: Language): string {
  return language === 'zh' ? note : (ENGLISH[note] ?? note);
}
