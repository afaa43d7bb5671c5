import { addDays, parseCivilDate, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { asOfInvalid } from 'src/modules/ratings/refusals';

/** The time a person wrote; a date alone means its end, nothing means now. Throws `ratings.as-of`. */
export function asOfOf(text: string | undefined, now: CivilTime): CivilTime {
  if (text === undefined) return now;
  const [, day = '', time = ' 23:59:59'] = /^(\d{4}-\d\d-\d\d)( (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/.exec(text) ?? [];
  if (parseCivilDate(day) === undefined) throw asOfInvalid({ text });
  return `${day}${time}`;
}

/** Two weeks ahead: what is due next and what is due after a long holiday. */
const AHEAD = 14;

/** The last day of a look ahead. Throws `ratings.as-of`. */
export function untilOf(text: string | undefined, asOf: CivilTime): CivilDate {
  if (text === undefined) return addDays(asOf.slice(0, 10), AHEAD);
  if (parseCivilDate(text) === undefined) throw asOfInvalid({ text });
  return text;
}
