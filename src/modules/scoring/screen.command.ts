import type { Language } from 'src/common/language';
import type { CommandIo } from 'src/config/command-io';
import type { Evaluation } from './engine/evaluation';
import { explain, explainSheet, type NameOf } from './engine/explain/explain';
import { remarkText } from './engine/explain/remark';
import type { Sheet } from './engine/sheet';
import type { RunRecord } from './run-store.service';

type Ranked = Pick<
  Evaluation,
  'period' | 'book' | 'standings' | 'outcomes' | 'effects' | 'blocked' | 'unread' | 'unplaced' | 'imported'
>;

/** What `score`, `standings` and the API answer for a month. Points are text with the book's decimals. */
export function standingsAnswer(run: RunRecord, result: Ranked): object {
  return {
    hall: run.hall,
    period: run.month,
    revision: run.revision,
    sealed: run.sealed === 1,
    computedAt: run.computedAt,
    computedBy: run.computedBy,
    engine: run.engine,
    book: result.book,
    digests: { book: run.bookDigest, facts: run.factsDigest, result: run.resultDigest, seal: run.sealDigest },
    standings: result.standings,
    outcomes: result.outcomes,
    effects: result.effects,
    blocked: result.blocked,
    unread: result.unread,
    unplaced: result.unplaced,
    ...(result.imported === undefined ? {} : { imported: result.imported }),
  };
}

export interface Explanation {
  readonly hall: string;
  readonly period: string;
  readonly revision: number;
  readonly sealed: boolean;
  readonly subject: string;
  readonly name: string;
  readonly type: string;
  readonly rank: number | null;
  readonly of: number;
  /** `100.00 + 1.50 - 5.00 = 96.50`. */
  readonly sum: string;
  readonly score: string;
  readonly marks: readonly string[];
  /** Rank and marks are kept back from whoever may not see the ranking yet. */
  readonly withheld?: true;
  readonly lines: readonly (Sheet['lines'][number] & { readonly sentence: string })[];
}

export function explanation(
  run: RunRecord,
  result: Ranked,
  sheet: Sheet,
  language: Language,
  nameOf: NameOf,
): Explanation {
  const standing = result.standings.find((one) => one.type === sheet.type && one.subject === sheet.subject);
  return {
    hall: run.hall,
    period: run.month,
    revision: run.revision,
    sealed: run.sealed === 1,
    subject: sheet.subject,
    name: sheet.name,
    type: sheet.type,
    rank: standing?.rank ?? null,
    of: standing?.of ?? 0,
    sum: explainSheet(sheet),
    score: sheet.score.printed,
    marks: standing?.marks ?? [],
    lines: sheet.lines.map((line) => ({ ...line, sentence: explain(line, language, nameOf) })),
  };
}

export function showStandings(io: CommandIo, run: RunRecord, result: Ranked, type: string): void {
  const zh = io.language === 'zh';
  const state = run.sealed === 1 ? (zh ? '已封存' : 'sealed') : zh ? '未锁定，可能变动' : 'not closed, may change';
  io.line(`${run.hall} ${run.month} · ${result.book.title} · ${state} · ${run.computedAt}`);
  const rows = result.standings
    .filter((standing) => standing.type === type)
    .map((one) => [
      one.rank ?? '—',
      one.name,
      one.group,
      one.score,
      partsOf(one),
      [...one.marks, one.unranked?.detail ?? '', remarkText(one.note ?? '', io.language)]
        .filter((text) => text !== '')
        .join(' '),
    ]);
  io.table(
    zh ? ['名次', '名称', '组', '得分', '构成', '结果'] : ['rank', 'name', 'group', 'score', 'parts', 'outcome'],
    rows,
  );
}

/** `100.00 + 1.50 - 5.00`, and the adjustment where there is one: the sum is always the score. */
function partsOf({ base, bonus, deduction, adjustment }: Ranked['standings'][number]): string {
  const rest = /[1-9]/.test(adjustment)
    ? ` ${adjustment.startsWith('-') ? '-' : '+'} ${adjustment.replace('-', '')}`
    : '';
  return `${base} + ${bonus} - ${deduction}${rest}`;
}

export function showGaps(io: CommandIo, gaps: readonly string[]): void {
  if (gaps.length === 0) return;
  io.line(
    io.language === 'zh'
      ? `下列数据来源尚未报全，结果为暂定，不能锁定：${gaps.join('；')}`
      : `These sources are not complete; the result is provisional and cannot be closed: ${gaps.join('; ')}`,
  );
}

export function showExplanation(io: CommandIo, answer: Explanation, all: boolean): void {
  const zh = io.language === 'zh';
  const place = answer.rank === null ? (zh ? '不排名' : 'not ranked') : `${String(answer.rank)}/${String(answer.of)}`;
  io.line(
    `${answer.name}（${answer.subject}） ${answer.period} ${zh ? '名次' : 'rank'} ${place} ${answer.marks.join(' ')}`,
  );
  io.line(answer.sum);
  // What a ruling decided is shown even where it leaves nothing to count.
  for (const line of answer.lines)
    if (all || line.scale4 !== 0 || line.ruling !== undefined)
      io.line(`  ${line.printed.padStart(7)}  ${line.sentence}`);
}
