import type { MonthFacts, OutcomeDecision, SubjectType } from 'src/modules/rules/facts';
import { sourceOfMeasure } from 'src/modules/rules/measures';
import type { Account, Accounts } from './account';
import { countedFacts, countersOf, gradesOf, sheetOf, together, type Finished } from './assemble';
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
import type { Gap } from './sheet';
import { openAccounts, presenceOf, unknownGroups } from './subjects';

/** Changes with every change of a published kind; stands in every seal. */
export const ENGINE = 'baifen-engine/1';

/**
 * One month, from facts to consequences. Stages: own items of every sheet → places and means of the group → duplicates →
 * second sheets → staff, chiefs, windows, sub-centres settled in this order → standings → outcomes → effects. Pure: the
 * same facts in any order give the same bytes. Never throws for a book and facts that are valid by their schemas. `decisions`
 * of the leading group change outcomes and what follows from them, never points or ranks.
 */
export function evaluate(
  compiled: CompiledBook,
  facts: MonthFacts,
  decisions: readonly OutcomeDecision[] = [],
): Evaluation {
  const { book } = compiled;
  const month = readMonth(facts, new Set(book.items.map(({ code }) => code)));
  const { accounts, leftOut } = openAccounts(compiled, month);
  const all = settleAll(compiled, accounts, month);
  const contenders = all.map(({ account, sheet }) => ({ account, sheet, presence: presenceOf(facts, month, account) }));
  const ranked = SUBJECT_TYPES.flatMap((type) => rank(compiled, type, contenders, month));
  const outcomes = outcomesOf(book.outcomes ?? [], ranked, { ...settingOf(compiled, month), decisions });
  return {
    engine: ENGINE,
    book: { book: book.book, title: book.title, from: book.from, sample: book.sample ?? false },
    decimals: compiled.decimals,
    period: facts.period,
    sheets: all.map(({ sheet }) => sheet),
    standings: ranked.map((standing) => marked(standing, outcomes)),
    outcomes,
    effects: [...all.flatMap(({ effects }) => effects), ...outcomeEffects(book.outcomes ?? [], outcomes, month)],
    blocked: (book.onUnknown ?? 'block') === 'block' ? all.flatMap(({ account }) => openGaps(account)) : [],
    ...looseFacts(month, unknownGroups(compiled, month)),
    leftOut,
    counters: together(all.map(({ counters }) => counters)),
    counted: [...new Set(all.flatMap(({ counted }) => counted))].sort(),
    ...restsOnImported(month, outcomes),
  };
}

/** Sheets in the order of settlement. A type whose sheets need no other sheet is finished one by one, which spares memory. */
function settleAll(compiled: CompiledBook, accounts: Accounts, month: Month): Finished[] {
  const onUnknown = compiled.book.onUnknown ?? 'block';
  const grades = gradesOf(compiled.book);
  const finished = new Map<Account, Finished>();
  const finish = (account: Account): void => {
    deriveItems(account, accounts, month);
    knowCoefficient(account, month);
    const effects = itemEffects(account, month);
    settle(account, month);
    const sheet = sheetOf(account, onUnknown, grades);
    finished.set(account, { account, sheet, effects, counters: countersOf(account), counted: countedFacts(account) });
    account.results = [];
  };
  for (const [type, sheets] of accounts) {
    const plans = compiled.types.get(type)?.items ?? [];
    const apart = standsApart(compiled, type);
    for (const account of sheets.values()) {
      scoreItems(account, month);
      if (!apart) continue;
      scoreAcross([account], plans, month);
      dropDuplicates(account);
      finish(account);
    }
    if (!apart) scoreAcross([...sheets.values()], plans, month);
  }
  const open = [...accounts.values()]
    .flatMap((sheets) => [...sheets.values()])
    .filter((account) => !finished.has(account));
  for (const account of open) dropDuplicates(account);
  carryOver(open, accounts, month);
  for (const account of open) finish(account);
  return SUBJECT_TYPES.flatMap((type) =>
    [...(accounts.get(type)?.values() ?? [])].flatMap((account) => finished.get(account) ?? []),
  );
}

/** No item of the type looks at other sheets, and no item of the book puts lines on a second sheet. */
function standsApart({ types }: CompiledBook, type: SubjectType): boolean {
  if ([...types.values()].some(({ items }) => items.some(({ links }) => links.length > 0))) return false;
  const plans = types.get(type)?.items ?? [];
  return plans.every(
    ({ shape, item }) => item.zero !== 'neutral' && !['place', 'derived', 'weighted'].includes(shape.family),
  );
}

/** Silent sources nobody waived. */
function openGaps(account: Account): Gap[] {
  return [...account.gaps.values()].filter(({ waiver }) => waiver === undefined);
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

/** Imported months of the same year, and those a run of places reaches back to. */
function restsOnImported({ past, period }: Month, outcomes: Evaluation['outcomes']): Pick<Evaluation, 'imported'> {
  const year = period.slice(0, 4);
  const own = past.filter(({ imported, period: one }) => imported !== undefined && one.startsWith(year));
  const counted = outcomes.flatMap(({ members }) => members.flatMap(({ imported = [] }) => imported));
  const imported = [...new Set([...own.map(({ period: one }) => one), ...counted])].sort();
  return imported.length === 0 ? {} : { imported };
}

/** Facts nobody read, and facts that belong to nobody or to another month. In order of id. */
function looseFacts(month: Month, groups: readonly LooseFact[]): { unread: LooseFact[]; unplaced: LooseFact[] } {
  const known = new Set(month.unplaced.map(({ id }) => id));
  const unplaced = [...month.unplaced, ...groups];
  const unread: LooseFact[] = [];
  for (const happening of month.happenings) {
    if (happening.read || known.has(happening.id)) continue;
    if (happening.inMonth) unread.push({ ...loose(happening), why: 'nobody-reads' });
    else unplaced.push({ ...loose(happening), why: 'other-month' });
  }
  for (const { measure, basis } of month.tallies.unread()) {
    unread.push({ id: `${measure}/${basis}`, what: measure, why: 'nobody-reads' });
  }
  return { unread: unread.sort(byId), unplaced: unplaced.sort(byId) };
}

function byId(a: LooseFact, b: LooseFact): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : a.why < b.why ? -1 : 1;
}
