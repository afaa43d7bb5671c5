import { isPair, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { scheduleInvalid, scheduleUnreadable, type ScheduleProblem } from 'src/modules/attendance/refusals';
import type { Schedule } from 'src/modules/attendance/schedule';
import type { FieldProblem } from './field-checker';
import { problemsOf } from './schedule-check';

/**
 * Reads a schedule from YAML or JSON text. Throws `attendance.schedule-unreadable` (no YAML, with line and column) and
 * `attendance.schedule-invalid` with every fault at once, each with line and column.
 */
export function scheduleFrom(text: string, source: string): Schedule {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true, lineCounter });
  const [error] = document.errors;
  if (error) {
    const place = placed(lineCounter, error.pos[0]);
    const [zh, en] = [
      error.code === 'DUPLICATE_KEY' ? '同一字段写了两次' : `不是正确的 YAML（${error.message}）`,
      error.message,
    ];
    throw scheduleUnreadable({ source, cause: { zh: `${place.zh}${zh}`, en: `${place.en}${en}` } });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (fault) {
    throw scheduleUnreadable({ source, cause: both(fault instanceof Error ? fault.message : String(fault)) });
  }
  const problems = problemsOf(value);
  if (problems.length > 0) {
    const told = problems.map((problem) => located(problem, document, lineCounter));
    throw scheduleInvalid({ source, problems: told });
  }
  return value as Schedule;
}

function located({ where, zh, en }: FieldProblem, document: Document.Parsed, counter: LineCounter): ScheduleProblem {
  const place = placed(counter, offsetOf(document, where));
  return { zh: `${place.zh}${zh}`, en: `${place.en}${en}` };
}

function placed(counter: LineCounter, offset: number): { zh: string; en: string } {
  const { line, col } = counter.linePos(offset);
  const [row, column] = [String(Math.max(line, 1)), String(Math.max(col, 1))];
  return { zh: `第 ${row} 行第 ${column} 列：`, en: `line ${row}, column ${column}: ` };
}

/** Where the value of a path begins; of one that is missing, where the field above it does. */
function offsetOf(document: Document.Parsed, where: string): number {
  const path = (where.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && !isPair(node)) return (node as Node).range?.[0] ?? 0;
  }
  return document.contents?.range[0] ?? 0;
}

/** What the YAML reader says; it speaks English only. */
function both(text: string): { zh: string; en: string } {
  return { zh: text, en: text };
}
