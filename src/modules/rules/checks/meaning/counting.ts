import type { Book, Item } from 'src/modules/rules/book';
import type { Condition, Count, Selector } from 'src/modules/rules/count';
import { OCCURRENCES, type OccurrenceType } from 'src/modules/rules/occurrences';
import { fraction } from 'src/modules/rules/checks/intervals';
import type { Findings } from './meaning';
import { known } from './references';
import { similar } from 'src/modules/intake/table/similar';
import { amountsOf, countsFacts, each, labelsOf, selectorsOf, typesOf } from 'src/modules/rules/checks/vocabulary';

/** What an item counts: whether it has to, and whether amounts and labels exist on its facts. */
export function checkCounting(book: Book, found: Findings): void {
  for (const { it: item, path } of each(book.items, '/items')) {
    countFits(item, path, found);
    for (const { it: selector, path: at } of selectorsOf(item, path)) selectorFits(selector, at, found);
    if (item.count) insideCount(item.count, `${path}/count`, found);
    amountOfShape(item, path, found);
    labelsOfShape(item, path, found);
    placeholders(item, path, found);
  }
}

function countFits(item: Item, path: string, found: Findings): void {
  const { shape, count } = item;
  const veto = shape.kind === 'veto';
  const needed = countsFacts(shape) || (veto && (item.effects ?? []).some(({ when }) => when === undefined));
  if (needed && !count)
    found.error(
      'count-missing',
      path,
      [`形状 ${shape.kind} 要计事实，却没有写 count。`, '请补上“count: { facts: [{ type: … }] }”。'],
      [`The shape ${shape.kind} works on facts, but there is no count.`, 'Add “count: { facts: [{ type: … }] }”.'],
    );
  if (count && !countsFacts(shape) && !veto)
    found.error(
      'count-unused',
      `${path}/count`,
      [`形状 ${shape.kind} 看的是全月的数，count 不起作用。`, '请删去 count，或换成计件的形状。'],
      [
        `The shape ${shape.kind} looks at a number of the month; count has no effect.`,
        'Remove count or choose a shape that counts.',
      ],
    );
}

function selectorFits(selector: Selector, path: string, found: Findings): void {
  each(selector.where, `${path}/where`).forEach(({ it, path: at }) => conditionFits(it, [selector.type], at, found));
}

/** The amount or label must exist on at least one of the types, or the condition can never hold. */
function conditionFits(condition: Condition, types: readonly OccurrenceType[], path: string, found: Findings): void {
  if ('amount' in condition) {
    has(found, 'amount', condition.amount, types, `${path}/amount`);
    return;
  }
  has(found, 'label', condition.label, types, `${path}/label`);
  if (condition.label !== 'type') return;
  const words = 'is' in condition ? condition.is : condition.isNot;
  const member = 'is' in condition ? 'is' : 'isNot';
  each(words, `${path}/${member}`).forEach(({ it, path: at }) =>
    known(found, 'unknown-fact-type', at, it, Object.keys(OCCURRENCES), ['事实种类', 'type of fact']),
  );
}

const NAMES = { amount: { zh: '量', of: amountsOf }, label: { zh: '标签', of: labelsOf } } as const;

function has(
  found: Findings,
  what: keyof typeof NAMES,
  name: string,
  types: readonly OccurrenceType[],
  path: string,
  all = false,
): void {
  const { zh, of } = NAMES[what];
  const lacking = types.filter((type) => !of(type).includes(name));
  if (lacking.length === 0 || (!all && lacking.length < types.length)) return;
  const names = [...new Set(lacking.flatMap((type) => [...of(type)]))];
  const near = similar(name, names);
  const [first] = lacking;
  const label = first === undefined ? '' : `“${OCCURRENCES[first].zh}”（${first}）`;
  const listZh = names.length === 0 ? `它没有任何${zh}。` : `它有：${names.join('、')}。`;
  const listEn = names.length === 0 ? `It has no ${what}s.` : `It has: ${names.join(', ')}.`;
  found.error(
    `unknown-${what}`,
    path,
    [`事实${label}没有名为“${name}”的${zh}。`, near ? `是不是要写“${near}”？` : listZh],
    [`The fact ${first ?? ''} has no ${what} “${name}”.`, near ? `Did you mean “${near}”?` : listEn],
  );
}

function insideCount(count: Count, path: string, found: Findings): void {
  const types = typesOf(count);
  const conditions = [
    ...each(count.exempt, `${path}/exempt`).flatMap(({ it, path: at }) => each(it.where, `${at}/where`)),
    ...each(count.allowance?.where, `${path}/allowance/where`),
  ];
  for (const { it, path: at } of conditions) conditionFits(it, types, at, found);
  if (count.amount) {
    // A selector with `as` says its own units, so its facts need no amount.
    const measured = count.facts.filter((selector) => selector.as === undefined).map(({ type }) => type);
    has(found, 'amount', count.amount.name, measured, `${path}/amount/name`, true);
    if (count.amount.per !== undefined && fraction(count.amount.per).isZero()) positive(found, `${path}/amount/per`);
  }
  twice(count, path, found);
}

/** Two selectors without a condition would count the same fact for the first one only. */
function twice(count: Count, path: string, found: Findings): void {
  const plain = new Set<string>();
  for (const { it, path: at } of each(count.facts, `${path}/facts`)) {
    if (plain.has(it.type))
      found.error(
        'selector-unreachable',
        at,
        [
          `“${OCCURRENCES[it.type].zh}”（${it.type}）在前面已经全部选取，这一行选不到任何事实。`,
          '请把有条件的写在前面，或删去其中一行。',
        ],
        [
          `All facts ${it.type} are picked by an earlier line; this one picks none.`,
          'Put the line with a condition first, or remove one.',
        ],
      );
    if (it.where === undefined) plain.add(it.type);
  }
}

export function positive(found: Findings, path: string): void {
  found.error(
    'zero-divisor',
    path,
    ['这个数不能是 0。', '请写大于 0 的数。'],
    ['This number must not be 0.', 'Write a number above 0.'],
  );
}

function amountOfShape({ shape, count }: Item, path: string, found: Findings): void {
  const types = typesOf(count);
  if (shape.kind === 'bands') has(found, 'amount', shape.amount, types, `${path}/shape/amount`, true);
  if ('value' in shape && 'amount' in shape.value)
    has(found, 'amount', shape.value.amount, types, `${path}/shape/value/amount`, true);
}

function labelsOfShape({ shape, count }: Item, path: string, found: Findings): void {
  if (shape.kind !== 'levels') return;
  for (const { it: row, path: at } of each(shape.rows, `${path}/shape/rows`))
    for (const label of Object.keys(row.is)) {
      has(found, 'label', label, typesOf(count), `${at}/is/${label}`);
      if (label === 'type')
        known(found, 'unknown-fact-type', `${at}/is/type`, row.is.type ?? '', typesOf(count), [
          '所计的事实种类',
          'type this item counts',
        ]);
    }
}

const PLACEHOLDERS = ['name', 'units', 'amount', 'date', 'level', 'text'];

function placeholders(item: Item, path: string, found: Findings): void {
  for (const [, name = ''] of (item.reason ?? '').matchAll(/\{([^{}]*)\}/g))
    if (!PLACEHOLDERS.includes(name))
      found.error(
        'unknown-placeholder',
        `${path}/reason`,
        [`理由句里的“{${name}}”不认识。`, `可以写：${PLACEHOLDERS.map((one) => `{${one}}`).join(' ')}。`],
        [`“{${name}}” in the reason is not known.`, `Possible: ${PLACEHOLDERS.map((one) => `{${one}}`).join(' ')}.`],
      );
}
