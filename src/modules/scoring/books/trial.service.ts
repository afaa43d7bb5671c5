import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { refusal } from 'src/common/refusal';
import { checkBook } from 'src/modules/rules';
import type { Book } from 'src/modules/rules/book';
import type { MonthFacts } from 'src/modules/rules/facts';
import { compile } from 'src/modules/scoring/engine/compile';
import { evaluate } from 'src/modules/scoring/engine/order';
import { GatherService } from 'src/modules/scoring/gather.service';
import { RunStore } from 'src/modules/scoring/run-store.service';
import type { Seal } from 'src/modules/scoring/seal/seal';
import { compare, type TrialMonth } from './trial';

const MOST_MONTHS = 24;

const trialTooLong = refusal<{ months: number; most: number }>('scoring.trial-too-long', {
  zh: ({ months, most }) => `试算最多 ${String(most)} 个月，写了 ${String(months)} 个月。请缩短范围。`,
  en: ({ months, most }) => `A trial takes at most ${String(most)} months, not ${String(months)}. Name fewer.`,
});
const trialFaulty = refusal<{ errors: number }>('scoring.trial-faulty', {
  zh: ({ errors }) => `这份细则有 ${String(errors)} 处错误，不能试算。请先检查并改正。`,
  en: ({ errors }) => `These rules have ${String(errors)} errors and cannot be tried. Check and correct them first.`,
});
const trialHidden = refusal<{ hall: string }>(
  'scoring.trial-hidden',
  {
    zh: ({ hall }) => `没有找到大厅“${hall}”的细则，或者不在您的权限范围内。`,
    en: ({ hall }) => `No rules of ${hall} were found, or they are not within what you may see.`,
  },
  404,
);

/** Tries a book on past months: the same facts by the book in force and by this one. Nothing is stored. */
@Injectable()
export class TrialService {
  constructor(
    private readonly clock: Clock,
    private readonly gatherer: GatherService,
    private readonly store: RunStore,
  ) {}

  /** Throws `scoring.trial-faulty`, `scoring.trial-too-long`, and for a month that is not sealed what gathering throws. */
  async try(actor: Actor, hall: string, text: string, months: readonly Period[]): Promise<TrialMonth[]> {
    allow(actor, 'book:write', { hall }, () => trialHidden({ hall }));
    if (months.length > MOST_MONTHS) throw trialTooLong({ months: months.length, most: MOST_MONTHS });
    const { book, problems } = checkBook(text);
    if (!book) throw trialFaulty({ errors: problems.filter(({ severity }) => severity === 'error').length });
    const wanted = compile(book);
    const answers: TrialMonth[] = [];
    for (const month of months) {
      const { sealed, facts, used } = await this.given(hall, month);
      const before = evaluate(compile(used), facts);
      answers.push(compare(sealed ? 'sealed' : 'running', before, evaluate(wanted, facts)));
    }
    return answers;
  }

  /** Sealed facts of a closed month, with its own book; else what is known now. */
  private async given(hall: string, month: Period): Promise<{ sealed: boolean; facts: MonthFacts; used: Book }> {
    const run = (await this.store.revisions(hall, month)).filter(({ sealed }) => sealed === 1).at(-1);
    const seal = run && ((await this.store.document(run.id, 'seal')) as Seal | undefined);
    const book = seal && checkBook(seal.book.text).book;
    if (book) return { sealed: true, facts: seal.facts, used: book };
    const gathered = await this.gatherer.gather(hall, month, hallTime(this.clock.now()));
    return { sealed: false, facts: gathered.facts, used: gathered.book.parsed };
  }
}
