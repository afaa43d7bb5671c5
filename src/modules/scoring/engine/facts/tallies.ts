import { Fraction } from 'src/common/fraction';
import type { Ruling, Tally } from 'src/modules/rules/facts';
import type { MeasurePlan, ValuePlan } from './conditions';
import { Tallied, valueOf } from './happening';

/** The numbers of one subject, by the places of measure and basis. */
export type Row = readonly (Tally | undefined)[];

/** Where the numbers of a value of the book stand in a row. */
export interface Places {
  readonly of: readonly number[];
  readonly over: readonly number[];
  readonly all: readonly number[];
}

const EMPTY: Row = [];

/**
 * The numbers of a month. Kept by subject first, since a sheet reads all of its own one after the other; measure and basis
 * together have a place in the row of each subject. Rows hold the facts as they came: half a million numbers need no object
 * of their own.
 */
export class Tallies {
  private readonly places = new Map<string, Map<string, number>>();
  private readonly known: { readonly measure: string; readonly basis: string; read: boolean }[] = [];
  private readonly rows = new Map<string, (Tally | undefined)[]>();
  private readonly rulings = new Map<Tally, Ruling>();
  /** Places of the measures that a value of the book reads, looked up once per month. */
  private readonly resolved = new Map<ValuePlan, Places>();
  /** The row that was added to last, and the place: facts of one subject mostly come together, in the order of those before. */
  private last: { readonly subject: string; readonly row: (Tally | undefined)[]; place: number } | undefined;

  /** Of two tallies for the same number the lower id is taken; answers the id of the other one. */
  add(fact: Tally, ruling?: Ruling): string | undefined {
    if (this.last?.subject !== fact.subject) this.last = { subject: fact.subject, row: this.rowFor(fact.subject), place: -1 };
    const { last } = this;
    const { row } = last;
    const place = this.placeFor(fact, last.place + 1);
    last.place = place;
    const other = row[place];
    if (other !== undefined && other.id <= fact.id) return fact.id;
    row[place] = fact;
    if (ruling !== undefined) this.rulings.set(fact, ruling);
    return other?.id;
  }

  /** Some number has a ruling on it. */
  get ruled(): boolean {
    return this.rulings.size > 0;
  }

  rowOf(subject: string): Row {
    return this.rows.get(subject) ?? EMPTY;
  }

  placesOf(plan: ValuePlan): Places {
    let places = this.resolved.get(plan);
    if (places === undefined) {
      // A measure nobody has a number of gets a place that stays empty; it is not among the known ones.
      const all = plan.all.map(({ measure, basis }) => this.places.get(measure)?.get(basis) ?? this.known.length);
      places = { of: all.slice(0, plan.of.length), over: all.slice(plan.of.length), all };
      this.resolved.set(plan, places);
    }
    return places;
  }

  /** The sum of the numbers at these places; undefined as soon as one of them is not there. They count as read. */
  sum(places: readonly number[], row: Row): Fraction | undefined {
    const plain = this.rulings.size === 0 ? this.plainSum(places, row) : undefined;
    if (plain !== undefined) return Fraction.of(plain);
    let total: Fraction | undefined;
    let complete = true;
    for (const place of places) {
      const value = this.value(row, place);
      if (value === undefined) complete = false;
      else total = total === undefined ? value : total.add(value);
    }
    return complete ? total : undefined;
  }

  /** Those of the numbers at these places that are there, void and unreadable ones too. */
  cited(places: readonly number[], row: Row): Tallied[] {
    const found: Tallied[] = [];
    for (const place of places) {
      const fact = row[place];
      if (fact !== undefined) found.push(new Tallied(fact, this.ruling(fact)));
    }
    return found;
  }

  /** One number by itself. It counts as read. */
  one({ measure, basis }: MeasurePlan, row: Row): Tallied | undefined {
    const place = this.places.get(measure)?.get(basis);
    const fact = place === undefined ? undefined : row[place];
    if (fact === undefined || place === undefined) return undefined;
    this.touch(place);
    return new Tallied(fact, this.ruling(fact));
  }

  /** Measures nobody read for any subject, each with its basis. */
  unread(): { readonly measure: string; readonly basis: string }[] {
    return this.known.filter(({ read }) => !read);
  }

  private value(row: Row, place: number): Fraction | undefined {
    const fact = row[place];
    if (fact === undefined) return undefined;
    this.touch(place);
    return valueOf(fact, this.ruling(fact));
  }

  private ruling(fact: Tally): Ruling | undefined {
    return this.rulings.size === 0 ? undefined : this.rulings.get(fact);
  }

  private touch(place: number): void {
    const one = this.known[place];
    if (one !== undefined) one.read = true;
  }

  /** Nearly all numbers are whole and below 2^53, and so is their sum: added without an object each. */
  private plainSum(places: readonly number[], row: Row): number | undefined {
    let total = 0;
    for (const place of places) {
      const value = row[place]?.value;
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return undefined;
      total += value;
      this.touch(place);
    }
    // A sum too large to be sure of is added up exactly.
    return places.length > 0 && Number.isSafeInteger(total) ? total : undefined;
  }

  private rowFor(subject: string): (Tally | undefined)[] {
    let row = this.rows.get(subject);
    if (row === undefined) this.rows.set(subject, (row = []));
    return row;
  }

  private placeFor({ measure, basis }: Tally, likely: number): number {
    const guess = this.known[likely];
    if (guess?.measure === measure && guess.basis === basis) return likely;
    const bases = this.places.get(measure);
    const known = bases?.get(basis);
    if (known !== undefined) return known;
    const place = this.known.push({ measure, basis, read: false }) - 1;
    if (bases === undefined) this.places.set(measure, new Map([[basis, place]]));
    else bases.set(basis, place);
    return place;
  }
}
