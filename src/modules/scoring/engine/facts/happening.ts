import type { CivilDate } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { Occurrence, Quantity, Ruling, Tally } from 'src/modules/rules/facts';
import type { Step } from 'src/modules/scoring/engine/steps';
import type { Cited } from './cited';

const NOBODY: readonly string[] = [];
const NO_STEPS: readonly Step[] = [];

/** An occurrence as the month sees it: after rulings, with its numbers and words read in one way. */
export class Happening implements Cited {
  /** Somebody read it: an item, a test, a reversal. */
  read = false;
  /** The type; entries are kept apart by item: `entry:13.01`. */
  readonly key: string;

  constructor(
    /** The fact after rulings. */
    readonly fact: Occurrence,
    /** The window it is charged to, placed by the person when the fact names none. */
    readonly window: string | undefined,
    readonly inMonth: boolean,
    readonly ruling: Ruling | undefined,
    private readonly original: Occurrence,
  ) {
    this.key = fact.type === 'entry' ? `entry:${fact.item ?? ''}` : fact.type;
  }

  get id(): string {
    return this.fact.id;
  }
  get date(): CivilDate {
    return this.fact.date;
  }
  /** Each person once: a name written twice is still one person at the event. */
  get staff(): readonly string[] {
    const { staff = NOBODY } = this.fact;
    if (staff.length < 2) return staff;
    const persons = new Set(staff);
    return persons.size === staff.length ? staff : [...persons];
  }

  /** The size by its name; undefined when it is missing or no size. */
  amount(name: string): Fraction | undefined {
    return sizeOf(this.fact.amounts?.[name]);
  }

  /** The word by its name; `type` is the type of the fact. */
  label(name: string): string | undefined {
    return name === 'type' ? this.fact.type : this.fact.labels?.[name];
  }

  rulingStep(): readonly Step[] {
    if (this.ruling === undefined) return NO_STEPS;
    const was = this.ruling.decision === 'amend' ? replaced(this.original, this.ruling) : undefined;
    return [{ ...rulingStep(this.ruling), ...(was === undefined ? {} : { was }) }];
  }
}

/** A tally with the ruling on it; made when somebody asks which numbers a line rests on. */
export class Tallied implements Cited {
  constructor(
    readonly fact: Tally,
    readonly ruling: Ruling | undefined,
  ) {}

  get value(): Fraction | undefined {
    return valueOf(this.fact, this.ruling);
  }
  get id(): string {
    return this.fact.id;
  }
  get staff(): readonly string[] {
    return NOBODY;
  }

  rulingStep(): readonly Step[] {
    if (this.ruling === undefined) return NO_STEPS;
    const { measure, basis, value } = this.fact;
    const now = this.value?.toText();
    const number = { measure, basis, was: { value: String(value) }, ...(now === undefined ? {} : { now }) };
    return [{ ...rulingStep(this.ruling), ...number }];
  }
}

function rulingStep({ id, decision, reason, ground }: Ruling): Extract<Step, { step: 'ruling' }> {
  return { step: 'ruling', id, decision, reason, ...(ground === undefined ? {} : { ground }) };
}

/** The number of a tally after rulings; undefined: void or no size. */
export function valueOf({ value }: Tally, ruling: Ruling | undefined): Fraction | undefined {
  if (ruling === undefined) return sizeOf(value);
  if (ruling.decision === 'void') return undefined;
  return sizeOf((ruling.decision === 'amend' ? ruling.amend?.value : undefined) ?? value);
}

/** How long, how often, how many: never below nothing. A deduction of −3 days would be a bonus; it is no size. */
export function sizeOf(quantity: Quantity | undefined): Fraction | undefined {
  const size = numberOf(quantity);
  return size === undefined || size.sign() < 0 ? undefined : size;
}

/** Reads a quantity exactly; undefined for what is no number. */
export function numberOf(quantity: Quantity | undefined): Fraction | undefined {
  if (quantity === undefined) return undefined;
  if (typeof quantity === 'number' && Number.isSafeInteger(quantity)) return Fraction.of(quantity);
  try {
    return Fraction.parse(quantity);
  } catch {
    return undefined;
  }
}

/** The occurrence with the ruling's new values in place of the old ones. */
export function amended(fact: Occurrence, ruling: Ruling): Occurrence {
  if (ruling.decision !== 'amend' || ruling.amend === undefined) return fact;
  const { amounts, labels, points, staff, window, date } = ruling.amend;
  return {
    ...fact,
    ...(points === undefined ? {} : { points }),
    ...(staff === undefined ? {} : { staff }),
    ...(window === undefined ? {} : { window }),
    ...(date === undefined ? {} : { date }),
    ...(amounts === undefined ? {} : { amounts: { ...fact.amounts, ...amounts } }),
    ...(labels === undefined ? {} : { labels: { ...fact.labels, ...labels } }),
  };
}

function replaced(fact: Occurrence, { amend = {} }: Ruling): Record<string, string> {
  const was: Record<string, string> = {};
  for (const name of Object.keys(amend.amounts ?? {})) was[name] = String(fact.amounts?.[name] ?? '-');
  for (const name of Object.keys(amend.labels ?? {})) was[name] = fact.labels?.[name] ?? '-';
  if (amend.points !== undefined) was.points = String(fact.points ?? '-');
  if (amend.staff !== undefined) was.staff = (fact.staff ?? []).join(',') || '-';
  if (amend.window !== undefined) was.window = fact.window ?? '-';
  if (amend.date !== undefined) was.date = fact.date;
  return was;
}
