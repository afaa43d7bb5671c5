import { addDays, type CivilDate, type Period } from 'src/common/civil-date';
import { covers } from 'src/modules/organisation/spans';
import type { CaseWindows } from 'src/modules/cases/case-month';
import { dayOfTime, type CaseState, type CaseType } from 'src/modules/cases/case-state';

/** An entry of the item catalogue 事项目录, in force from a day to a day, both included; null is open. */
export interface CatalogueItem {
  readonly code: string;
  readonly name: string | null;
  /** As the catalogue writes it. */
  readonly department: string | null;
  /** Windows of the roster that accept and that approve. */
  readonly accepting: string | null;
  readonly approving: string | null;
  readonly type: CaseType | null;
  /** Working days promised and by law. */
  readonly promiseDays: number | null;
  readonly legalDays: number | null;
  /** 网办深度, as written. */
  readonly online: string | null;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

/** The items of a hall by code and day. Of several entries in force on a day the one that began last counts. */
export class Catalogue {
  private readonly byCode = new Map<string, CatalogueItem[]>();

  constructor(items: readonly CatalogueItem[]) {
    for (const item of items) this.byCode.set(item.code, [...(this.byCode.get(item.code) ?? []), item]);
    for (const entries of this.byCode.values()) entries.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1));
  }

  get isEmpty(): boolean {
    return this.byCode.size === 0;
  }

  find(code: string, day: CivilDate): CatalogueItem | undefined {
    return this.byCode.get(code)?.find((item) => covers(item, day));
  }

  /** The entry that held the day before this one began, when it promised more working days: the promise was cut. */
  cutFrom(item: CatalogueItem): CatalogueItem | undefined {
    if (item.from === null) return undefined;
    const before = this.find(item.code, addDays(item.from, -1));
    const [was, is] = [before && promiseOf(before), promiseOf(item)];
    return typeof was === 'number' && is !== null && is < was ? before : undefined;
  }

  /** Whether the case went by the entry's promise, and that had been cut. */
  isCut(item: CatalogueItem, { promiseDays }: CaseState): boolean {
    return promiseDays === promiseOf(item) && this.cutFrom(item) !== undefined;
  }

  /** Entries that began in the month and cut a promise, in order of code and day. */
  cutIn(period: Period): { readonly item: CatalogueItem; readonly before: CatalogueItem }[] {
    const entries = [...this.byCode.values()].flat().filter(({ from }) => from?.startsWith(period));
    return entries.flatMap((item) => {
      const before = this.cutFrom(item);
      return before ? [{ item, before }] : [];
    });
  }

  /** The entry of a case: that of the day it was accepted, of the day of its end where nobody says when that was. */
  itemOf({ itemCode, accepted, finished }: CaseState): CatalogueItem | undefined {
    const time = accepted ?? finished;
    return itemCode === null || time === null ? undefined : this.find(itemCode, dayOfTime(time));
  }
}

/** Days promised by the catalogue: an item done on the spot needs no number. */
export function promiseOf({ promiseDays, type }: CatalogueItem): number | null {
  return promiseDays ?? (type === 'instant' ? 0 : null);
}

/** The case with what its list leaves open. What the list says stays as it is; a contradiction is a finding. */
export function completed(state: CaseState, item: CatalogueItem | undefined): CaseState {
  if (item === undefined || (state.promiseDays !== null && state.legalDays !== null && state.type !== null))
    return state;
  return {
    ...state,
    promiseDays: state.promiseDays ?? (state.type === 'instant' ? 0 : promiseOf(item)),
    legalDays: state.legalDays ?? item.legalDays,
    type: state.type ?? item.type,
  };
}

/**
 * Whose numbers a case is in. Where it was accepted its list says, else the catalogue; who approves, and answers for the
 * time, the catalogue says, else the list.
 */
export function windowsFor(state: CaseState, item: CatalogueItem | undefined): CaseWindows {
  const { window } = state;
  if (item === undefined) return { accepted: window, handled: window, charged: window };
  const accepted = window ?? item.accepting ?? item.approving;
  const handled = item.approving ?? window ?? item.accepting;
  return { accepted, handled, charged: handled };
}
