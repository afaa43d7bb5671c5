import type { Book, Item } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Findings } from './meaning';
import { step } from 'src/modules/rules/checks/problem';
import { similar } from 'src/modules/intake/table/similar';
import { each, subjectOf, type At } from 'src/modules/rules/checks/vocabulary';

/** Codes that must be unique and names that must exist. */
export function checkReferences(book: Book, found: Findings): void {
  unique(found, [...each(book.items, '/items'), ...each(book.outcomes, '/outcomes')]);
  unique(found, each(book.sections, '/sections'));
  unique(found, each(book.groups, '/groups'));
  const sections = book.sections.map(({ code }) => code);
  for (const { it: item, path } of each(book.items, '/items')) {
    known(found, 'unknown-section', `${path}/section`, item.section, sections, ['部分', 'section']);
    sectionFits(book, item, path, found);
    subjectKnown(book, item.subject, `${path}/subject`, found);
    each(item.links, `${path}/links`).forEach(({ it, path: at }) => linkFits(book, item, it.to, `${at}/to`, found));
    groupsKnown(book, item, path, found);
    zeroFits(book, item, path, found);
    stageFits(book, item, path, found);
  }
  for (const { it: group, path } of each(book.groups, '/groups'))
    for (const code of Object.keys(group.fullMarks ?? {}))
      known(found, 'unknown-section', step(`${path}/fullMarks`, code), code, sections, ['部分', 'section']);
  for (const { it: section, path } of each(book.sections, '/sections'))
    subjectKnown(book, section.subject, `${path}/subject`, found);
}

function unique(found: Findings, list: readonly At<{ readonly code: string }>[]): void {
  const first = new Set<string>();
  for (const { it, path } of list) {
    if (first.has(it.code))
      found.error(
        'duplicate-code',
        `${path}/code`,
        [`编码“${it.code}”已经用过。`, '请换一个编码；编码跨版本不变，不要给别的事项重复使用。'],
        [`The code “${it.code}” is used already.`, 'Choose another; codes stay the same across versions.'],
      );
    first.add(it.code);
  }
}

/** One sentence for every name that must stand in a list of the book. */
export function known(
  found: Findings,
  code: string,
  path: string,
  written: string,
  names: readonly string[],
  [zh, en]: readonly [string, string],
): void {
  if (names.includes(written)) return;
  const near = similar(written, names);
  const listZh = names.length === 0 ? `办法里没有定义任何${zh}。` : `已有：${names.slice(0, 12).join('、')}。`;
  const listEn = names.length === 0 ? `The book defines no ${en}.` : `There are: ${names.slice(0, 12).join(', ')}.`;
  found.error(
    code,
    path,
    [`没有编码为“${written}”的${zh}。`, near ? `是不是要写“${near}”？` : listZh],
    [`There is no ${en} “${written}”.`, near ? `Did you mean “${near}”?` : listEn],
  );
}

const SUBJECTS: Readonly<Record<SubjectType, string>> = {
  window: '窗口',
  chief: '首席代表',
  staff: '工作人员',
  'sub-centre': '分中心',
};

export function subjectKnown(book: Book, subject: SubjectType | undefined, path: string, found: Findings): void {
  if (subject === undefined && book.subjects.window === undefined) missing(found, 'window', path);
  if (subject !== undefined && book.subjects[subject] === undefined) missing(found, subject, path);
}

function missing(found: Findings, subject: SubjectType, path: string): void {
  found.error(
    'unknown-subject',
    path,
    [
      `办法的 subjects 里没有${SUBJECTS[subject]}（${subject}）。`,
      `请在 subjects 里加上“${subject}: { base: … }”，或改写考核对象。`,
    ],
    [`The book's subjects have no ${subject}.`, `Add “${subject}: { base: … }” to subjects, or name another subject.`],
  );
}

function sectionFits(book: Book, item: Item, path: string, found: Findings): void {
  const section = book.sections.find(({ code }) => code === item.section);
  const subject = section?.subject ?? 'window';
  const limited = section !== undefined && (section.fullMark ?? section.bonusCap ?? section.subject) !== undefined;
  if (!section || !limited || subject === subjectOf(item)) return;
  found.error(
    'section-subject',
    `${path}/section`,
    [
      `部分“${section.code}”考核的是${SUBJECTS[subject]}，本项考核的是${SUBJECTS[subjectOf(item)]}。`,
      '请把本项放到对应的部分，或改写 subject。',
    ],
    [
      `Section “${section.code}” is for ${subject}, the item for ${subjectOf(item)}.`,
      'Move the item or change its subject.',
    ],
  );
}

function linkFits(book: Book, item: Item, to: string, path: string, found: Findings): void {
  if (to === subjectOf(item))
    found.error(
      'link-to-itself',
      path,
      [`连带对象就是本项自己的考核对象（${to}）。`, '请写另一个对象，或删去这一条连带。'],
      [`The link goes to the item's own subject (${to}).`, 'Name another subject or remove the link.'],
    );
  else if (to !== 'scorer' && book.subjects[to as SubjectType] === undefined) missing(found, to as SubjectType, path);
}

function groupsKnown(book: Book, item: Item, path: string, found: Findings): void {
  const groups = (book.groups ?? []).map(({ code }) => code);
  for (const { it: code, path: at } of each(item.applies?.groups, `${path}/applies/groups`))
    known(found, 'unknown-group', at, code, groups, ['组', 'group']);
}

function zeroFits(book: Book, item: Item, path: string, found: Findings): void {
  if (item.shape.kind !== 'zero') return;
  const section = book.sections.find(({ code }) => code === item.section);
  if (item.shape.target === 'whole' && section && section.fullMark === undefined)
    found.error(
      'zero-without-full-mark',
      `${path}/shape/target`,
      [
        `要清掉部分“${section.code}”的满分，但它没有写 fullMark。`,
        '请给这个部分写上 fullMark，或把 target 改为 bonus。',
      ],
      [
        `The full mark of section “${section.code}” is to be lost, but it has none.`,
        'Give the section a fullMark, or write target: bonus.',
      ],
    );
  const codes = book.items.filter((other) => other !== item).map(({ code }) => code);
  for (const { it: code, path: at } of each(item.shape.items, `${path}/shape/items`))
    known(found, 'unknown-item', at, code, codes, ['别的项目', 'other item']);
}

const STAGE: Readonly<Record<SubjectType, number>> = { staff: 0, chief: 1, window: 2, 'sub-centre': 2 };

/** Staff are scored first, then chiefs, then windows: a score can only flow that way. */
function stageFits(book: Book, item: Item, path: string, found: Findings): void {
  const { shape } = item;
  const from =
    shape.kind === 'derived'
      ? [{ it: shape.from, path: `${path}/shape/from` }]
      : shape.kind === 'weighted'
        ? each(shape.parts, `${path}/shape/parts`).flatMap(({ it, path: at }) =>
            'from' in it ? [{ it: it.from, path: `${at}/from` }] : [],
          )
        : [];
  for (const { it: subject, path: at } of from) {
    if (book.subjects[subject] === undefined) missing(found, subject, at);
    else if (STAGE[subject] >= STAGE[subjectOf(item)])
      found.error(
        'wrong-stage',
        at,
        [
          `${SUBJECTS[subjectOf(item)]}的得分不能由${SUBJECTS[subject]}的得分折算。`,
          '计算顺序是工作人员 → 首席代表 → 窗口，只能由前面的折算到后面。',
        ],
        [
          `A score of ${subjectOf(item)} cannot come from that of ${subject}.`,
          'The order is staff, chief, window; scores flow only that way.',
        ],
      );
  }
}
