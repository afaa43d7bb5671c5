import type { Book, Item } from 'src/modules/rules/book';
import type { Findings } from './meaning';
import { similar } from 'src/modules/intake/table/similar';
import { each, isPerEvent, labelsOf, typesOf, type At } from 'src/modules/rules/checks/vocabulary';

/** The same matter several times (S26), and running numbers shared between items (S7). */
export function checkDuplicates(book: Book, found: Findings): void {
  const items = each(book.items, '/items');
  for (const { it: item, path } of items) if (item.duplicates) duplicatesFit(item, `${path}/duplicates`, found);
  for (const members of grouped(items, (item) => item.duplicates?.group)) groupFits(members, found);
  for (const members of grouped(items, (item) => item.count?.escalation?.counter)) counterFits(members, found);
}

function duplicatesFit(item: Item, path: string, found: Findings): void {
  const { by, others, keep } = item.duplicates ?? { by: '', keep: 'all' };
  if (!isPerEvent(item.shape)) {
    found.error(
      'duplicates-need-facts',
      path,
      [`形状 ${item.shape.kind} 没有逐件的分，duplicates 不起作用。`, '请删去 duplicates。'],
      [`The shape ${item.shape.kind} has no single events; duplicates has no effect.`, 'Remove duplicates.'],
    );
    return;
  }
  const labels = [...new Set(typesOf(item.count).flatMap((type) => [...labelsOf(type)]))].filter(
    (label) => label !== 'type',
  );
  if (by !== 'fact' && !labels.includes(by)) {
    const near = similar(by, labels);
    found.error(
      'unknown-label',
      `${path}/by`,
      [
        `本项的事实都没有标签“${by}”，认不出同一事项。`,
        near ? `是不是要写“${near}”？` : `它们有：${labels.join('、') || '（无标签）'}。`,
      ],
      [
        `No fact of the item has the label “${by}”.`,
        near ? `Did you mean “${near}”?` : `They have: ${labels.join(', ') || 'none'}.`,
      ],
    );
  }
  if (keep === 'all' && others !== undefined)
    found.error(
      'others-unused',
      `${path}/others`,
      ['keep 为 all 时都计，others 不起作用。', '请删去 others，或把 keep 改为 highest 或 first。'],
      ['With keep: all everything counts; others has no effect.', 'Remove others, or write keep: highest or first.'],
    );
}

function grouped(items: readonly At<Item>[], name: (item: Item) => string | undefined): At<Item>[][] {
  const groups = new Map<string, At<Item>[]>();
  for (const one of items) {
    const key = name(one.it);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function groupFits(members: readonly At<Item>[], found: Findings): void {
  const [first, ...others] = members;
  const wanted = first?.it.duplicates;
  if (!first || !wanted) return;
  if (others.length === 0)
    found.warning(
      'group-of-one',
      `${first.path}/duplicates/group`,
      [`同一事项组“${wanted.group ?? ''}”只有这一个项目。`, '请核对组名是否写错，或删去 group。'],
      [`The group “${wanted.group ?? ''}” has this item only.`, 'Check the name or remove group.'],
    );
  for (const { it, path } of others)
    if (
      it.duplicates?.by !== wanted.by ||
      it.duplicates.keep !== wanted.keep ||
      (it.duplicates.others ?? 0) !== (wanted.others ?? 0)
    )
      found.error(
        'duplicates-differ',
        `${path}/duplicates`,
        [`与项目 ${first.it.code} 同在一组，by、keep、others 却不同。`, '同组的项目请写成一样。'],
        [
          `It shares a group with item ${first.it.code}, but by, keep or others differ.`,
          'Write them alike within a group.',
        ],
      );
}

function counterFits(members: readonly At<Item>[], found: Findings): void {
  const [first, ...others] = members;
  const wanted = first?.it.count?.escalation;
  if (!first || !wanted) return;
  if (others.length === 0)
    found.warning(
      'counter-of-one',
      `${first.path}/count/escalation/counter`,
      [`累计数“${wanted.counter ?? ''}”只有这一个项目在用。`, '请核对名称是否写错，或删去 counter。'],
      [`The counter “${wanted.counter ?? ''}” is used by this item only.`, 'Check the name or remove counter.'],
    );
  for (const { it, path } of others)
    if (it.count?.escalation?.per !== wanted.per)
      found.error(
        'counters-differ',
        `${path}/count/escalation/per`,
        [`与项目 ${first.it.code} 共用累计数，per 却不同。`, '请写成一样。'],
        [`It shares a counter with item ${first.it.code}, but per differs.`, 'Write them alike.'],
      );
}
