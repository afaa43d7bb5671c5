import { Fraction } from 'src/common/fraction';
import type { MonthFacts, StaffSubject, SubjectType, WindowSubject } from 'src/modules/rules/facts';
import { Account, type Accounts, type Subject } from './account';
import { SUBJECT_TYPES, type CompiledBook, type TypePlan } from './plans';
import { numberOf } from './facts/happening';
import type { Month } from './facts/month';
import type { Evaluation, LooseFact } from './evaluation';

type LeftOut = Evaluation['leftOut'][number];

/** An empty sheet for everyone the book assesses, and who is left out by the type of staff. In order of id. */
export function openAccounts(book: CompiledBook, month: Month): { accounts: Accounts; leftOut: LeftOut[] } {
  const accounts = new Map<SubjectType, Map<string, Account>>();
  const leftOut: LeftOut[] = [];
  for (const type of SUBJECT_TYPES) {
    const plan = book.types.get(type);
    if (plan === undefined) continue;
    const subjects =
      type === 'window' || type === 'sub-centre' ? windowsOf(book, month, type) : peopleOf(book, month, plan, leftOut);
    accounts.set(
      type,
      new Map(subjects.map((one) => [one.id, new Account(one, plan, plan.sheet(one.group), !plan.apart)])),
    );
  }
  return { accounts, leftOut };
}

function windowsOf(book: CompiledBook, { placing }: Month, type: 'window' | 'sub-centre'): Subject[] {
  const homes = new Map<string, number>();
  for (const id of placing.staff.keys()) {
    const home = placing.home(id);
    if (home !== undefined) homes.set(home, (homes.get(home) ?? 0) + 1);
  }
  return [...placing.windows.values()]
    .filter(({ kind = 'window' }) => kind === type)
    .map((window) => ({
      type,
      id: window.id,
      name: window.name,
      decimals: book.decimals,
      group: groupOf(book, window),
      window: window.id,
      windows: [window.id],
      tags: window.tags ?? [],
      heads: numberOf(window.headcount) ?? Fraction.of(homes.get(window.id) ?? 0),
      coefficient: numberOf(window.coefficient) ?? Fraction.one,
    }));
}

function peopleOf(book: CompiledBook, { placing }: Month, plan: TypePlan, leftOut: LeftOut[]): Subject[] {
  const { type, rules } = plan;
  const chiefs = new Map<string, string>();
  for (const window of placing.windows.values()) {
    for (const { staff } of window.chiefs ?? []) if (!chiefs.has(staff)) chiefs.set(staff, window.id);
    if (window.chief !== undefined) chiefs.set(window.chief, window.id);
  }
  const people: Subject[] = [];
  for (const person of placing.staff.values()) {
    if (type === 'chief' && !chiefs.has(person.id) && !person.at.some(({ chief }) => chief === true)) continue;
    if (rules.types !== undefined && !rules.types.includes(person.type ?? '')) {
      leftOut.push({ type, subject: person.id, staffType: person.type ?? '' });
      continue;
    }
    const home = (type === 'chief' ? chiefWindow(person, chiefs) : undefined) ?? placing.home(person.id);
    const window = home === undefined ? undefined : placing.windows.get(home);
    people.push({
      type,
      id: person.id,
      name: person.name,
      decimals: book.decimals,
      group: window === undefined ? book.onlyGroup : groupOf(book, window),
      window: home,
      windows: [...new Set(person.at.map((posting) => posting.window))].sort(),
      tags: window?.tags ?? [],
      heads: Fraction.one,
      coefficient: Fraction.one,
    });
  }
  return people;
}

/** The window of most days as chief, else the one that names the person at month end. */
function chiefWindow({ id, at }: StaffSubject, chiefs: ReadonlyMap<string, string>): string | undefined {
  const postings = at.filter(({ chief }) => chief === true);
  const [first] = [...postings].sort((a, b) => b.days - a.days);
  return first?.window ?? chiefs.get(id);
}

function groupOf(book: CompiledBook, window: WindowSubject): string {
  return window.group ?? book.onlyGroup;
}

/** Windows whose group is not among those the book names: ranked apart, which nobody should learn from the bulletin. */
export function unknownGroups({ book }: CompiledBook, { placing }: Month): LooseFact[] {
  const groups = new Set(book.groups?.map(({ code }) => code));
  if (groups.size === 0) return [];
  return [...placing.windows.values()].flatMap((window) => {
    const { id, kind = 'window', group } = window;
    const free = group === undefined && (groups.size === 1 || kind === 'sub-centre');
    return free || groups.has(group ?? '') ? [] : [{ id, what: group ?? '', window: id, why: 'unknown-group' }];
  });
}

/** Open days present of the month's open days; undefined where nobody stated them. */
export function presenceOf(
  facts: MonthFacts,
  month: Month,
  { subject }: Account,
): { days: number; of: number } | undefined {
  if (subject.type === 'window' || subject.type === 'sub-centre')
    return month.placing.windows.get(subject.id)?.presence;
  const person = month.placing.staff.get(subject.id);
  const days = person?.at.reduce((sum, posting) => sum + posting.days, 0) ?? 0;
  return { days, of: facts.openDays?.length ?? month.openDays.size };
}
