import { parseCivilDate, type CivilTime } from 'src/common/civil-date';

/** The time a person means, and whether only a day was named: then it is the end of that day. Undefined: no time. */
export function timeMeant(text: string): { readonly time: CivilTime; readonly isDay: boolean } | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/.exec(text.trim());
  const day = parseCivilDate(match?.[1] ?? '');
  if (!match || day === undefined) return undefined;
  const [, , hour, minute, second = '00'] = match;
  return hour === undefined || minute === undefined
    ? { time: `${day} 23:59:59`, isDay: true }
    : { time: `${day} ${hour}:${minute}:${second}`, isDay: false };
}
