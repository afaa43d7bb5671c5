import type { Book } from 'src/modules/rules/book';
import type { Rollup } from 'src/modules/rules/ranking';
import { fraction } from 'src/modules/rules/checks/intervals';
import { positive } from './counting';
import type { Findings } from './meaning';
import { known } from './references';

/** Quarter and year. */
export function checkRollups(book: Book, found: Findings): void {
  const { quarter, year } = book.rollups ?? {};
  if (quarter) rollupFits(book, quarter, 3, '/rollups/quarter', found);
  if (year) rollupFits(book, year, 12, '/rollups/year', found);
}

function rollupFits(book: Book, rollup: Rollup, months: number, path: string, found: Findings): void {
  const { method, weights, best, candidates } = rollup;
  needs(method === 'weighted', weights !== undefined, 'weights', method, path, found);
  needs(method === 'best', best !== undefined, 'best', method, path, found);
  if (method === 'weighted' && weights) {
    if (weights.length !== months)
      found.error(
        'weights-count',
        `${path}/weights`,
        [`权重有 ${weights.length} 个，应有 ${months} 个，每月一个。`, '请补齐或删去多余的。'],
        [`There are ${weights.length} weights; one for each of ${months} months is needed.`, 'Correct the list.'],
      );
    if (weights.every((weight) => fraction(weight).isZero())) positive(found, `${path}/weights`);
  }
  if (best !== undefined && best > months)
    found.error(
      'best-above-months',
      `${path}/best`,
      [`取最好的 ${best} 个月，但一共只有 ${months} 个月。`, '请改小。'],
      [`The best ${best} months are wanted, but there are only ${months}.`, 'Make it smaller.'],
    );
  const codes = (book.outcomes ?? []).map(({ code }) => code);
  if (candidates)
    known(found, 'unknown-outcome', `${path}/candidates/outcome`, candidates.outcome, codes, ['结果', 'outcome']);
}

function needs(wanted: boolean, there: boolean, member: string, method: string, path: string, found: Findings): void {
  if (wanted && !there)
    found.error(
      'missing-member',
      path,
      [`汇总方法 ${method} 要写 ${member}。`, `请补上“${member}: …”。`],
      [`The method ${method} needs ${member}.`, `Add “${member}: …”.`],
    );
  if (!wanted && there)
    found.error(
      'member-unused',
      `${path}/${member}`,
      [`汇总方法 ${method} 用不到 ${member}。`, '请删去，或改写 method。'],
      [`The method ${method} does not use ${member}.`, 'Remove it or change the method.'],
    );
}
