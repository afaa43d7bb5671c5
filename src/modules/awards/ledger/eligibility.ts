import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { EffectResult } from 'src/modules/scoring/engine/evaluation';
import { blocks, type Length, type Title } from 'src/modules/awards/titles/title';

export interface Cause {
  /** Code and name of the item or outcome of the book; absent for an entry made by hand. */
  readonly item?: string;
  readonly outcome?: string;
  readonly name: string;
  readonly facts: readonly string[];
}

/** One line of the ledger: a loss, with its lifting when there is one. Losses and liftings are rows of their own. */
export interface Loss {
  readonly id: string;
  /** The month it comes from. */
  readonly period: Period;
  /** Of the sealed month it comes from; 0: entered by hand. */
  readonly revision: number;
  /** `eligibility`, `awards`, or a word of the book. */
  readonly scope: string;
  readonly subject: Subject;
  /** The window the subject belongs to, or is. */
  readonly window: string | null;
  readonly length: Length;
  readonly from: Period;
  readonly until: Period;
  readonly cause: Cause;
  readonly reason: string;
  readonly minutes: string;
  readonly by: string;
  readonly at: CivilTime;
  readonly lifted: Lifting | null;
}

export interface Subject {
  readonly type: 'window' | 'staff';
  readonly id: string;
}

export interface Lifting {
  readonly reason: string;
  readonly minutes: string;
  readonly by: string;
  readonly at: CivilTime;
}

/** A loss as the sealed result says it, before it stands in the ledger. */
export type Lost = Pick<Loss, 'scope' | 'subject' | 'window' | 'length' | 'from' | 'until' | 'cause'>;

/** What the effects of a sealed month take from whom: one line per person, or one for the window. */
export function lossesOf(
  effects: readonly EffectResult[],
  nameOf: (cause: EffectResult['cause']) => string,
): readonly Lost[] {
  const found = effects.flatMap(({ lose, who, window, persons, length, from, until, cause, facts }): Lost[] => {
    const line = {
      scope: lose,
      window: window ?? null,
      length,
      from,
      until,
      cause: { ...cause, name: nameOf(cause), facts },
    };
    if (who !== 'window') return persons.map((id) => ({ ...line, subject: { type: 'staff', id } }));
    return window === undefined ? [] : [{ ...line, subject: { type: 'window', id: window } }];
  });
  const byKey = new Map<string, Lost>();
  for (const lost of found) if (!byKey.has(keyOf(lost))) byKey.set(keyOf(lost), lost);
  return [...byKey.values()];
}

/** What makes two losses the same one, whatever the facts behind: who, what, how long, by which clause. */
export function keyOf({ scope, subject, from, until, cause }: Lost): string {
  return JSON.stringify([scope, subject.type, subject.id, from, until, cause.item ?? '', cause.outcome ?? '']);
}

/**
 * A newer revision against the ledger: what is new in it, and what it no longer takes. `standing`: the losses of that month
 * that come from its sealed results. A loss that somebody lifted by hand stays lifted.
 */
export function changesOf(
  standing: readonly Loss[],
  now: readonly Lost[],
): { readonly add: readonly Lost[]; readonly lift: readonly Loss[] } {
  const known = new Set(standing.filter((loss) => loss.lifted === null || loss.lifted.minutes !== '').map(keyOf));
  const wanted = new Set(now.map(keyOf));
  return {
    add: now.filter((lost) => !known.has(keyOf(lost))),
    lift: standing.filter((loss) => loss.lifted === null && !wanted.has(keyOf(loss))),
  };
}

/** Why somebody may not have a title: the losses that stand in the way, and those that are only told. */
export interface Eligibility {
  readonly eligible: boolean;
  readonly because: readonly Told[];
  readonly remarks: readonly Told[];
}

export interface Told {
  readonly loss: string;
  readonly text: Readonly<Record<Language, string>>;
}

/** Checked at every award. `months`: those of the award's span. */
export function check(
  title: Pick<Title, 'scopes' | 'span' | 'blockedBy'>,
  months: readonly Period[],
  subject: Subject,
  ledger: readonly Loss[],
): Eligibility {
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const touching = ledger.filter(
    (loss) => loss.lifted === null && title.scopes.includes(loss.scope) && loss.from <= last && loss.until >= first,
  );
  const own = touching.filter((loss) => loss.subject.type === subject.type && loss.subject.id === subject.id);
  const because = own.filter(({ length }) => blocks(title, length));
  const staff = touching.filter((loss) => subject.type === 'window' && loss.subject.type === 'staff');
  const ofWindow = staff.filter(({ window }) => window === subject.id);
  const remarks = [...own.filter((loss) => !because.includes(loss)), ...ofWindow];
  return { eligible: because.length === 0, because: because.map(told), remarks: onceEach(remarks.map(told)) };
}

const SCOPES: Readonly<Record<string, Record<Language, string>>> = {
  eligibility: { zh: '评优评先', en: 'honours' },
  awards: { zh: '评奖', en: 'awards' },
};

export function scopeWord(scope: string): Record<Language, string> {
  return SCOPES[scope] ?? { zh: scope, en: scope };
}

function told(loss: Loss): Told {
  const { id, from, until, scope, cause } = loss;
  const word = scopeWord(scope);
  const span = from === until ? from : `${from}—${until}`;
  return {
    loss: id,
    text: {
      zh: `${span}因“${cause.name}”取消${word.zh}资格`,
      en: `not eligible for ${word.en} in ${span}: ${cause.name}`,
    },
  };
}

/** A window whose twenty people lost the same thing is told it once. */
function onceEach(list: readonly Told[]): Told[] {
  return [...new Map(list.map((one) => [one.text.zh, one])).values()];
}
