import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { Permission } from 'src/common/permission';
import type { Said } from './texts';

/**
 * To whom: whoever holds the permission there when he looks, never a copied list of accounts. A new clerk sees what is
 * waiting for his window; one who left sees nothing any more.
 */
export interface Address {
  readonly permission: Permission;
  readonly window?: string;
  readonly department?: string;
  /** A scoring department by its name in the book. */
  readonly scoredBy?: string;
  readonly staff?: string;
}

/** `todo`: something to be done, open until it is settled by its key. `notice`: something to be read. */
export const MESSAGE_KINDS = ['todo', 'notice'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What a room posts. */
export interface Post {
  readonly hall: string;
  readonly kind: MessageKind;
  /**
   * Tells the matter, for example `report:2026-03:A01`. Posted again while it is open (or was posted as a notice) nothing
   * happens, so jobs may repeat; posted again after it was settled it opens anew.
   */
  readonly key: string;
  readonly to: Address;
  readonly said: Said;
  readonly due?: CivilTime;
  readonly period?: Period;
  /** Where it leads: `room:id`, for example `submission:3f2a90b1c4d7` or `month:2026-03`. */
  readonly subject?: string;
}

/** A message as whoever may see it gets it. */
export interface Message {
  readonly id: string;
  readonly hall: string;
  readonly kind: MessageKind;
  readonly key: string;
  readonly to: Address;
  readonly text: Readonly<Record<Language, string>>;
  readonly at: CivilTime;
  readonly due: CivilTime | null;
  readonly period: Period | null;
  readonly subject: string | null;
  /** Of a to-do: when it was done; null: open. */
  readonly settledAt: CivilTime | null;
  /** Of the account that asks; null: not read. */
  readonly readAt: CivilTime | null;
}

/** What is asked for; the badge counts what the list with the same filter shows. */
export interface Filter {
  /** Absent: every hall of the actor. */
  readonly hall?: string;
  readonly kind?: MessageKind;
  /** `open`: to-dos that are not done and notices the actor has not read. */
  readonly state: 'open' | 'all';
}

export interface Count {
  readonly todo: number;
  /** Of `todo`: past the due time. */
  readonly overdue: number;
  readonly unread: number;
}

export interface MessagePage {
  readonly messages: readonly Message[];
  /** Give it back as `after` for what follows; null: that is all. */
  readonly next: string | null;
}
