import type { Occurrence, Ruling, Tally } from 'src/modules/rules/facts';
import type { Exclusion } from './appeal';

/** A rating taken out of a number, named as lists name it. */
export interface TakenOut {
  readonly rating: string;
  readonly excluded: Exclusion;
}

const NAMED = 5;

/** An appeal that was upheld, as the engine and the sheet see it: the fact stays and counts nothing, with the reason. */
export function voidOf({ id }: Occurrence, { rating, excluded }: TakenOut): Ruling {
  const { seq, kind, reason, by } = excluded;
  // `rating:1a2b…:bad` is the rating itself; of what follows from it the last word tells which.
  const further = id.endsWith(':bad') ? '' : `:${id.slice(id.lastIndexOf(':') + 1)}`;
  const ground = kind === 'mistaken' ? 'rating-mistaken' : 'rating-malicious';
  return { id: `appeal:${rating}:${String(seq)}${further}`, fact: id, decision: 'void', ground, reason, by };
}

/**
 * A number without the ratings that appeals took out of it. The reason names them with the deciders' own words, at most
 * five: the list of the window names all.
 */
export function amendOf(tally: Tally, out: readonly TakenOut[]): Ruling {
  const named = out.slice(0, NAMED).map(({ rating, excluded }) => `${rating}（${excluded.reason}）`);
  const more = out.length > NAMED ? [`+${String(out.length - NAMED)}`] : [];
  const { measure, basis, subject, id, value } = tally;
  return {
    id: `appeals:${measure}:${basis}:${subject}`,
    fact: id,
    decision: 'amend',
    ground: 'rating-appeals',
    reason: [...named, ...more].join('；'),
    by: [...new Set(out.map(({ excluded }) => excluded.by))].sort().join('；'),
    amend: { value: Number(value) - out.length },
  };
}
