import type { Template, TemplateColumn, TemplateSheet } from 'src/modules/intake/template/template';
import { appliesTo, type DeclaredArea } from 'src/modules/submissions/draft/areas';
import { FIELD_NAMES } from 'src/modules/submissions/form/fault-sentences';
import type { FormField, ItemForm } from 'src/modules/submissions/form/item-form';
import { SUBMISSION_COLUMNS, type SubmissionField } from 'src/modules/submissions/list/submission-columns';

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly tags: readonly string[];
}

/** Signs that a spreadsheet does not take in the name of a sheet, and how long it may be. */
const UNFIT = /[\\/?*[\]:'“”"]/g;
const LONGEST = 31;

/**
 * The workbook of a window's month: a sheet for each area in which it declares something, a row for each item with item and
 * window filled in, its blanks as columns. The titles are those the feed `submissions` reads; rows left as they are say nothing.
 */
export function monthWorkbook(areas: readonly DeclaredArea[], window: Subject, period: string): Template {
  const sheets = areas.flatMap(({ section, name, forms }): TemplateSheet[] => {
    const own = forms.filter((form) => appliesTo(form, window));
    if (own.length === 0) return [];
    const columns = columnsOf(own);
    const rows = own.map((form) => columns.map(({ title }) => brought(title, form, window)));
    return [{ name: `${section} ${name}`.replace(UNFIT, '').slice(0, LONGEST), columns, rows }];
  });
  return { title: `${period} ${window.name}月报`, sheets };
}

function titleOf(field: SubmissionField): string {
  return SUBMISSION_COLUMNS[field][0] ?? field;
}

function brought(title: string, { item, name }: ItemForm, window: Subject): string {
  if (title === titleOf('item')) return item;
  if (title === titleOf('itemName')) return name;
  if (title === titleOf('windowCode')) return window.id;
  return title === titleOf('windowName') ? window.name : '';
}

function columnsOf(forms: readonly ItemForm[]): TemplateColumn[] {
  const codes = forms.map(({ item }) => item);
  const by = forms.some(({ points }) => points !== null);
  const evidence = [...new Set(forms.flatMap((form) => form.evidence ?? []))].join('、');
  return [
    column('item', {
      kind: 'choice',
      choices: codes,
      note: ['已填好；同一项有几件的，复制整行', 'filled in; copy the row for another one'],
    }),
    column('itemName', { note: ['已填好', 'filled in'] }),
    column('windowCode', { note: ['已填好', 'filled in'] }),
    column('windowName', { note: ['已填好', 'filled in'] }),
    ...(forms.some(({ persons }) => persons)
      ? [column('staff', { note: ['涉及的人的工号，多人用顿号隔开', 'persons concerned'] })]
      : []),
    column('date', {
      kind: 'date',
      required: true,
      note: ['事情发生的日期；这一行没有事项的留空', 'the day; blank: nothing in this row'],
    }),
    ...blanks(forms),
    ...(by
      ? [column('points', { kind: 'number', note: ['由人评定的项目填写', 'only for items scored by hand'] })]
      : []),
    column('evidence', {
      note: [
        `文号、文件名，多份用分号隔开${evidence === '' ? '' : `；条款要求：${evidence}`}`,
        'numbers of documents, names of files',
      ],
    }),
    column('text', { note: ['说明；由人评定分值的必须写明', 'remark; the reason where points are by hand'] }),
  ];
}

/** The blanks of all items of the area, each once; a list where the clause has words. */
function blanks(forms: readonly ItemForm[]): TemplateColumn[] {
  const fields = new Map<string, FormField[]>();
  for (const { fields: own } of forms)
    for (const field of own) fields.set(field.name, [...(fields.get(field.name) ?? []), field]);
  return [...fields].flatMap(([name, all]): TemplateColumn[] => {
    if (!Object.hasOwn(SUBMISSION_COLUMNS, name)) return [];
    const words = [...new Set(all.flatMap((field) => field.words ?? []))];
    const needed = all.length === forms.length && all.every(({ required }) => required);
    const zh = FIELD_NAMES[name]?.zh ?? name;
    return [
      column(name as SubmissionField, {
        kind: words.length > 0 ? 'choice' : all.some(({ kind }) => kind === 'amount') ? 'number' : 'text',
        ...(words.length > 0 ? { choices: words } : {}),
        ...(needed ? { required: true } : {}),
        note: [all.some(({ required }) => required) ? `${zh}，填写事项的必填` : zh, name],
      }),
    ];
  });
}

function column(
  field: SubmissionField,
  {
    kind = 'text',
    required,
    choices,
    note: [zh, en],
  }: {
    readonly kind?: TemplateColumn['kind'];
    readonly required?: true;
    readonly choices?: readonly string[];
    readonly note: readonly [zh: string, en: string];
  },
): TemplateColumn {
  return {
    title: titleOf(field),
    kind,
    ...(required ? { required } : {}),
    ...(choices === undefined ? {} : { choices }),
    note: { zh: () => zh, en: () => en },
    example: '',
  };
}
