import { Injectable } from '@nestjs/common';
import type { Period } from 'src/common/civil-date';
import { PeriodService } from 'src/modules/calendar';
import { acceptsRulings } from 'src/modules/calendar/months/month-states';
import { parseSpan, type Span } from 'src/modules/calendar/periods';
import { ImportedService, ScoreService, type Head, type RunRecord } from 'src/modules/scoring';
import { rollUp, type RolledUp } from 'src/modules/scoring/engine/ranking/rollup';
import { spanUnreadable } from 'src/modules/awards/refusals';

/** A month as it was sealed last. */
export interface SealedMonth {
  readonly period: Period;
  readonly run: RunRecord;
  readonly head: Head;
}

/** Reads what awards rest on: sealed months only, newest revisions. */
@Injectable()
export class SealedMonths {
  constructor(
    private readonly scores: ScoreService,
    private readonly office: ImportedService,
    private readonly periods: PeriodService,
  ) {}

  /** Of months with a sealed result those that were opened again: their next revision is being made. */
  async reopened(hall: string, months: readonly Period[]): Promise<Period[]> {
    const found: Period[] = [];
    for (const month of months) {
      const period = await this.periods.find(hall, month);
      if (period && acceptsRulings(period.state) && (await this.revision(hall, month)) !== undefined) found.push(month);
    }
    return found;
  }

  async of(hall: string, months: readonly Period[]): Promise<SealedMonth[]> {
    const found: SealedMonth[] = [];
    for (const period of months) {
      const run = (await this.scores.revisions(hall, period)).filter(({ sealed }) => sealed === 1).at(-1);
      if (run) found.push({ period, run, head: (await this.scores.result(hall, period, run.revision)).head });
    }
    return found;
  }

  /** The newest sealed revision of a month; undefined: not sealed. */
  async revision(hall: string, period: Period): Promise<number | undefined> {
    return (await this.scores.revisions(hall, period)).filter(({ sealed }) => sealed === 1).at(-1)?.revision;
  }

  /** The quarter or year, with the months the office imported, and the outcome its candidates are counted by. */
  async rolledUp(
    hall: string,
    span: Span,
  ): Promise<{ rows: RolledUp[]; outcome: string | undefined; imported: Period[] }> {
    const kind = span.kind === 'year' ? 'year' : 'quarter';
    const sealed = await this.scores.sealedMonths(hall, span.months);
    const book = await this.office.bookFor(hall, span.months.at(-1) ?? '');
    const brought = await this.office.results(hall, span.months, book);
    const results = [...sealed, ...brought];
    return {
      rows: results.length === 0 ? [] : rollUp(book, kind, span.months, results),
      outcome: book.rollups?.[kind]?.candidates?.outcome,
      imported: brought.map(({ period }) => period),
    };
  }

  /** Names of items and outcomes of the book of a month by code. */
  async names(hall: string, period: Period): Promise<ReadonlyMap<string, string>> {
    const { items, outcomes = [] } = await this.office.bookFor(hall, period);
    return new Map([...outcomes, ...items].map(({ code, name }) => [code, name]));
  }
}

/** A month, quarter or year; throws `awards.span-unreadable`. */
export function awardSpan(text: string): Span {
  let span: Span;
  try {
    span = parseSpan(text);
  } catch {
    throw spanUnreadable({ span: text });
  }
  if (span.kind === 'range') throw spanUnreadable({ span: text });
  return span;
}
