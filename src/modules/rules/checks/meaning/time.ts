import type { Book } from 'src/modules/rules/book';
import type { Findings } from './meaning';
import { each } from 'src/modules/rules/checks/vocabulary';

/** Months and days in the right order. */
export function checkTime(book: Book, found: Findings): void {
  const { from, until, deadlines } = book;
  if (until !== undefined && until < from)
    found.error(
      'until-before-from',
      '/until',
      [`办法到 ${until} 止，却从 ${from} 起。`, '请把 until 改到 from 当月或以后，长期有效时删去 until。'],
      [`The book ends in ${until} but begins in ${from}.`, 'Set until to the first month or later, or remove it.'],
    );
  for (const { it: item, path } of each(book.items, '/items'))
    for (const { it: month, path: at } of each(item.applies?.months, `${path}/applies/months`))
      if (month < from || (until !== undefined && month > until))
        found.error(
          'month-outside',
          at,
          [`${month} 不在办法的有效期内（自 ${from} 起${until === undefined ? '' : `至 ${until}`}）。`, '请改正月份。'],
          [
            `${month} lies outside the book (from ${from}${until === undefined ? '' : ` to ${until}`}).`,
            'Correct the month.',
          ],
        );
  if (deadlines && deadlines.verification <= deadlines.submission)
    found.error(
      'deadline-order',
      '/deadlines/verification',
      [
        `核实期限（${deadlines.verification} 日）不晚于报送期限（${deadlines.submission} 日）。`,
        '核实应在报送之后，请改正其中一个。',
      ],
      [
        `Verification (day ${deadlines.verification}) is not after submission (day ${deadlines.submission}).`,
        'Correct one of them.',
      ],
    );
}
