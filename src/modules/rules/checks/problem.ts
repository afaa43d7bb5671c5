import type { Language } from 'src/common/language';

/** A sentence in both languages, already filled in. */
export type Text = Record<Language, string>;

/** One fault of a rule book: where it stands, what is wrong, what to do. Line and column count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** JSON pointer into the book, for example `/items/3/shape/points`; empty for the whole file. */
  readonly path: string;
  /** Stable code, for example `unknown-member`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly cause: Text;
  readonly remedy: Text;
}

/** A fault before its place in the text is known. `key`: the name of the member is at fault, not its value. */
export interface Finding extends Omit<Problem, 'line' | 'column'> {
  readonly key?: boolean;
}

/** Where values stand in the text; a path that is not there answers with its nearest parent. */
export interface Places {
  of(path: string, key?: boolean): { readonly line: number; readonly column: number };
}

export function locate(finding: Finding, places: Places): Problem {
  const { path, code, severity, cause, remedy } = finding;
  return { ...places.of(path, finding.key), path, code, severity, cause, remedy };
}

/** By position, errors before warnings at the same place. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      a.line - b.line || a.column - b.column || a.severity.localeCompare(b.severity) || (a.code < b.code ? -1 : 1),
  );
}

/** `src/book.yaml:12:7 原因。处理办法` */
export function sentenceOf(problem: Problem, file: string, language: Language): string {
  const { line, column, cause, remedy } = problem;
  return `${file}:${line}:${column} ${cause[language]}${language === 'en' ? ' ' : ''}${remedy[language]}`;
}

/** Appends one step to a JSON pointer (RFC 6901). */
export function step(path: string, member: string | number): string {
  return `${path}/${String(member).replace(/~/g, '~0').replace(/\//g, '~1')}`;
}
