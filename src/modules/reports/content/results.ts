import { remarkText } from 'src/modules/scoring/engine/explain/remark';
import type { OutcomeResult } from 'src/modules/scoring/engine/evaluation';
import type { SubjectType } from 'src/modules/rules/facts';
import type { RowMark } from 'src/modules/reports/sheet-model';
import type { Frame } from './frame';

/** What the outcomes say about one subject: text for the result column, text for the remarks, and how the row is set off. */
export interface Result {
  readonly texts: readonly string[];
  readonly remarks: readonly string[];
  readonly mark?: RowMark;
}

/** Results by subject for one kind of subject. Candidates stay candidates until the leading group has decided. */
export function resultsOf(frame: Frame, type: SubjectType): ReadonlyMap<string, Result> {
  const results = new Map<string, { texts: string[]; remarks: string[]; mark?: RowMark }>();
  const of = (subject: string): { texts: string[]; remarks: string[]; mark?: RowMark } => {
    const known = results.get(subject) ?? { texts: [], remarks: [] };
    results.set(subject, known);
    return known;
  };
  const { words } = frame;
  for (const outcome of frame.input.evaluation.outcomes.filter((one) => one.type === type)) {
    const label = (tied: boolean, count = ''): string => labelOf(frame, outcome, tied, count);
    for (const member of outcome.members) {
      const result = of(member.subject);
      const times = outcome.kind === 'streak' && member.count !== undefined ? words.times(member.count) : '';
      const brought = member.imported === undefined ? '' : words.importedTimes(member.imported.length);
      const count = [times, brought].filter((text) => text !== '').join(words.comma);
      result.texts.push(label(member.tied, count));
      if (member.note !== undefined) result.remarks.push(remarkText(member.note, frame.input.language));
      if (outcome.kind === 'top' || outcome.kind === 'bottom') result.mark ??= outcome.kind;
    }
    for (const member of outcome.decide) of(member.subject).texts.push(words.toDecide(label(false)));
    for (const member of outcome.spared) of(member.subject).remarks.push(words.spared(outcome.name));
  }
  return results;
}

/** The mark of the book; where it has none, the name of the outcome, as candidate. What qualifies it stands in brackets. */
function labelOf(frame: Frame, outcome: OutcomeResult, tied: boolean, count: string): string {
  const { words } = frame;
  const candidate = outcome.mark === undefined && outcome.kind !== 'bottom' && outcome.kind !== 'score';
  const marks = [
    candidate ? words.candidate : '',
    count,
    tied ? words.tied : '',
    outcome.sample ? words.sample : '',
  ].filter((mark) => mark !== '');
  return `${outcome.mark ?? outcome.name}${marks.length === 0 ? '' : words.inBrackets(marks.join(words.comma))}`;
}

/** One note per outcome: the clause it rests on, who shares an edge, why there is no result. */
export function outcomeNotes(frame: Frame, type: SubjectType, group: string): string[] {
  const { words } = frame;
  return frame.input.evaluation.outcomes
    .filter((outcome) => outcome.type === type && (outcome.group === group || outcome.group === ''))
    .map((outcome) => {
      const clause = [outcome.clause?.number, outcome.clause?.text].filter((part) => part !== undefined).join(' ');
      const parts = [clause === '' ? '' : words.clauseOf(clause)];
      if (outcome.skipped !== undefined)
        parts.push(words.skipped(outcome.skipped, outcome.size, outcome.minimumGroup ?? null));
      else parts.push(words.members(outcome.members.length, outcome.members.filter((member) => member.tied).length));
      if (outcome.decide.length > 0)
        parts.push(
          words.decideEdge(
            outcome.decide.map(({ name }) => name),
            outcome.places ?? 0,
          ),
        );
      if (outcome.spared.length > 0) parts.push(words.sparedEdge(outcome.spared.map(({ name }) => name)));
      const name = `${outcome.name}${outcome.sample ? words.sampleMark : ''}`;
      return words.labelled(name, parts.filter((part) => part !== '').join(words.semicolon));
    });
}
