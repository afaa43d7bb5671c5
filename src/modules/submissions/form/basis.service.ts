import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import type { CivilDate, Period } from 'src/common/civil-date';
import { foldCode } from 'src/common/text';
import { similar } from 'src/modules/intake/table/similar';
import { OrganisationService } from 'src/modules/organisation';
import type { Roster, RosterWindow } from 'src/modules/organisation/roster';
import { RulesService } from 'src/modules/rules';
import type { Book, Item } from 'src/modules/rules/book';
import { bookInForceOf } from 'src/modules/rules/published/in-force';
import {
  draftFaulty,
  itemDelivered,
  itemUnknown,
  noBook,
  notConnected,
  notForWindows,
} from 'src/modules/submissions/refusals';
import type { Draft, Submission } from 'src/modules/submissions/submission';
import { checked, type Filled } from './draft-check';
import { formsOf, type ItemForm } from './item-form';

/** So long a roster that was read serves others that ask: in the last minute before a deadline all windows ask. */
const FRESH_MS = 5000;
const MOST = 50;

interface Remembered {
  readonly until: number;
  readonly roster: Promise<Roster>;
}

/** What a month's submissions are held against: the book in force and the roster. */
@Injectable()
export class BasisOfMonth {
  private readonly rosters = new Map<string, Remembered>();
  /** By digest: a published text never changes. */
  private readonly books = new Map<string, Book>();
  private readonly forms = new WeakMap<Book, Map<Period, ItemForm[]>>();

  constructor(
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
  ) {}

  /** Throws `submissions.no-book`. */
  async book(hall: string, period: Period): Promise<Book> {
    const chosen = bookInForceOf(await this.rules.list(hall), period);
    if (!chosen) throw noBook({ month: period });
    const known = this.books.get(chosen.digest);
    if (known) return known;
    const { parsed } = await this.rules.open(chosen);
    if (this.books.size >= MOST) this.books.clear();
    this.books.set(chosen.digest, parsed);
    return parsed;
  }

  /** The blanks of each item that can be handed in. Throws `submissions.no-book`. */
  async formsOfMonth(hall: string, period: Period): Promise<ItemForm[]> {
    const book = await this.book(hall, period);
    const months = this.forms.get(book) ?? new Map<Period, ItemForm[]>();
    this.forms.set(book, months);
    const forms = months.get(period) ?? formsOf(book, period);
    months.set(period, forms);
    return forms;
  }

  async items(hall: string, period: Period): Promise<ReadonlyMap<string, Item>> {
    const { items } = await this.book(hall, period);
    return new Map(items.map((item) => [item.code, item]));
  }

  /** The month's roster, at most five seconds old. */
  async roster(hall: string, period: Period): Promise<Roster> {
    const key = JSON.stringify([hall, period]);
    const now = performance.now();
    const known = this.rosters.get(key);
    if (known && known.until > now) return known.roster;
    if (this.rosters.size >= MOST) this.rosters.clear();
    const roster = this.organisation.rosterOf(hall, period);
    this.rosters.set(key, { until: now + FRESH_MS, roster });
    roster.catch(() => this.rosters.delete(key));
    return roster;
  }

  /** By code or name; one that is not on the roster as remembered is looked for on the newest. */
  async window(hall: string, period: Period, wanted: string): Promise<RosterWindow | undefined> {
    const code = foldCode(wanted);
    const find = ({ windows }: Roster): RosterWindow | undefined =>
      windows.find(({ id }) => id === code) ?? windows.find(({ name }) => name === code);
    return find(await this.roster(hall, period)) ?? find(await this.organisation.rosterOf(hall, period));
  }

  /** Throws `submissions.item-unknown`, `.item-delivered`. */
  async form(hall: string, period: Period, wanted: string): Promise<ItemForm> {
    const code = foldCode(wanted);
    const forms = await this.formsOfMonth(hall, period);
    const found = forms.find(({ item, name }) => item === code || name === code);
    if (found) return found;
    const book = await this.book(hall, period);
    if (book.items.some((one) => one.code === code || one.name === code))
      throw itemDelivered({ item: code, month: period });
    const nearest = similar(
      code,
      forms.flatMap(({ item, name }) => [item, name]),
    );
    throw itemUnknown({ item: wanted, month: period, nearest: nearest ?? '' });
  }

  /** The draft as it is stored. Throws `submissions.not-for-windows`, `.not-connected`, `.draft-faulty` with everything that is wrong, and as `form`. */
  async filled(
    hall: string,
    period: Period,
    draft: Draft,
    { today, origin }: { readonly today: CivilDate; readonly origin: Submission['origin'] },
  ): Promise<Filled> {
    const form = await this.form(hall, period, draft.item);
    if (origin === 'window' && !form.declared) throw notForWindows({ item: `${form.item} ${form.name}` });
    if (!form.connected) throw notConnected({ item: `${form.item} ${form.name}`, sources: form.sources });
    const roster = await this.roster(hall, period);
    let answer = checked(draft, { form, period, roster, today });
    if ('faults' in answer)
      answer = checked(draft, { form, period, roster: await this.organisation.rosterOf(hall, period), today });
    if ('faults' in answer) throw draftFaulty({ item: `${form.item} ${form.name}`, faults: answer.faults });
    return answer.filled;
  }
}
