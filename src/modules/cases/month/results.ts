import type { CaseVerdict } from 'src/modules/cases/case-clock';

export function isOverdue({ result }: Pick<CaseVerdict, 'result'>): boolean {
  return result === 'late' || result === 'open, overdue';
}

/** In the rates at all. */
export function isInRates({ result }: Pick<CaseVerdict, 'result'>): boolean {
  return result !== 'not accepted' && result !== 'outside' && result !== 'unknown';
}
