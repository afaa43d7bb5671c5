import type { Cell, Row } from 'src/modules/intake/feed';
import { FileFault } from './faults';
import { LIMITS } from './limits';
import { JsonFault, parseJson, type JsonValue } from './json-text';

/** A line that is no row: intake itself rejects it. */
export interface BadLine {
  readonly line: number;
  readonly bad: 'json-invalid' | 'json-not-object';
  readonly text: string;
}

type Members = ReadonlyMap<string, JsonValue>;

/** True when the text begins like a list or object; `{` may still be one object a line. */
export function looksLikeJson(beginning: string): boolean {
  return /^\s*(\{\s*("|\}|$)|\[\s*(\{|\[|\]|"|$|-?\d))/.test(beginning);
}

/** A document that is a list of objects, or an object that holds one (at most three levels down), as rows. */
export function rowsOfDocument(text: string): (Row | BadLine)[] {
  const list = listIn(parsed(text), 3);
  if (list === undefined) throw new FileFault('json-no-list');
  const items = list.map((item, index) =>
    item instanceof Map ? { line: index + 1, members: item } : bad(index + 1, 'json-not-object', plain(item)),
  );
  return tabled(items);
}

/**
 * One object a physical line, given in pieces; empty lines are passed over but counted. Lines differ in their members, so
 * the names are collected in a first pass and given to the second, which makes the rows.
 */
export class JsonLines {
  private readonly names = new Map<string, number>();
  private rows: (Row | BadLine)[] = [];
  private rest = '';
  private line = 0;

  constructor(private readonly titles?: readonly string[]) {
    if (titles && titles.length > 0) this.rows.push({ line: 0, cells: titles });
  }

  write(piece: string): void {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest.length > LIMITS.jsonCharacters / 8) throw new FileFault('json', String(this.line + 1));
    for (const line of lines) this.read(line);
  }

  end(): void {
    this.read(this.rest);
    this.rest = '';
  }

  take(): (Row | BadLine)[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  /** The names met so far, in order. */
  get found(): string[] {
    return [...this.names.keys()];
  }

  private read(text: string): void {
    this.line++;
    if (text.trim() === '') return;
    const item = lineOf(text, this.line);
    if (this.titles) this.rows.push('bad' in item ? item : rowOf(item, this.titles));
    else if (!('bad' in item)) for (const name of item.members.keys()) this.names.set(name, 1);
  }
}

/**
 * Whether JSON is one object a line: its first line is a whole object, or a broken one (not merely opened) with a whole one
 * below. A lone line that holds a list is a document.
 */
export function isLines(beginning: string): boolean {
  const lines = beginning.split('\n').filter((line) => line.trim() !== '');
  const [first = '', second = ''] = lines;
  if (!first.trimStart().startsWith('{')) return false;
  const whole = wholeObject(first);
  if (whole) return lines.length > 1 || listIn(whole, 3) === undefined;
  return !/[[{,:]\s*$/.test(first) && wholeObject(second) !== undefined;
}

function wholeObject(line: string): Map<string, JsonValue> | undefined {
  try {
    const value = parseJson(line);
    return value instanceof Map ? value : undefined;
  } catch {
    return undefined;
  }
}

function lineOf(text: string, line: number): Item | BadLine {
  try {
    const value = parseJson(text);
    return value instanceof Map ? { line, members: value } : bad(line, 'json-not-object', text);
  } catch (error) {
    if (error instanceof JsonFault) return bad(line, 'json-invalid', text);
    throw error;
  }
}

interface Item {
  readonly line: number;
  readonly members: Members;
}

function tabled(items: readonly (Item | BadLine)[]): (Row | BadLine)[] {
  const names = new Map<string, number>();
  for (const item of items) {
    if ('bad' in item) continue;
    for (const name of item.members.keys()) if (!names.has(name)) names.set(name, names.size);
  }
  const titles = [...names.keys()];
  const rows = items.map((item) => ('bad' in item ? item : rowOf(item, titles)));
  return titles.length === 0 ? rows : [{ line: 0, cells: titles }, ...rows];
}

function rowOf(item: Item, titles: readonly string[]): Row {
  return { line: item.line, cells: titles.map((name) => cellOf(item.members.get(name))) };
}

function cellOf(value: JsonValue | undefined): Cell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Map || Array.isArray(value)) return plain(value);
  return value;
}

/** Back to JSON text, numbers with the digits they came with. */
function plain(value: JsonValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plain).join(',')}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${plain(member)}`).join(',')}}`;
  }
  return value.text;
}

function listIn(value: JsonValue, depth: number): JsonValue[] | undefined {
  if (Array.isArray(value)) return value;
  if (!(value instanceof Map) || depth === 0) return undefined;
  for (const member of value.values()) {
    const list = listIn(member, depth - 1);
    if (list?.some((item) => item instanceof Map)) return list;
  }
  return undefined;
}

function bad(line: number, fault: BadLine['bad'], text: string): BadLine {
  return { line, bad: fault, text: text.trim().slice(0, 60) };
}

function parsed(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonFault) throw new FileFault('json', error.message);
    throw error;
  }
}
