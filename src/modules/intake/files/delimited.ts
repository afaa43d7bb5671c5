import type { Row } from 'src/modules/intake/feed';
import { FileFault } from './faults';
import { LIMITS } from './limits';

export type Delimiter = '\t' | ',' | ';';

/** No record of a table is longer; beyond it a quotation mark was never closed. */
const RECORD_CAP = 1_000_000;
const QUOTE = 34;
const CR = 13;
const LF = 10;

/** The mark between cells: the one that the most lines of the beginning have, outside quotes; a tab wins a draw. */
export function sniffDelimiter(beginning: string): Delimiter | undefined {
  const lines = beginning
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 200);
  const scores = (['\t', ',', ';'] as const).map((mark) => {
    const counts = lines.map((line) => line.split(mark).length - 1);
    return { mark, lines: counts.filter((count) => count > 0).length, cells: Math.max(0, ...counts) };
  });
  const best = scores.sort((a, b) => b.lines - a.lines || b.cells - a.cells)[0];
  return best && best.lines > 0 ? best.mark : undefined;
}

/**
 * Cuts text into records, given in pieces. Quoted cells may hold the mark, doubled quotes and line feeds; line ends may
 * be CRLF, LF or CR, also mixed, and may be missing at the end. `line` is the number of the record, empty ones counted.
 * Without a delimiter every line is one cell.
 */
export class Delimited {
  private rest = '';
  private line = 0;
  private rows: Row[] = [];

  constructor(private readonly delimiter: Delimiter | undefined) {}

  write(piece: string): void {
    this.scan(this.rest + piece, false);
    if (this.rest.length > RECORD_CAP) throw new FileFault('quote-open', lineName(this.line + 1));
  }

  end(): void {
    this.scan(this.rest, true);
  }

  /** The rows finished since the last call. */
  take(): Row[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  private scan(text: string, last: boolean): void {
    let start = 0;
    while (start < text.length) {
      const next = this.record(text, start, last);
      if (next === undefined) break;
      start = next;
    }
    this.rest = text.slice(start);
  }

  /** Reads the record at `start`; undefined when it is not whole yet, otherwise where the next one begins. */
  private record(text: string, start: number, last: boolean): number | undefined {
    const cells: string[] = [];
    const mark = this.delimiter?.charCodeAt(0) ?? -1;
    let at = start;
    for (;;) {
      const quoted = mark !== -1 && text.charCodeAt(at) === QUOTE;
      const end = quoted ? closingQuote(text, at) : plainEnd(text, at, mark);
      if (end === undefined) {
        if (last) throw new FileFault('quote-open', lineName(this.line + 1));
        return undefined;
      }
      // What follows a closing quote up to the next mark belongs to the cell, as spreadsheets read it.
      const stop = quoted ? plainEnd(text, end + 1, mark) : end;
      cells.push(
        quoted ? text.slice(at + 1, end).replaceAll('""', '"') + text.slice(end + 1, stop) : text.slice(at, end),
      );
      if (stop >= text.length || text.charCodeAt(stop) !== mark) return this.finish(text, stop, cells, last);
      at = stop + 1;
    }
  }

  private finish(text: string, stop: number, cells: string[], last: boolean): number | undefined {
    // A CR that ends the piece may be half of a CRLF.
    if (!last && (stop >= text.length || (text.charCodeAt(stop) === CR && stop + 1 >= text.length))) return undefined;
    this.line++;
    this.check(cells);
    this.rows.push({ line: this.line, cells });
    return stop + (text.charCodeAt(stop) === CR && text.charCodeAt(stop + 1) === LF ? 2 : 1);
  }

  private check(cells: readonly string[]): void {
    if (cells.length > LIMITS.columns) throw new FileFault('column-range', lineName(this.line));
    if (cells.some((cell) => cell.length > LIMITS.cellLength))
      throw new FileFault('cell-too-long', lineName(this.line));
  }
}

function plainEnd(text: string, from: number, mark: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === mark || code === LF || code === CR) break;
  }
  return at;
}

function closingQuote(text: string, open: number): number | undefined {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
  }
  return undefined;
}

function lineName(line: number): string {
  return `第 ${String(line)} 行 (line ${String(line)}) `;
}
