import type { Book, Limits } from 'src/modules/rules/book';
import { fraction, isAbove } from 'src/modules/rules/checks/intervals';
import type { Findings } from './meaning';
import { each } from 'src/modules/rules/checks/vocabulary';

/** Base, floor, ceiling and the marks of sections, also as a group changes them. */
export function checkLimits(book: Book, found: Findings): void {
  for (const [subject, rules] of Object.entries(book.subjects)) {
    limitsFit(rules, rules, `/subjects/${subject}`, found);
    const { coefficient } = rules;
    if (coefficient && coefficient.by !== 'roster')
      ascending(
        coefficient.by.tiers.map(({ from }) => from),
        `/subjects/${subject}/coefficient/by/tiers`,
        found,
      );
  }
  const window = book.subjects.window;
  for (const { it: group, path } of each(book.groups, '/groups'))
    if (window) limitsFit({ ...window, ...group }, group, path, found);
  for (const { it: section, path } of each(book.sections, '/sections')) {
    if (section.fullMark !== undefined && isAbove(section.floor ?? 0, section.fullMark))
      found.error(
        'floor-above-full-mark',
        `${path}/floor`,
        [`下限 ${section.floor ?? 0} 高于满分 ${section.fullMark}。`, '请改正其中一个。'],
        [`The floor ${section.floor ?? 0} is above the full mark ${section.fullMark}.`, 'Correct one of them.'],
      );
    if (section.floor !== undefined && section.fullMark === undefined)
      found.error(
        'floor-without-full-mark',
        `${path}/floor`,
        ['写了 floor，却没有满分 fullMark。', '请补上 fullMark，或删去 floor。'],
        ['There is a floor but no fullMark.', 'Add fullMark or remove the floor.'],
      );
  }
  marksAddUp(book, found);
}

/** `own`: what stands at this place; `all`: with what it inherits. */
function limitsFit(all: Limits, own: Limits, path: string, found: Findings): void {
  const { base = 0, floor, ceiling } = all;
  const at = (...names: (keyof Limits)[]): string => `${path}/${names.find((name) => own[name] !== undefined) ?? ''}`;
  if (floor !== undefined && ceiling !== undefined && isAbove(floor, ceiling)) {
    found.error(
      'floor-above-ceiling',
      at('floor', 'ceiling'),
      [`总分下限 ${floor} 高于上限 ${ceiling}。`, '请改正其中一个。'],
      [`The floor ${floor} is above the ceiling ${ceiling}.`, 'Correct one of them.'],
    );
    return;
  }
  const below = floor !== undefined && isAbove(floor, base);
  if (below || (ceiling !== undefined && isAbove(base, ceiling))) {
    found.error(
      'base-outside',
      at(below ? 'floor' : 'ceiling', 'base'),
      [`基础分 ${base} 不在总分下限与上限之间。`, '请改正基础分、floor 或 ceiling。'],
      [`The base ${base} is not between floor and ceiling.`, 'Correct base, floor or ceiling.'],
    );
    return;
  }
  idleLimits(all, at, found);
}

/** A bound nothing can reach. */
function idleLimits(all: Limits, at: (...names: (keyof Limits)[]) => string, found: Findings): void {
  const { base = 0, floor, ceiling, bonusCap, deductionCap } = all;
  if (
    bonusCap !== undefined &&
    ceiling !== undefined &&
    fraction(base).add(fraction(bonusCap)).compare(fraction(ceiling)) < 0
  )
    found.warning(
      'ceiling-idle',
      at('ceiling', 'bonusCap', 'base'),
      [`基础分 ${base} 加满加分 ${bonusCap} 也到不了上限 ${ceiling}，上限不起作用。`, '请核对加分封顶和总分上限。'],
      [
        `Base ${base} with all bonus ${bonusCap} never reaches the ceiling ${ceiling}.`,
        'Check the bonus cap and the ceiling.',
      ],
    );
  if (
    deductionCap !== undefined &&
    floor !== undefined &&
    fraction(base).sub(fraction(deductionCap)).compare(fraction(floor)) > 0
  )
    found.warning(
      'floor-idle',
      at('floor', 'deductionCap', 'base'),
      [`基础分 ${base} 扣满 ${deductionCap} 也到不了下限 ${floor}，下限不起作用。`, '请核对扣分封顶和总分下限。'],
      [
        `Base ${base} less all deductions ${deductionCap} never reaches the floor ${floor}.`,
        'Check the deduction cap and the floor.',
      ],
    );
}

/** Thresholds must rise strictly, or a tier can never be reached. */
export function ascending(thresholds: readonly (string | number)[], path: string, found: Findings): void {
  thresholds.forEach((threshold, index) => {
    const before = thresholds[index - 1];
    if (before !== undefined && !isAbove(threshold, before))
      found.error(
        'tiers-order',
        `${path}/${index}`,
        [`档次没有从低到高：${threshold} 排在 ${before} 之后。`, '请按从低到高排列，每档高于前一档。'],
        [
          `The tiers do not rise: ${threshold} comes after ${before}.`,
          'Order them from low to high, each above the one before.',
        ],
      );
  });
}

/** Halls that give every section a full mark mean them to add up to the base. */
function marksAddUp(book: Book, found: Findings): void {
  const sections = book.sections.filter(({ subject }) => (subject ?? 'window') === 'window');
  if (sections.length < 2 || sections.some(({ fullMark }) => fullMark === undefined)) return;
  const places = [{ limits: book.subjects.window, marks: {}, path: '/subjects/window/base' }].concat(
    each(book.groups, '/groups').map(({ it, path }) => ({
      limits: { ...book.subjects.window, ...it, base: it.base ?? book.subjects.window?.base ?? 0 },
      marks: it.fullMarks ?? {},
      path,
    })),
  );
  for (const { limits, marks, path } of places) {
    const sum = sections
      .map(({ code, fullMark }) => fraction((marks as Record<string, string | number>)[code] ?? fullMark ?? 0))
      .reduce((a, b) => a.add(b));
    if (limits && !sum.equals(fraction(limits.base)))
      found.warning(
        'full-marks-sum',
        path,
        [`各部分满分合计 ${sum.toText()}，与基础分 ${limits.base} 不等。`, '如果本意是相等，请改正满分或基础分。'],
        [
          `The full marks add up to ${sum.toText()}, the base is ${limits.base}.`,
          'Correct them if they should be equal.',
        ],
      );
  }
}
