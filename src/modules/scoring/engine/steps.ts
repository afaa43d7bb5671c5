import type { RulingGround } from 'src/modules/rules/facts';
import type { Amount, NoteReason, Range, Reading } from './operands';

/**
 * One operand or one step of a line, as data, in the order in which the engine took it. The sentence of a line is written
 * from these alone (explain.ts); nothing is computed again.
 */
export type Step =
  /** What happened: `units` after persons, size and conversion. `type` is the occurrence type of the catalogue. */
  | {
      readonly step: 'event';
      readonly type: string;
      /** Morning or afternoon, and the number of the case, where the fact has them. */
      readonly half?: string | undefined;
      readonly ref?: string | undefined;
      readonly units: Amount;
      readonly persons?: number;
      readonly size?: { readonly name: string; readonly value: Amount; readonly per?: Amount; readonly round?: string };
      readonly as?: Amount;
    }
  /** `have` events of one person; only every `every`-th makes a unit. */
  | { readonly step: 'every'; readonly every: number; readonly have: number; readonly inRow: boolean }
  | { readonly step: 'allowance'; readonly units: Amount; readonly free: Amount; readonly per: 'subject' | 'person' }
  /** Units `number` … of the running count; `raised` of them count `factor` times. */
  | {
      readonly step: 'escalation';
      readonly after: number;
      readonly number: Amount;
      readonly raised: Amount;
      readonly factor: Amount;
      readonly per: 'subject' | 'person';
      readonly counter?: string;
    }
  | { readonly step: 'per-unit'; readonly units: Amount; readonly points: Amount }
  | ({
      readonly step: 'band';
      readonly amount: string;
      readonly value: Amount;
      readonly units: Amount;
      readonly points: Amount;
    } & Range)
  /** No band, level or tier fits: 0 points. */
  | { readonly step: 'no-match'; readonly of: string; readonly value?: Amount; readonly word?: string }
  | {
      readonly step: 'level';
      readonly is: Readonly<Record<string, string>>;
      readonly units: Amount;
      readonly points: Amount;
    }
  | {
      readonly step: 'entered';
      readonly points: Amount;
      readonly units: Amount;
      readonly min: Amount;
      readonly max: Amount;
    }
  /** The size of the event that a rate shape is applied to. */
  | { readonly step: 'size'; readonly amount: string; readonly value: Amount; readonly units: Amount }
  | ({ readonly step: 'reading' } & Reading)
  | {
      readonly step: 'linear';
      readonly from: Amount;
      readonly to: Amount;
      readonly low: Amount;
      readonly high: Amount;
      readonly points: Amount;
    }
  | {
      readonly step: 'slope';
      readonly threshold: Amount;
      readonly full: Amount;
      readonly per: Amount;
      readonly floor: Amount;
      readonly points: Amount;
    }
  | {
      readonly step: 'steps';
      readonly first: Amount;
      readonly start: Amount;
      readonly each: Amount;
      readonly add: Amount;
      readonly further: Amount;
      readonly points: Amount;
    }
  | ({ readonly step: 'tier'; readonly points: Amount } & Range)
  | { readonly step: 'share'; readonly rate: Amount; readonly weight: Amount; readonly points: Amount }
  | {
      readonly step: 'per-percent';
      readonly target: Amount;
      readonly side: 'below' | 'above';
      readonly missed: Amount;
      readonly units: Amount;
      readonly per: Amount;
      readonly each: Amount;
      readonly points: Amount;
    }
  | {
      readonly step: 'quota';
      readonly required: Amount;
      readonly counted: Amount;
      readonly pending: Amount;
      readonly short: Amount;
      readonly extra: Amount;
      readonly points: Amount;
    }
  | { readonly step: 'place'; readonly place: number; readonly of: number; readonly points: Amount }
  | {
      readonly step: 'derived';
      readonly from: 'staff' | 'chief';
      readonly function: 'mean' | 'lowest' | 'highest';
      readonly members: readonly { readonly id: string; readonly total: Amount; readonly days: number }[];
      readonly value?: Amount;
      readonly of: Amount;
      readonly to: Amount;
    }
  | {
      readonly step: 'weighted';
      readonly parts: readonly {
        readonly of: string;
        readonly value?: Amount;
        readonly outOf: Amount;
        readonly weight: Amount;
      }[];
      readonly to: Amount;
    }
  | {
      readonly step: 'test';
      readonly held: boolean;
      readonly value?: Amount;
      readonly of: readonly string[];
      readonly range: Range;
    }
  | {
      readonly step: 'per-head';
      readonly units: Amount;
      readonly heads: Amount;
      readonly each: Amount;
      readonly points: Amount;
    }
  /** S18, S26: the same document, case or event counts elsewhere; `kept` is that line's fact. */
  | {
      readonly step: 'duplicate';
      readonly by: string;
      readonly word: string;
      readonly kept: string;
      readonly factor: Amount;
    }
  /** S22, S35: the same event on a second sheet. */
  | {
      readonly step: 'link';
      readonly from: string;
      readonly to: 'chief' | 'window' | 'staff' | 'scorer';
      readonly origin: Amount;
      readonly factor?: Amount;
      readonly points?: Amount;
    }
  /** S34: nothing below the line of a rate, and what the book does then. */
  | {
      readonly step: 'zero';
      readonly policy: 'skip' | 'full' | 'neutral' | 'regroup';
      /** neutral: mean of so many others of the group. */
      readonly mean?: Amount;
      readonly of?: number;
    }
  | { readonly step: 'reversed'; readonly reason: string; readonly by: readonly string[] }
  /** Ruling applied to the fact; `was` shows what it replaced. */
  | {
      readonly step: 'ruling';
      readonly id: string;
      readonly decision: 'void' | 'excuse' | 'amend';
      readonly reason: string;
      readonly ground?: RulingGround;
      readonly was?: Readonly<Record<string, string>>;
      /** Of a number: which one, by which basis, and what it is now (absent when void). */
      readonly measure?: string;
      readonly basis?: string;
      readonly now?: string;
    }
  /** Why a note counts nothing: exemption reason, missing days, person who waived. */
  | { readonly step: 'note'; readonly why: NoteReason; readonly text?: string; readonly detail?: readonly string[] };
