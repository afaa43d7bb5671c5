import type { Language } from 'src/common/language';
import { CONDITIONS, type Condition } from 'src/modules/calendar/months/month-table';

/**
 * The conditions set aside when a month was closed, as the run keeps them (`[{ condition, by, reason }]`), one sentence
 * each; text that is no such list is shown as it is, so that no remark is ever lost.
 */
export function overridesText(remark: string, language: Language): string[] {
  if (remark.trim() === '') return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(remark);
  } catch {
    return [remark];
  }
  if (!Array.isArray(parsed)) return [remark];
  return parsed.map((entry: unknown) => {
    if (!isOverride(entry)) return JSON.stringify(entry);
    const { condition, by, reason } = entry;
    const name = condition in CONDITIONS ? CONDITIONS[condition as Condition][language] : condition;
    return language === 'zh'
      ? `${name}：由${by}放宽，理由：${reason}`
      : `${name}: set aside by ${by}, because: ${reason}`;
  });
}

function isOverride(entry: unknown): entry is { condition: string; by: string; reason: string } {
  if (typeof entry !== 'object' || entry === null) return false;
  const { condition, by, reason } = entry as Record<string, unknown>;
  return typeof condition === 'string' && typeof by === 'string' && typeof reason === 'string';
}
