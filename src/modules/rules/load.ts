import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import { faults } from 'src/modules/rules/checks/form/text-faults';
import { inOrder, locate, step, type Finding, type Places, type Problem } from 'src/modules/rules/checks/problem';

export const LARGEST_BOOK = 512 * 1024;
const DEEPEST = 24;
const MOST_NODES = 60_000;
const MOST_FAULTS = 10;

/**
 * Members that hold whole numbers in the program. Everything else that looks like a number stays the text of the source:
 * `0.30`, `1/3`, `12.5%` are exact and a code such as `01.10` keeps its zeros. The spec compares the list with the schema.
 */
export const WHOLE_MEMBERS: ReadonlySet<string> = new Set(
  'after afterFinding atLeast best day decimals duringNotice every fromBottom gap maxTop minimumGroup n rank submission times verification workingDays'.split(
    ' ',
  ),
);

export interface LoadedBook {
  /** Plain data as written, not yet checked; undefined when the text is no YAML mapping. */
  readonly value: unknown;
  readonly places: Places;
  /** Faults of the text itself: syntax, duplicate keys, anchors, tags, size. */
  readonly problems: readonly Problem[];
}

/**
 * YAML text → plain data with the place of every value. Scalars stay text, apart from true, false, nothing, and whole
 * numbers in `WHOLE_MEMBERS`. Anchors, aliases, tags, several documents, tabs and duplicate keys are faults. Never throws.
 */
export function loadBook(text: string): LoadedBook {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (source.length > LARGEST_BOOK) return refused(faults.tooLarge(source.length, LARGEST_BOOK));
  const counter = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(source, {
      schema: 'failsafe',
      version: '1.2',
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: counter,
    });
  } catch {
    return refused(faults.unreadable());
  }
  const reader = new Reader(source, counter);
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, pos }) => reader.syntax(code, pos[0]));
    return { value: undefined, places: reader, problems: onePerLine(problems) };
  }
  const contents: Node | null = document.contents;
  const value = contents === null ? undefined : reader.read(contents, '', 0);
  if (!isMap(contents) && reader.findings.length === 0) reader.findings.push(faults.notAMapping());
  return { value, places: reader, problems: inOrder(reader.findings.map((finding) => locate(finding, reader))) };
}

class Reader implements Places {
  readonly findings: Finding[] = [];
  private readonly values = new Map<string, number>();
  private readonly keys = new Map<string, number>();
  private nodes = 0;

  constructor(
    private readonly source: string,
    private readonly counter: LineCounter,
  ) {}

  of(path: string, key = false): { line: number; column: number } {
    let at = (key ? this.keys.get(path) : undefined) ?? this.values.get(path);
    for (let rest = path; at === undefined && rest !== '';) {
      rest = rest.slice(0, rest.lastIndexOf('/'));
      at = this.keys.get(rest) ?? this.values.get(rest);
    }
    return this.placeOf(at ?? 0);
  }

  syntax(code: string, offset: number): Problem {
    const place = this.placeOf(offset);
    const line = this.source.split(/\r?\n/, place.line)[place.line - 1] ?? '';
    return { ...faults.syntax(code, line), ...place };
  }

  /** `key`: name of the member the value belongs to. */
  read(node: Node, path: string, depth: number, key = ''): unknown {
    if (!this.values.has(path)) this.values.set(path, node.range?.[0] ?? 0);
    if (++this.nodes > MOST_NODES) {
      this.fault(faults.tooMany(path, MOST_NODES), this.nodes === MOST_NODES + 1);
      return;
    }
    if (depth > DEEPEST) {
      this.fault(faults.tooDeep(path, DEEPEST));
      return;
    }
    if (isAlias(node)) {
      this.fault(faults.anchor(path, node.source));
      return;
    }
    if ('anchor' in node && node.anchor !== undefined) this.fault(faults.anchor(path, node.anchor));
    if (node.tag !== undefined) this.fault(faults.tag(path, node.tag));
    if (isMap(node)) return this.mapping(node.items as Pair<Node, Node | null>[], path, depth);
    if (isSeq(node))
      return node.items.map((entry, index) => this.read(entry as Node, step(path, index), depth + 1, key));
    return isScalar(node) ? scalarOf(node.type === 'PLAIN', String(node.value), key) : undefined;
  }

  private mapping(pairs: readonly Pair<Node, Node | null>[], path: string, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? String(key.value) : undefined;
      if (name === undefined || name === '' || name === '__proto__') {
        this.fault(faults.badKey(path));
        continue;
      }
      const at = step(path, name);
      if (Object.hasOwn(result, name)) {
        const first = this.of(at, true).line;
        this.keys.set(`${at}\n`, key.range?.[0] ?? 0);
        this.findings.push({ ...faults.duplicateKey(`${at}\n`, name, first), key: true });
        continue;
      }
      this.keys.set(at, key.range?.[0] ?? 0);
      result[name] = value === null ? null : this.read(value, at, depth + 1, name);
    }
    return result;
  }

  private fault(finding: Finding, once = true): undefined {
    if (once) this.findings.push(finding);
    return undefined;
  }

  private placeOf(offset: number): { line: number; column: number } {
    const { line, col } = this.counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function scalarOf(plain: boolean, text: string, key: string): string | number | boolean | null {
  if (!plain) return text;
  if (text === '' || text === '~' || text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return WHOLE_MEMBERS.has(key) && /^-?(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text;
}

function refused(finding: Finding): LoadedBook {
  const places: Places = { of: () => ({ line: 1, column: 1 }) };
  return { value: undefined, places, problems: [locate(finding, places)] };
}

/** Follow-up faults on the same line say nothing new. */
function onePerLine(problems: readonly Problem[]): Problem[] {
  const lines = new Set<number>();
  return inOrder(problems)
    .filter(({ line }) => !lines.has(line) && lines.add(line))
    .slice(0, MOST_FAULTS);
}
