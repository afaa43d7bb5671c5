import type { NumberCell } from 'src/modules/intake/feed';

export type JsonValue = null | boolean | string | NumberCell | JsonValue[] | Map<string, JsonValue>;

const DEPTH = 60;

/** Where JSON stops being JSON. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
}

/** Parses JSON and keeps the digits of its numbers as written: a case number of twenty digits must not be rounded. */
export function parseJson(text: string): JsonValue {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): JsonValue {
    if (depth > DEPTH) throw this.fault();
    this.blanks();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  end(): void {
    this.blanks();
    if (this.at < this.text.length) throw this.fault();
  }

  private object(depth: number): Map<string, JsonValue> {
    const members = new Map<string, JsonValue>();
    this.at++;
    if (this.takes('}')) return members;
    do {
      this.blanks();
      if (this.text[this.at] !== '"') throw this.fault();
      const name = this.string();
      if (!this.takes(':')) throw this.fault();
      members.set(name, this.value(depth + 1));
    } while (this.takes(','));
    if (!this.takes('}')) throw this.fault();
    return members;
  }

  private list(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    this.at++;
    if (this.takes(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.takes(','));
    if (!this.takes(']')) throw this.fault();
    return items;
  }

  private string(): string {
    let end = this.at + 1;
    for (; end < this.text.length && this.text[end] !== '"'; end++) if (this.text[end] === '\\') end++;
    const raw = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    try {
      return JSON.parse(raw) as string;
    } catch {
      throw this.fault();
    }
  }

  private number(): NumberCell {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.at;
    const digits = pattern.exec(this.text)?.[0];
    if (digits === undefined) throw this.fault();
    this.at += digits.length;
    return { kind: 'number', text: digits };
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.fault();
    this.at += word.length;
    return value;
  }

  private takes(mark: string): boolean {
    this.blanks();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private blanks(): void {
    while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  private fault(): JsonFault {
    const line = this.text.slice(0, this.at).split('\n').length;
    return new JsonFault(`第 ${String(line)} 行 (line ${String(line)})`);
  }
}
