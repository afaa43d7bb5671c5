import type { Book } from 'src/modules/rules/book';
import { allForms, type ItemForm } from 'src/modules/submissions/form/item-form';

/** What a window said of an area: nothing this month, not for this window, or that it takes its word back. */
export const AREA_WORDS = ['none', 'not-applicable', 'taken-back'] as const;
export type AreaWord = (typeof AREA_WORDS)[number];

export interface AreaStatement {
  readonly section: string;
  readonly kind: AreaWord;
  readonly origin: 'window' | 'report' | 'book';
  readonly by: string;
  readonly at: string;
}

/**
 * 不适用 · 数据自动计算 · 有事项 · 本月无 · 待填. `delivered`: everything in the area is computed from imported data, so that the
 * window has nothing to say; `not-applicable`: no item that people hand in applies to the window.
 */
export type AreaState = 'not-applicable' | 'delivered' | 'filled' | 'none' | 'open';

export interface Area {
  readonly section: string;
  readonly name: string;
  readonly state: AreaState;
  /** Items the window may hand something in for. */
  readonly items: readonly string[];
  readonly submissions: number;
  readonly drafts: number;
  readonly statement: AreaStatement | null;
}

interface Subject {
  readonly id: string;
  readonly group: string;
  readonly tags: readonly string[];
}

export function appliesTo({ applies }: Pick<ItemForm, 'applies'>, { id, group, tags }: Subject): boolean {
  if (applies === undefined) return true;
  if (applies.windows !== undefined && !applies.windows.includes(id)) return false;
  if (applies.groups !== undefined && !applies.groups.includes(group)) return false;
  return applies.tags === undefined || applies.tags.some((tag) => tags.includes(tag));
}

/** A section of the book with the items of it that windows declare: not those by which the office charges. */
export interface DeclaredArea {
  readonly section: string;
  readonly name: string;
  readonly forms: readonly ItemForm[];
}

/** The areas of a book for a month, in its order. */
export function declaredAreas(book: Book, period: string): DeclaredArea[] {
  const forms = allForms(book).filter(
    ({ applies, connected }) => connected && applies?.months?.includes(period) !== false,
  );
  return book.sections
    .filter(({ subject = 'window' }) => subject === 'window')
    .map(({ code, name }) => ({
      section: code,
      name,
      forms: forms.filter((form) => form.section === code && form.declared),
    }));
}

/** How one window stands with each area. `counts`: submissions that stand, and open drafts, by item. */
export function areasOf(
  areas: readonly DeclaredArea[],
  window: Subject,
  said: {
    readonly submissions: ReadonlyMap<string, number>;
    readonly drafts: ReadonlyMap<string, number>;
    readonly statements: readonly AreaStatement[];
  },
): Area[] {
  return areas.map(({ section, name, forms }) => {
    const own = forms.filter((form) => appliesTo(form, window));
    const sum = (counts: ReadonlyMap<string, number>): number =>
      forms.reduce((total, { item }) => total + (counts.get(item) ?? 0), 0);
    const [submissions, drafts] = [sum(said.submissions), sum(said.drafts)];
    const last = said.statements.findLast((one) => one.section === section);
    const statement = last === undefined || last.kind === 'taken-back' ? null : last;
    return {
      section,
      name,
      state: stateOf({ asked: forms.length, applying: own.length, items: submissions + drafts, statement }),
      items: own.map(({ item }) => item),
      submissions,
      drafts,
      statement,
    };
  });
}

function stateOf(area: {
  readonly asked: number;
  readonly applying: number;
  readonly items: number;
  readonly statement: AreaStatement | null;
}): AreaState {
  if (area.items > 0) return 'filled';
  if (area.asked === 0) return 'delivered';
  if (area.applying === 0 || area.statement?.kind === 'not-applicable') return 'not-applicable';
  return area.statement === null ? 'open' : 'none';
}

/** What the monthly report says of the areas nobody has said anything of: nothing this month, or not for this window. */
export function saidByReport(areas: readonly Area[]): Pick<AreaStatement, 'section' | 'kind' | 'origin'>[] {
  return areas.flatMap(({ section, state, statement }): Pick<AreaStatement, 'section' | 'kind' | 'origin'>[] => {
    if (state === 'open') return [{ section, kind: 'none', origin: 'report' }];
    if (state === 'not-applicable' && statement === null) return [{ section, kind: state, origin: 'book' }];
    return [];
  });
}
