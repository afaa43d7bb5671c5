import type { TemplateColumn, TemplateSheet } from 'src/modules/intake/template/template';

type Notes = readonly [zh: string, en: string];

export function column(title: string, kind: TemplateColumn['kind'], example: string, [zh, en]: Notes): TemplateColumn {
  return { title, kind, example, note: { zh: () => zh, en: () => en } };
}

export function needed(title: string, kind: TemplateColumn['kind'], example: string, notes: Notes): TemplateColumn {
  return { ...column(title, kind, example, notes), required: true };
}

export function choice(title: string, choices: readonly string[], example: string, notes: Notes): TemplateColumn {
  return { ...column(title, 'choice', example, notes), choices };
}

export const one = (name: string, columns: readonly TemplateColumn[]): readonly TemplateSheet[] => [{ name, columns }];

export const STAFF = needed('工号', 'text', '07001', ['花名册中的工号', 'staff number of the roster']);
export const STAFF_BLANK = { ...STAFF, example: '' };
export const NAME = column('姓名', 'text', '', ['只用来核对', 'only to check']);
export const REMARK = column('备注', 'text', '', ['不计分', 'never scored']);
