import { isMap, isSeq, parseDocument, Scalar, YAMLMap, YAMLSeq, type Document } from 'yaml';
import type { Period } from 'src/common/civil-date';
import { checkBook } from 'src/modules/rules/check';
import type { Text } from 'src/modules/rules/checks/problem';
import { whereOf } from 'src/modules/rules/checks/where';
import { loadBook } from 'src/modules/rules/load';
import { fieldAt, FIELDS, listed, SIGNS, type Change, type SpecialItem } from './change';

/** Why a change cannot be made at all; whether the book is then right, the checker says. */
export type ChangeFault =
  | { readonly kind: 'item-unknown'; readonly item: string }
  | { readonly kind: 'item-there'; readonly item: string }
  | { readonly kind: 'field-unknown'; readonly field: string }
  | { readonly kind: 'word-unknown'; readonly field: string; readonly value: string; readonly words: readonly string[] }
  | { readonly kind: 'unreadable' };

/** A fault of the edited book by item and field in the book's own terms, in the place of line and column. */
export interface FieldProblem {
  /** “项目 01.07：”, empty for the book as a whole. */
  readonly where: Text;
  /** Name of the field of the vocabulary, or the path inside the item. */
  readonly field: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly cause: Text;
  readonly remedy: Text;
}

export interface Edited {
  readonly text: string;
  readonly faults: readonly ChangeFault[];
}

/**
 * Applies changes to the text of a book as an office would by hand: in the tree of the YAML document, so that comments and
 * everything untouched stay. `from`: first month of the new book.
 */
export function edit(text: string, from: Period, changes: readonly Change[]): Edited {
  const document = parseDocument(text, { schema: 'failsafe', version: '1.2' });
  if (document.errors.length > 0 || !isMap(document.contents)) return { text, faults: [{ kind: 'unreadable' }] };
  dropOver(document, from);
  const faults: ChangeFault[] = [];
  if (plain(document.get('from')) !== from) document.set('from', from);
  const until = plain(document.get('until'));
  if (until !== undefined && until < from) document.delete('until');
  for (const change of changes) faults.push(...apply(document, change));
  return { text: document.toString({ lineWidth: 0, flowCollectionPadding: true }), faults };
}

/** What the checker says of the edited text. */
export function problemsIn(text: string): FieldProblem[] {
  const { value } = loadBook(text);
  return checkBook(text).problems.map(({ path, code, severity, cause, remedy }) => {
    const at = fieldAt(path);
    const field = at?.field ?? path.split('/').slice(3).join('/');
    return { where: at ? whereOf(path, value) : { zh: '', en: '' }, field, code, severity, cause, remedy };
  });
}

function apply(document: Document, change: Change): ChangeFault[] {
  const items = document.get('items');
  if (!isSeq(items)) return [{ kind: 'unreadable' }];
  const code = change.kind === 'add' ? change.item.code : change.item;
  const index = items.items.findIndex((item) => isMap(item) && plain(item.get('code')) === code);
  const item = items.items[index];
  if (change.kind === 'add') {
    if (item !== undefined) return [{ kind: 'item-there', item: code }];
    items.add(special(change.item));
    return !Object.hasOwn(SIGNS, change.item.sign) ? [wordUnknown('加扣', change.item.sign)] : [];
  }
  if (!isMap(item)) return [{ kind: 'item-unknown', item: code }];
  if (change.kind === 'remove') {
    items.items.splice(index, 1);
    return [];
  }
  const field = Object.hasOwn(FIELDS, change.field) ? FIELDS[change.field] : undefined;
  if (!field) return [{ kind: 'field-unknown', field: change.field }];
  if (change.kind === 'clear') {
    clear(item, field.path);
    return [];
  }
  const word = field.words && Object.hasOwn(field.words, change.value) ? field.words[change.value] : undefined;
  if (field.words && word === undefined) return [wordUnknown(change.field, change.value)];
  if (field.as === 'list') put(item, field.path, textList(listed(change.value)));
  else put(item, field.path, scalar(word ?? change.value, field.as === 'text'));
  return [];
}

function wordUnknown(field: string, value: string): ChangeFault {
  return { kind: 'word-unknown', field, value, words: Object.keys(FIELDS[field]?.words ?? {}) };
}

/** Writes the value into the scalar that stands there, so that its comment stays beside it. */
function put(item: YAMLMap, path: readonly string[], value: Scalar | YAMLSeq): void {
  const [step = '', ...rest] = path;
  if (rest.length > 0) {
    let below = item.get(step);
    if (!isMap(below)) {
      below = new YAMLMap();
      item.set(scalar(step, false), below);
    }
    put(below as YAMLMap, rest, value);
    return;
  }
  const before = item.get(step, true);
  if (before instanceof Scalar && value instanceof Scalar) {
    const quoted = before.type === Scalar.QUOTE_DOUBLE || before.type === Scalar.QUOTE_SINGLE;
    before.value = value.value;
    if (value.type === Scalar.QUOTE_DOUBLE && !quoted) before.type = Scalar.QUOTE_DOUBLE;
    return;
  }
  item.set(before === undefined ? scalar(step, false) : step, value);
}

/** A mapping left empty goes with its last member. */
function clear(item: YAMLMap, path: readonly string[]): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) {
    item.delete(step);
    return;
  }
  const below = item.get(step);
  if (!isMap(below)) return;
  clear(below, rest);
  if (below.items.length === 0) item.delete(step);
}

function special(item: SpecialItem): YAMLMap {
  const { code, name, section, sign, points, most, clause, clauseNumber, department, evidence, months } = item;
  const map = new YAMLMap();
  const add = (path: readonly string[], value: string, quoted = true): void => put(map, path, scalar(value, quoted));
  add(['code'], code);
  add(['name'], name);
  add(['section'], section);
  add(['kind'], SIGNS[sign] ?? sign, false);
  if (clauseNumber !== undefined) add(['clause', 'number'], clauseNumber);
  add(['clause', 'text'], clause);
  add(['department'], department);
  if (evidence !== undefined) add(['evidence'], evidence);
  add(['verification'], 'decision', false);
  const facts = new YAMLSeq();
  const fact = new YAMLMap();
  fact.set(scalar('type', false), scalar('entry', false));
  facts.add(fact);
  put(map, ['count', 'facts'], facts);
  add(['shape', 'kind'], 'range', false);
  add(['shape', 'min'], points, false);
  add(['shape', 'max'], most ?? points, false);
  if (item.monthMost !== undefined) add(['caps', 'month'], item.monthMost, false);
  put(map, ['applies', 'months'], textList(months));
  if (item.windows !== undefined) put(map, ['applies', 'windows'], textList(item.windows));
  return map;
}

function textList(values: readonly string[]): YAMLSeq {
  const list = new YAMLSeq();
  list.flow = true;
  for (const value of values) list.add(scalar(value, true));
  return list;
}

function scalar(value: string, quoted: boolean): Scalar {
  const node = new Scalar(value);
  node.type = quoted ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
  return node;
}

function plain(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A special item whose months are over does not go into the next book; of one that goes on the months before are left out. */
function dropOver(document: Document, from: Period): void {
  const items = document.get('items');
  if (!isSeq(items)) return;
  items.items = items.items.filter((item) => {
    const months = isMap(item) ? item.getIn(['applies', 'months']) : undefined;
    if (!isSeq(months) || months.items.length === 0) return true;
    months.items = months.items.filter((month) => !(month instanceof Scalar) || String(month.value) >= from);
    return months.items.length > 0;
  });
}
