import type { MonthFacts, SubjectType } from 'src/modules/rules/facts';
import { sourceOfMeasure } from 'src/modules/rules/measures';
import type { Account, Accounts } from './account';
import { countersOf, gradesOf, sheetOf } from './assemble';
import { SUBJECT_TYPES, type CompiledBook } from './plans';
import type { Evaluation, LooseFact, Standing } from './evaluation';
import { loose, readMonth, type Month } from './facts/month';
import { tally } from './facts/reading';
import { scoreAcross } from './items/across';
import { deriveItems } from './items/derive';
import { dropDuplicates } from './items/duplicates';
import { scoreItems } from './items/items';
import { carryOver } from './items/links';
import { itemEffects, outcomeEffects } from './ranking/effects';
import { outcomesOf } from './ranking/outcomes';
import { standingsOf, type Contender } from './ranking/rank';
import { settle } from './score';
import type { Gap, Sheet } from './sheet';
import { openAccounts, presenceOf } from './subjects';

/** Changes with every change of a published kind; stands in every seal. */
export const ENGINE = 'baifen-engine/1';

/**
 * One month, from facts to consequences. Stages: own items of every sheet → places and means of the group → duplicates →
 * second sheets → staff, chiefs, windows, sub-centres settled in this order → standings → outcomes → effects. Pure: the
 * same facts in any order give the same bytes. Never throws for a book and facts that are valid by their schemas.
 */
export function evaluate(compiled: CompiledBook, facts: MonthFacts): Evaluation {
  const { book } = compiled;
  const month = readMonth(facts, new Set(book.items.map(({ code }) => code)));
  const { accounts, leftOut } = openAccounts(compiled, month);
  const all = [...accounts.values()].flatMap((sheets) => [...sheets.values()]);
  for (const account of all) scoreItems(account, month);
  for (const [type, sheets] of accounts)
    scoreAcross([...sheets.values()], compiled.types.get(type)?.items ?? [], month);
  for (const account of all) dropDuplicates(account);
  carryOver(all, accounts, month);
  const effects = all.flatMap((account) => itemEffects(account, month));
  for (const account of all) {
    deriveItems(account, accounts, month);
    knowCoefficient(account, month);
    settle(account, month);
  }
  const onUnknown = book.onUnknown ?? 'block';
  const grades = gradesOf(book);
  const contenders = all.map((account) => contender(account, sheetOf(account, onUnknown, grades), facts, month));
  const ranked = SUBJECT_TYPES.flatMap((type) => rank(compiled, type, contenders, month));
  const outcomes = outcomesOf(book.outcomes ?? [], ranked, settingOf(compiled, month));
  return {
    engine: ENGINE,
    book: { book: book.book, title: book.title, from: book.from, sample: book.sample ?? false },
    decimals: compiled.decimals,
    period: facts.period,
    sheets: contenders.map(({ sheet }) => sheet),
    standings: ranked.map((standing) => marked(standing, outcomes)),
    outcomes,
    effects: [...effects, ...outcomeEffects(book.outcomes ?? [], outcomes, month)],
    blocked: onUnknown === 'block' ? all.flatMap(openGaps) : [],
    ...looseFacts(month),
    leftOut,
    counters: countersOf(all),
    counted: countedFacts(accounts),
  };
}

/** Silent sources nobody waived. */
function openGaps(account: Account): Gap[] {
  return [...account.gaps.values()].filter(({ waiver }) => waiver === undefined);
}

function contender(account: Account, sheet: Sheet, facts: MonthFacts, month: Month): Contender {
  return { account, sheet, presence: presenceOf(facts, month, account) };
}

/** Windows and sub-centres are always ranked, people only where the book says how. */
function rank({ book }: CompiledBook, type: SubjectType, contenders: readonly Contender[], month: Month): Standing[] {
  const own = contenders.filter(({ sheet }) => sheet.type === type);
  const person = type === 'staff' || type === 'chief';
  const rules = book.ranking[type] ?? (person ? undefined : {});
  return rules === undefined || own.length === 0 ? [] : standingsOf(type, own, rules, month);
}

/** A workload that should be known and is not, is a gap like a silent source. */
function knowCoefficient(account: Account, month: Month): void {
  const measure = account.rules.coefficient?.measure;
  if (measure === undefined || tally(measure, account.id, month)?.value !== undefined) return;
  const source = sourceOfMeasure(measure.measure) ?? measure.measure;
  const { windows } = account.subject;
  const days = month.coverage.missing(source, windows);
  if (measure.entered || days.length > 0)
    account.gap(source, '@coefficient', days, month.coverage.waiver(source, windows));
}

function settingOf({ book }: CompiledBook, month: Month): Parameters<typeof outcomesOf>[2] {
  const { placing, past, period } = month;
  const homes = new Map<string, number>();
  for (const id of placing.staff.keys()) {
    const home = placing.home(id) ?? '';
    homes.set(home, (homes.get(home) ?? 0) + 1);
  }
  return {
    period,
    past,
    rankings: book.ranking,
    staffAt: (window) => homes.get(window) ?? 0,
    also: (subject) => {
      const window = placing.windows.get(subject) ?? placing.windows.get(placing.home(subject) ?? '');
      const chief = window && placing.chiefOf(window.id);
      return {
        ...(window?.branchLeader !== undefined && { branchLeader: window.branchLeader }),
        ...(chief !== undefined && { chief }),
      };
    },
  };
}

function marked(standing: Standing, outcomes: Evaluation['outcomes']): Standing {
  const own = outcomes.filter(
    ({ type, members }) => type === standing.type && members.some(({ subject }) => subject === standing.subject),
  );
  const spared = outcomes.some(
    ({ type, spared: list }) =>
      type === standing.type && list.some(({ subject, note }) => subject === standing.subject && note === '并列'),
  );
  const marks = own.flatMap(({ mark }) => mark ?? []);
  return { ...standing, marks, outcomes: own.map(({ code }) => code), ...(spared && { note: '并列' }) };
}

/** Facts nobody read, and facts that belong to nobody or to another month. In order of id. */
function looseFacts(month: Month): { unread: LooseFact[]; unplaced: LooseFact[] } {
  const unplaced = [...month.unplaced];
  const known = new Set(unplaced.map(({ id }) => id));
  const unread: LooseFact[] = [];
  for (const happening of month.happenings) {
    if (happening.read || known.has(happening.id)) continue;
    if (happening.inMonth) unread.push({ ...loose(happening), why: 'nobody-reads' });
    else unplaced.push({ ...loose(happening), why: 'other-month' });
  }
  for (const [measure, bases] of month.tallies) {
    for (const [basis, subjects] of bases) {
      if ([...subjects.values()].some(({ read }) => read)) continue;
      unread.push({ id: `${measure}/${basis}`, what: measure, why: 'nobody-reads' });
    }
  }
  return { unread: unread.sort(byId), unplaced: unplaced.sort(byId) };
}

function byId(a: LooseFact, b: LooseFact): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : a.why < b.why ? -1 : 1;
}

/** Facts that items with an attribution counted, so that they do not count again when they arrive once more. */
function countedFacts(accounts: Accounts): string[] {
  const counted = new Set<string>();
  for (const sheets of accounts.values()) {
    for (const account of sheets.values()) {
      for (const { plan, counted: units } of account.results) {
        if (plan.item.attribution === undefined) continue;
        for (const { id } of units.flatMap(({ facts }) => facts)) counted.add(id);
      }
    }
  }
  return [...counted].sort();
}
