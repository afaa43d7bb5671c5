import type { Ruling, Tally } from 'src/modules/rules/facts';
import { Tallied } from './happening';

/**
 * The numbers of a month. Kept by subject first, since a sheet reads all of its own one after the other; measure and basis
 * together have a place in the row of each subject.
 */
export class Tallies {
  private readonly places = new Map<string, Map<string, number>>();
  private readonly known: { readonly measure: string; readonly basis: string; read: boolean }[] = [];
  private readonly rows = new Map<string, (Tallied | undefined)[]>();

  /** Of two tallies for the same number the lower id is taken; answers the id of the other one. */
  add(fact: Tally, ruling?: Ruling): string | undefined {
    const { measure, basis, subject } = fact;
    const place = this.places.get(measure)?.get(basis) ?? this.open(measure, basis);
    let row = this.rows.get(subject);
    if (row === undefined) this.rows.set(subject, (row = []));
    const other = row[place];
    if (other !== undefined && other.id <= fact.id) return fact.id;
    row[place] = new Tallied(fact, ruling);
    return other?.id;
  }

  /** One number; undefined when it is not there. Somebody has read the measure then. */
  read(measure: string, basis: string, subject: string): Tallied | undefined {
    const place = this.places.get(measure)?.get(basis);
    const found = place === undefined ? undefined : this.rows.get(subject)?.[place];
    const one = found === undefined || place === undefined ? undefined : this.known[place];
    if (one !== undefined) one.read = true;
    return found;
  }

  /** Measures nobody read for any subject, each with its basis. */
  unread(): { readonly measure: string; readonly basis: string }[] {
    return this.known.filter(({ read }) => !read);
  }

  private open(measure: string, basis: string): number {
    const place = this.known.push({ measure, basis, read: false }) - 1;
    const bases = this.places.get(measure);
    if (bases === undefined) this.places.set(measure, new Map([[basis, place]]));
    else bases.set(basis, place);
    return place;
  }
}
