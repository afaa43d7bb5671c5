import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { faults } from 'src/modules/rules/checks/form/text-faults';
import { valueText, type FactsFault } from './facts-faults';
import { JsonText } from './json-text';

/** A document of facts as it was written: its data, and where each value stands. */
export interface FactsText {
  readonly value: unknown;
  /** Line of the value at the JSON pointer, or of its nearest parent; from 1. */
  lineOf(pointer: string): number;
}

export type LineFault = Pick<FactsFault, 'cause' | 'remedy'> & { readonly line: number };

/**
 * Reads JSON or YAML. A name that stands twice in one mapping is a fault in both: JSON itself would drop the first without
 * a word. Never throws.
 */
export function readText(text: string): FactsText | { readonly faults: readonly LineFault[] } {
  if (!/^\s*[{[]/.test(text)) return readYaml(text);
  try {
    return readJson(text, JSON.parse(text));
  } catch {
    return readYaml(text);
  }
}

function readJson(text: string, value: unknown): ReturnType<typeof readText> {
  const json = new JsonText(text);
  const line = (offset: number): number => text.slice(0, offset).split('\n').length;
  const doubled = json.doubledNames();
  if (doubled.length > 0)
    return { faults: doubled.map(({ name, offset, first }) => twice(name, line(offset), line(first))) };
  return { value, lineOf: (pointer) => line(json.offsetOf(stepsOf(pointer))) };
}

function readYaml(text: string): ReturnType<typeof readText> {
  const counter = new LineCounter();
  const line = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  let document: Document;
  try {
    document = parseDocument(text, { schema: 'failsafe', lineCounter: counter, prettyErrors: false });
    if (document.errors.length === 0)
      return {
        value: document.toJS({ maxAliasCount: 0, reviver: scalar }),
        lineOf: (pointer) => lineIn(document, pointer, line),
      };
  } catch {
    return { faults: [sentence(faults.anchor('', '*'), 1)] };
  }
  const lines = text.split('\n');
  return {
    faults: document.errors.map(({ code, pos }) => {
      const at = line(pos[0]);
      const written = lines[at - 1] ?? '';
      if (code === 'DUPLICATE_KEY')
        return twice(/^["']?([^"':]*)/.exec(text.slice(pos[0], pos[1] + 60))?.[1] ?? '', at);
      return sentence(faults.syntax(code, written), at);
    }),
  };
}

/** Scalars stay the text they were written with (numbers exact, staff numbers with their zeros), apart from these members. */
function scalar(key: unknown, value: unknown): unknown {
  if (typeof value !== 'string' || typeof key !== 'string') return value;
  if (['days', 'of', 'rank', 'fromBottom'].includes(key)) {
    return /^\d{1,6}$/.test(value) ? Number(value) : value === 'null' || value === '~' || value === '' ? null : value;
  }
  return key === 'chief' && (value === 'true' || value === 'false') ? value === 'true' : value;
}

function lineIn(document: Document, pointer: string, line: (offset: number) => number): number {
  for (let steps = stepsOf(pointer); steps.length > 0; steps = steps.slice(0, -1)) {
    const node = document.getIn(steps, true);
    if (isNode(node) && node.range) return line(node.range[0]);
  }
  return 1;
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .filter((step, index) => step !== '' || index > 0)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function twice(name: string, line: number, first?: number): LineFault {
  const word = valueText(name);
  const [zh, en] = first === undefined ? ['', ''] : [`，第一处在第 ${first} 行`, `; the first is on line ${first}`];
  return {
    line,
    cause: { zh: `“${word}”在同一处写了两遍${zh}`, en: `"${word}" stands twice in one mapping${en}` },
    remedy: { zh: '请只保留一处。', en: 'Keep one of them.' },
  };
}

function sentence({ cause, remedy }: Pick<FactsFault, 'cause' | 'remedy'>, line: number): LineFault {
  return { line, cause: { zh: cause.zh.replace(/。$/, ''), en: cause.en.replace(/\.$/, '') }, remedy };
}
