import type { Fraction } from 'src/common/fraction';
import type { Ruling, Tally } from 'src/modules/rules/facts';
import type { MeasurePlan } from './conditions';
import { Tallied, valueOf } from './happening';

/** The numbers of one subject, by the places of measure and basis. */
export type Row = readonly (Tally | undefined)[];

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
  /** Places of the measures that a value of the book adds up, looked up once per month. */
  private readonly resolved = new Map<readonly MeasurePlan[], readonly number[]>();

  /** Of two tallies for the same number the lower id is taken; answers the id of the other one. */
  add(fact: Tally, ruling?: Ruling): string | undefined {
    const { measure, basis, subject } = fact;
    const place = this.places.get(measure)?.get(basis) ?? this.open(measure, basis);
    let row = this.rows.get(subject);
    if (row === undefined) this.rows.set(subject, (row = []));
    const other = row[place];
    if (other !== undefined && other.id <= fact.id) return fact.id;
    row[place] = fact;
    if (ruling !== undefined) this.rulings.set(fact, ruling);
    return other?.id;
  }

  /** There is a ruling on some number of the month. */
  get ruled(): boolean {
    return this.rulings.size > 0;
  }

  rowOf(subject: string): Row {
    return this.rows.get(subject) ?? EMPTY;
  }

  /** The sum of these numbers; undefined as soon as one of them is not there. They count as read. */
  sum(plans: readonly MeasurePlan[], row: Row): Fraction | undefined {
    let total: Fraction | undefined;
    let complete = true;
    for (const place of this.placesOf(plans)) {
      const value = this.value(row, place);
      if (value === undefined) complete = false;
      else total = total === undefined ? value : total.add(value);
    }
    return complete ? total : undefined;
  }

  /** Those of these numbers that are there, void and unreadable ones too. */
  cited(plans: readonly MeasurePlan[], row: Row): Tallied[] {
    const found: Tallied[] = [];
    for (const place of this.placesOf(plans)) {
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

  private placesOf(plans: readonly MeasurePlan[]): readonly number[] {
    let places = this.resolved.get(plans);
    if (places === undefined) {
      // A measure nobody has a number of gets a place that stays empty; it is not among the known ones.
      places = plans.map(({ measure, basis }) => this.places.get(measure)?.get(basis) ?? this.known.length);
      this.resolved.set(plans, places);
    }
    return places;
  }

  private open(measure: string, basis: string): number {
    const place = this.known.push({ measure, basis, read: false }) - 1;
    const bases = this.places.get(measure);
    if (bases === undefined) this.places.set(measure, new Map([[basis, place]]));
    else bases.set(basis, place);
    return place;
  }
}
