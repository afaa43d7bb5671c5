import { Fraction } from 'src/common/fraction';
import type { CivilDate } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Clause } from 'src/modules/rules/book';
import { dateOf, evidenceOf, idsOf, NO_TRACE, rulingOf, staffOf, textOf, type Cited, type Trace } from './facts/cited';
import type { Line, LineKind, LineState, Points } from './sheet';
import type { NoteReason } from './operands';
import type { Bound, LineOwner, LineRule } from './origin';
import type { Step } from './steps';

/**
 * A line as the engine makes it. It keeps what it was made from; texts, facts and steps are written when they are read, so
 * that a month of lines stays small. `toJSON` is the stored form, in one literal.
 */
export class ScoredLine implements Line {
  constructor(
    private readonly owner: LineOwner,
    private readonly rule: LineRule | undefined,
    readonly kind: LineKind,
    readonly state: LineState,
    readonly value: Fraction,
    readonly trace: Trace,
    private readonly hit: Bound | undefined,
    /** Tells lines of one item apart; default: the id of the only fact, else `=`. */
    private readonly key: string | undefined,
  ) {}

  get id(): string {
    return this.idWith(this.key === undefined ? this.trace.cited : NO_TRACE.cited);
  }
  get type(): SubjectType {
    return this.owner.type;
  }
  get subject(): string {
    return this.owner.id;
  }
  get charge(): 'month' | 'year' {
    return this.rule?.charge ?? 'month';
  }
  get item(): string | undefined {
    return this.rule?.code;
  }
  get name(): string | undefined {
    return this.rule?.name;
  }
  get section(): string | undefined {
    return this.rule?.section ?? this.hit?.section;
  }
  get clause(): Clause | undefined {
    return this.hit?.clause ?? this.rule?.clause;
  }
  get department(): string | undefined {
    return this.rule?.department;
  }
  get sources(): readonly string[] | undefined {
    return this.rule?.sources;
  }
  get sample(): boolean {
    return this.rule?.sample ?? this.hit?.clause?.sample ?? false;
  }
  get reason(): string | undefined {
    return this.rule?.reason;
  }
  get needsApproval(): boolean | undefined {
    const above = this.kind === 'item' ? this.rule?.approveAbove : undefined;
    return above === undefined ? undefined : this.value.abs().compare(above) >= 0;
  }
  get exact(): string {
    return this.value.toString();
  }
  get scale4(): number {
    return this.value.toScale4();
  }
  get printed(): string {
    return this.value.toFixed(this.owner.decimals);
  }
  get limit(): Line['limit'] {
    if (this.hit === undefined) return undefined;
    const { kind, before, after, bound, of } = this.hit;
    return { kind, before: before.toString(), after: after.toString(), bound: bound?.toString(), of };
  }
  get steps(): readonly Step[] {
    return this.trace.steps;
  }
  get cited(): readonly Cited[] {
    return this.trace.cited;
  }
  get facts(): readonly string[] {
    return idsOf(this.cited);
  }
  get date(): CivilDate | undefined {
    return dateOf(this.cited);
  }
  get persons(): readonly string[] | undefined {
    return this.personsOf(this.cited);
  }
  get evidence(): readonly string[] | undefined {
    return evidenceOf(this.cited);
  }
  get ruling(): string | undefined {
    return rulingOf(this.cited);
  }
  get text(): string | undefined {
    return textOf(this.cited);
  }

  toJSON(): Line {
    const { cited, steps } = this.trace;
    return {
      id: this.idWith(cited),
      type: this.type,
      subject: this.subject,
      kind: this.kind,
      state: this.state,
      charge: this.charge,
      sample: this.sample,
      exact: this.exact,
      scale4: this.scale4,
      printed: this.printed,
      steps,
      facts: idsOf(cited),
      item: this.item,
      name: this.name,
      section: this.section,
      clause: this.clause,
      department: this.department,
      sources: this.sources,
      needsApproval: this.needsApproval,
      limit: this.limit,
      date: dateOf(cited),
      persons: this.personsOf(cited),
      evidence: evidenceOf(cited),
      ruling: rulingOf(cited),
      text: textOf(cited),
      reason: this.reason,
    };
  }

  private idWith(cited: readonly Cited[]): string {
    const { hit, owner } = this;
    const only = cited.length === 1 ? cited[0]?.id : undefined;
    const key = this.key ?? only ?? (hit === undefined ? '=' : '');
    const place = this.rule?.code ?? (hit?.section === undefined ? '' : `§${hit.section}`);
    const own = `${owner.type}:${owner.id}${place === '' ? '' : `/${place}`}`;
    const id = key === '' ? own : `${own}/${key}`;
    return hit === undefined ? id : `${id}/@${hit.kind}`;
  }

  /** On sheets of people the person alone, whoever else was there. */
  private personsOf(cited: readonly Cited[]): readonly string[] | undefined {
    if (cited.length === 0) return undefined;
    const { type, id } = this.owner;
    return type === 'staff' || type === 'chief' ? [id] : staffOf(cited);
  }
}

export function pointsOf(value: Fraction, decimals: number): Points {
  return { exact: value.toString(), scale4: value.toScale4(), printed: value.toFixed(decimals) };
}

/** A line of 0.00 that says why something was not counted. */
export function note(
  owner: LineOwner,
  rule: LineRule,
  state: LineState,
  step: { readonly why: NoteReason; readonly text?: string; readonly detail?: readonly string[] },
  cited: readonly Cited[] = [],
  key?: string,
): ScoredLine {
  const why: Step = { step: 'note', ...step };
  const steps = [...cited.flatMap((one) => one.rulingStep()), why];
  return new ScoredLine(owner, rule, 'note', state, Fraction.zero, { steps, cited }, undefined, key);
}

/** The line that turns `before` into `after`. */
export function adjustment(
  owner: LineOwner,
  rule: LineRule | undefined,
  hit: Bound,
  trace: Trace = NO_TRACE,
  key?: string,
): ScoredLine {
  return new ScoredLine(owner, rule, 'adjustment', 'counted', hit.after.sub(hit.before), trace, hit, key);
}
