import { revisionUnreadable } from 'src/modules/scoring/refusals';

/** The number of `--revision`; undefined when it was not given. Throws `scoring.revision-unreadable`. */
export function revisionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw revisionUnreadable({ text });
  return Number(text);
}
