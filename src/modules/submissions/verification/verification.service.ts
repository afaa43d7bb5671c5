import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import type { Item } from 'src/modules/rules/book';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { RecordedSubmissions } from 'src/modules/submissions/recorded.service';
import { evidenceMissing, ownWork, reasonMissing } from 'src/modules/submissions/refusals';
import { proofOf, type Change, type Recorded, type Submission } from 'src/modules/submissions/submission';
import { givenReason, SubmissionsService } from 'src/modules/submissions/submissions.service';
import { isOwnWindow } from './own-window';
import { queueOf, type QueueEntry } from './queue';
import { changeEmpty, ownWindow } from './refusals';
import { SectionReports } from './section-reports.service';

/** What a scoring department finds: true, true with other values, or untrue. */
export interface Finding {
  readonly kind: 'verified' | 'changed' | 'rejected' | 'withdrawn';
  readonly reason: string;
  /** Only of `changed`. */
  readonly change?: Change;
  readonly by: Actor;
  readonly at: CivilTime;
}

const LONGEST_REASON = 300;

/** The scoring departments' side: their queue and what they decide on it. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly basis: BasisOfMonth,
    private readonly recorded: RecordedSubmissions,
    private readonly submissions: SubmissionsService,
    private readonly sections: SectionReports,
  ) {}

  /**
   * What waits for the actor's decision, of one department or all of his, window by window; with what is missing and what
   * looks like the same event. Throws `submissions.no-book`.
   */
  async queue(actor: Actor, hall: string, period: Period, department?: string): Promise<QueueEntry[]> {
    const items = await this.basis.items(hall, period);
    const all = await this.recorded.ofMonth(hall, period);
    return queueOf(all, items).filter(
      ({ submission: { window = null }, scoredBy }) =>
        (department === undefined || scoredBy === department) &&
        allows(actor, 'submission:verify', { hall, window, scoredBy }),
    );
  }

  /**
   * Records a finding. What has no evidence although the book demands it cannot be found true; from the size on that the
   * book names, another person finds; nobody decides on his own window; after the department has reported, nothing moves.
   * Throws `submissions.unknown`, `.decision-impossible`, `.evidence-missing`, `.second-person`, `.own-window`,
   * `.reason-missing`, `.draft-faulty` (a change that the clause has no points for), `.section-reported`,
   * `.decided-meanwhile` and `calendar.period-frozen`.
   */
  async decide(hall: string, id: string, finding: Finding): Promise<Recorded> {
    const { kind, by } = finding;
    const before = await this.recorded.one(hall, id);
    const { submission } = before;
    await this.submissions.mayTouch(by, 'submission:verify', hall, submission);
    if (by.name.trim() === '' || finding.reason.length > LONGEST_REASON) throw reasonMissing({});
    const reason = kind === 'verified' ? finding.reason.trim() : givenReason(finding.reason);
    if (isOwnWindow(by, hall, submission)) throw ownWindow({ id: submission.id, window: submission.window ?? '' });
    const item = (await this.basis.items(hall, submission.period)).get(submission.item);
    const change = kind === 'changed' ? await this.change(hall, submission, finding) : undefined;
    if (kind === 'verified' || kind === 'changed') mayFindTrue(before, item, by, change?.points);
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [submission.period]);
      await this.sections.holdOpen(manager, hall, submission.period, item?.department ?? '');
      const { at } = finding;
      const name = item?.name ?? submission.item;
      const deciding = { kind, reason, by, at, name, ...(change === undefined ? {} : { change }) };
      await this.submissions.decideIn(manager, hall, submission.id, deciding);
      return this.recorded.one(hall, submission.id, manager);
    });
  }

  /** The change as it is stored: what the clause has no points for, or what changes nothing, is refused. */
  private async change(hall: string, submission: Submission, { change = {}, at }: Finding): Promise<Change> {
    const { points, labels, amounts } = submission;
    const merged = {
      ...submission,
      ...(change.points === undefined ? {} : { points: change.points }),
      labels: { ...labels, ...change.labels },
      amounts: { ...amounts, ...change.amounts },
    };
    const filled = await this.basis.filled(hall, submission.period, merged, {
      today: at.slice(0, 10),
      origin: submission.origin,
    });
    const changed = {
      ...(filled.points === points ? {} : { points: filled.points }),
      ...differing('labels', labels, filled.labels),
      ...differing('amounts', amounts, filled.amounts),
    };
    if (Object.keys(changed).length === 0) throw changeEmpty({ id: submission.id });
    return changed;
  }
}

function differing(
  name: 'labels' | 'amounts',
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Pick<Change, 'labels' | 'amounts'> {
  const changed = Object.entries(after).filter(([key, value]) => before[key] !== value);
  return changed.length === 0 ? {} : { [name]: Object.fromEntries(changed) };
}

function mayFindTrue(recorded: Recorded, item: Item | undefined, by: Actor, changedPoints: string | undefined): void {
  const { submission } = recorded;
  const { id } = submission;
  if (item?.evidence !== undefined && proofOf(recorded).length === 0)
    throw evidenceMissing({ id, evidence: item.evidence });
  const limit = item?.approveAbove;
  const points = changedPoints ?? submission.points;
  if (limit === undefined || points === undefined) return;
  const large = Fraction.parse(points).abs().compare(Fraction.parse(limit)) >= 0;
  if (large && submission.by === by.id) throw ownWork({ id, by: by.name, points });
}
