import { firstDay, lastDay, type CivilDate, type Period } from 'src/common/civil-date';
import { policyOn, type DatedPolicy } from 'src/modules/attendance/policy/policy';
import { gapsOf } from 'src/modules/organisation/gaps';
import type { Roster } from 'src/modules/organisation/roster';
import { spansText } from 'src/modules/organisation/spans';
import type { Occurrence } from 'src/modules/rules/facts';

export interface PairInput {
  readonly roster: Roster;
  readonly period: Period;
  readonly policies: readonly DatedPolicy[];
  /** The hall's open days. */
  isOpen(day: CivilDate): boolean;
}

/**
 * 未落实AB岗: windows that had people but neither a B 岗 nor an A/B pair, one fact for each stretch of open days on which
 * the policy asks for one. A window without anybody is a gap of the roster (`roster check`), not one of the window.
 */
export function pairFacts(input: PairInput): Occurrence[] {
  const { roster, period, policies } = input;
  const isAsked = (day: CivilDate): boolean => input.isOpen(day) && policyOn(policies, day)?.standIn?.pairs === true;
  const month = { from: firstDay(period), to: lastDay(period) };
  const facts = gapsOf(roster, month, isAsked)
    .filter(({ missing }) => missing === 'b-post')
    .flatMap(({ window, spans }) =>
      spans.map((span): Occurrence => {
        const date = span.from ?? month.from;
        return {
          ...{ kind: 'occurrence', id: `staffing:${window}:${date}:no-cover`, type: 'roster.no-cover', date, window },
          text: `${spansText([span], 'zh')}没有B岗，也没有登记AB岗搭档`,
        };
      }),
    );
  return facts.sort((a, b) => (a.id < b.id ? -1 : 1));
}
