import { lastDay, type Period } from 'src/common/civil-date';
import type { Occurrence } from 'src/modules/rules/facts';
import type { Recorded } from 'src/modules/submissions/submission';
import type { SampleResult } from './sample';

interface Draw {
  readonly id: string;
  readonly kind: 'spot-check' | 'callback';
  readonly results: readonly SampleResult[];
}

/**
 * What samples found untrue, as facts that a book may charge: a proxy service that the applicant does not confirm by
 * telephone has a kind of its own, everything else is a false report. Once per submission, on the month's last day, since it belongs to
 * the whole report.
 */
export function sampleFacts(period: Period, draws: readonly Draw[], recorded: readonly Recorded[]): Occurrence[] {
  const submissions = new Map(recorded.map(({ submission }) => [submission.id, submission]));
  const facts = new Map<string, Occurrence>();
  for (const { id, kind, results } of draws) {
    for (const { submission, outcome, window, remark } of results) {
      if (outcome !== 'false' || window === '') continue;
      const proxy = kind === 'callback' && submissions.get(submission)?.type === 'declaration.proxy-service';
      facts.set(submission, {
        kind: 'occurrence',
        id: `sample:${submission}`,
        type: proxy ? 'callback.proxy-untrue' : 'sampling.false-report',
        date: lastDay(period),
        window,
        labels: { event: submission },
        verified: 'yes',
        evidence: [`${kind === 'callback' ? '回访' : '抽查'}${id}`],
        text: remark,
      });
    }
  }
  return [...facts.values()];
}
