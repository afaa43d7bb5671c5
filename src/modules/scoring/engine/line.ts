import { Fraction } from 'src/common/fraction';
import type { CivilDate } from 'src/common/civil-date';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Clause } from 'src/modules/rules/book';
import type { Cited } from './facts/happening';
import type { LimitKind, Line, LineKind, LineState, Points } from './sheet';
import type { NoteReason } from './operands';
import type { Step } from './steps';

/** What a line says about the item it comes from; one object per item, shared by all its lines. */
export interface LineRule {
  readonly code: string;
  readonly name: string;
  readonly section: string;
  readonly clause?: Clause;
  readonly department?: string;
  readonly sources: readonly string[];
  readonly sample: boolean;
  readonly charge: 'month' | 'year';
  readonly reason?: string;
  readonly approveAbove?: Fraction;
}

/** Whose sheet the line is on, and with how many decimals that sheet prints. */
export interface LineOwner {
  readonly type: SubjectType;
  readonly id: string;
  readonly decimals: number;
}

interface Bound {
  readonly kind: LimitKind;
  readonly before: Fraction;
  readonly after: Fraction;
  readonly bound?: Fraction | undefined;
  readonly of?: string | undefined;
  readonly section?: string;
  readonly clause?: Clause | undefined;
}

/** A line as the engine makes it. Texts are written only when they are read; `toJSON` is the stored form, in one literal. */
export class ScoredLine implements Line {
  constructor(
    private readonly owner: LineOwner,
    private readonly rule: LineRule | undefined,
    readonly kind: LineKind,
    readonly state: LineState,
    readonly value: Fraction,
    readonly steps: readonly Step[],
    readonly cited: readonly Cited[],
    private readonly hit?: Bound,
    /** Tells lines of one item apart; default: the id of the only fact, else `=`. */
    private readonly key?: string,
  ) {}

  get id(): string {
    const { hit, key = hit === undefined ? (this.only?.id ?? '=') : this.only?.id } = this;
    const place = this.rule?.code ?? (hit?.section === undefined ? '' : `§${hit.section}`);
    const own = `${this.owner.type}:${this.owner.id}${place === '' ? '' : `/${place}`}`;
    const id = key === undefined || key === '' ? own : `${own}/${key}`;
    return hit === undefined ? id : `${id}/@${hit.kind}`;
  }
  private get only(): Cited | undefined {
    return this.cited.length === 1 ? this.cited[0] : undefined;
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
  get facts(): readonly string[] {
    return this.cited.map(({ id }) => id);
  }
  get date(): CivilDate | undefined {
    return this.cited.at(-1)?.date;
  }
  get persons(): readonly string[] | undefined {
    if (this.cited.length === 0) return undefined;
    if (this.owner.type === 'staff' || this.owner.type === 'chief') return [this.owner.id];
    const named = this.cited.some(({ staff }) => staff.length > 0);
    return named ? [...new Set(this.cited.flatMap(({ staff }) => staff))] : undefined;
  }
  get evidence(): readonly string[] | undefined {
    if (!this.cited.some(({ fact }) => 'evidence' in fact)) return undefined;
    const evidence = this.cited.flatMap(({ fact }) => (fact.kind === 'occurrence' ? (fact.evidence ?? []) : []));
    return evidence.length === 0 ? undefined : evidence;
  }
  get ruling(): string | undefined {
    return this.cited.find(({ ruling }) => ruling !== undefined)?.ruling?.id;
  }
  get text(): string | undefined {
    return this.only?.fact.kind === 'occurrence' ? this.only.fact.text : undefined;
  }

  toJSON(): Line {
    return {
      id: this.id,
      type: this.type,
      subject: this.subject,
      kind: this.kind,
      state: this.state,
      charge: this.charge,
      sample: this.sample,
      exact: this.exact,
      scale4: this.scale4,
      printed: this.printed,
      steps: this.steps,
      facts: this.facts,
      item: this.item,
      name: this.name,
      section: this.section,
      clause: this.clause,
      department: this.department,
      sources: this.sources,
      needsApproval: this.needsApproval,
      limit: this.limit,
      date: this.date,
      persons: this.persons,
      evidence: this.evidence,
      ruling: this.ruling,
      text: this.text,
      reason: this.reason,
    };
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
  const rulings = cited.flatMap((one) => one.rulingStep());
  return new ScoredLine(owner, rule, 'note', state, Fraction.zero, [...rulings, why], cited, undefined, key);
}

/** The line that turns `before` into `after`. */
export function adjustment(
  owner: LineOwner,
  rule: LineRule | undefined,
  hit: Bound,
  more: { readonly steps?: readonly Step[]; readonly facts?: readonly Cited[]; readonly key?: string } = {},
): ScoredLine {
  const { steps = [], facts = [], key } = more;
  return new ScoredLine(owner, rule, 'adjustment', 'counted', hit.after.sub(hit.before), steps, facts, hit, key);
}
