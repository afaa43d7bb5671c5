import type { Book } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Outcome, Ranking } from 'src/modules/rules/ranking';
import { fraction, isAbove } from 'src/modules/rules/checks/intervals';
import type { Findings } from './meaning';
import { known, subjectKnown } from './references';
import { basisFits, boundsFit } from './values';
import { countsFacts, each, isPerEvent } from 'src/modules/rules/checks/vocabulary';

/** Effects, ranking, outcomes and grades. */
export function checkConsequences(book: Book, found: Findings): void {
  effects(book, found);
  for (const [subject, ranking] of Object.entries(book.ranking))
    rankingFits(book, subject as SubjectType, ranking, found);
  if (book.subjects.window !== undefined && book.ranking.window === undefined)
    found.error(
      'ranking-missing',
      '/ranking',
      ['窗口要计分，ranking 里却没有窗口的排名。', '请补上“window: {}”。'],
      ['Windows are scored but not ranked.', 'Add “window: {}” to ranking.'],
    );
  for (const { it: outcome, path } of each(book.outcomes, '/outcomes')) outcomeFits(book, outcome, path, found);
  grades(book, found);
}

function effects(book: Book, found: Findings): void {
  for (const { it: item, path } of each(book.items, '/items')) {
    const counted = countsFacts(item.shape) || item.count !== undefined;
    if (item.shape.kind === 'veto' && item.effects === undefined)
      found.error(
        'veto-without-effect',
        path,
        ['一票否决没有写后果。', '请补上 effects。'],
        ['The veto has no effect.', 'Add effects.'],
      );
    for (const { it: effect, path: at } of each(item.effects, `${path}/effects`)) {
      if (effect.when === undefined && !counted)
        found.error(
          'effect-needs-when',
          at,
          [
            `形状 ${item.shape.kind} 不计事实，说不清何时触发后果。`,
            '请补上 when，例如“when: { value: …, under: 60% }”。',
          ],
          [`The shape ${item.shape.kind} counts no facts, so nothing triggers the effect.`, 'Add when.'],
        );
      if (effect.who === 'persons' && !isPerEvent(item.shape) && item.count === undefined)
        found.error(
          'effect-without-persons',
          `${at}/who`,
          ['本项不计事实，没有当事人。', 'who 请写 window、chief 或 all-staff。'],
          ['The item counts no facts, so there are no persons concerned.', 'Write who: window, chief or all-staff.'],
        );
    }
  }
}

const TIE_MEMBERS: Readonly<Record<'bonus' | 'deductions' | 'measure' | 'rate', readonly string[]>> = {
  bonus: [],
  deductions: [],
  measure: ['measure'],
  rate: ['measure', 'over'],
};

function rankingFits(book: Book, subject: SubjectType, ranking: Ranking, found: Findings): void {
  const path = `/ranking/${subject}`;
  subjectKnown(book, subject, path, found);
  if (ranking.minimumPresence !== undefined && isAbove(ranking.minimumPresence, 1))
    found.error(
      'presence-above-one',
      `${path}/minimumPresence`,
      [`到岗比例 ${ranking.minimumPresence} 大于 1。`, `是不是要写“${ranking.minimumPresence}%”？`],
      [`The share ${ranking.minimumPresence} is above 1.`, `Did you mean “${ranking.minimumPresence}%”?`],
    );
  for (const { it: key, path: at } of each(ranking.tieBreak, `${path}/tieBreak`)) {
    const wanted = TIE_MEMBERS[key.by];
    for (const member of ['measure', 'over', 'basis'] as const) {
      const needed = wanted.includes(member);
      if (needed && key[member] === undefined)
        found.error(
          'missing-member',
          at,
          [`按 ${key.by} 比较，却没有写 ${member}。`, `请补上“${member}: …”。`],
          [`Comparing by ${key.by} needs ${member}.`, `Add “${member}: …”.`],
        );
      if (!needed && key[member] !== undefined && (member !== 'basis' || wanted.length === 0))
        found.error(
          'member-unused',
          `${at}/${member}`,
          [`按 ${key.by} 比较时 ${member} 不起作用。`, '请删去。'],
          [`Comparing by ${key.by}, ${member} has no effect.`, 'Remove it.'],
        );
    }
    const { measure, over, basis } = key;
    if (measure !== undefined)
      basisFits(over === undefined ? { measure, basis } : { of: measure, over, basis }, at, found);
  }
}

function outcomeFits(book: Book, outcome: Outcome, path: string, found: Findings): void {
  subjectKnown(book, outcome.subject, `${path}/subject`, found);
  const subject = outcome.subject ?? 'window';
  const ranked =
    outcome.kind === 'top' ||
    outcome.kind === 'bottom' ||
    (outcome.kind === 'streak' && outcome.of.outcome === undefined);
  if (ranked && book.subjects[subject] !== undefined && book.ranking[subject] === undefined)
    found.error(
      'not-ranked',
      path,
      [`要用名次，ranking 里却没有 ${subject} 的排名。`, `请补上“${subject}: {}”。`],
      [`It needs ranks, but ${subject} is not ranked.`, `Add “${subject}: {}” to ranking.`],
    );
  const others = (book.outcomes ?? []).filter((other) => other !== outcome).map(({ code }) => code);
  const refer = (code: string | undefined, at: string): void => {
    if (code !== undefined) known(found, 'unknown-outcome', at, code, others, ['别的结果', 'other outcome']);
  };
  if (outcome.kind === 'streak') refer(outcome.of.outcome, `${path}/of/outcome`);
  if (outcome.kind === 'score') boundsFit(outcome, path, found);
  if (outcome.kind === 'top') maxTopFits(outcome, path, found);
  if (outcome.kind !== 'quota') return;
  refer(outcome.extra?.outcome, `${path}/extra/outcome`);
  share(outcome.share, `${path}/share`, found);
}

function maxTopFits({ n, maxTop }: Extract<Outcome, { kind: 'top' }>, path: string, found: Findings): void {
  if (maxTop === undefined || maxTop >= n) return;
  found.error(
    'max-top-below-n',
    `${path}/maxTop`,
    [`maxTop（${maxTop}）小于 n（${n}）。`, '并列时的上限不能少于名额本身。'],
    [`maxTop (${maxTop}) is below n (${n}).`, 'It cannot be less than the places themselves.'],
  );
}

function share(text: string | number, path: string, found: Findings): void {
  if (!isAbove(text, 1)) return;
  found.error(
    'share-above-one',
    path,
    [`比例 ${text} 大于 1。`, `是不是要写“${text}%”？`],
    [`The share ${text} is above 1.`, `Did you mean “${text}%”?`],
  );
}

/** From the best down; only the last grade of a subject may have no threshold. */
function grades(book: Book, found: Findings): void {
  for (const subject of new Set((book.grades ?? []).map((grade) => grade.subject))) {
    const list = each(book.grades, '/grades').filter(({ it }) => it.subject === subject);
    list.forEach(({ it, path }, index) => {
      subjectKnown(book, it.subject, `${path}/subject`, found);
      if (it.from !== undefined && it.over !== undefined) boundsFit(it, path, found);
      const [here, before] = [it.from ?? it.over, list[index - 1]?.it];
      const above = before?.from ?? before?.over;
      const open = here === undefined && index < list.length - 1;
      const rising = here !== undefined && above !== undefined && fraction(here).compare(fraction(above)) >= 0;
      if (open || rising)
        found.error(
          'grades-order',
          path,
          [
            open ? '没有界限的等次只能排在最后。' : `等次没有从好到差：${here} 不低于前一等的 ${above}。`,
            '请按从好到差排列。',
          ],
          [
            open
              ? 'Only the last grade may have no threshold.'
              : `The grades do not fall: ${here} is not below ${above}.`,
            'Order them from the best down.',
          ],
        );
    });
  }
}
