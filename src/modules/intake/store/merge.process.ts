import type { EntityManager } from 'typeorm';
import type { SinkText } from 'src/modules/intake/reading/summary';
import type { BatchHead } from './batch';
import { countFurther, countLate, countMerged, mergeStage, stageName, type Statement } from './statements';
import type { Written } from './writing.process';

/** What was not there before: records, and rows of closed months. */
export interface Merged {
  readonly accepted: number;
  readonly late: number;
}

/** Moves what was staged into the tables of the feed. */
export async function mergeAll(
  manager: EntityManager,
  written: Written,
  head: BatchHead,
  prefix: string,
): Promise<Merged> {
  let accepted = 0;
  const lateSinks: SinkText[] = [];
  for (const { sink: index, decide } of written.staged) {
    const sink = written.sinks[index];
    if (!sink) continue;
    const stage = stageName(prefix, index);
    const { affectedRows } = await manager.query<{ affectedRows: number }>(mergeStage(sink, stage));
    if (sink.late && affectedRows > 0) lateSinks.push(sink);
    if (decide === 'none' || affectedRows === 0) continue;
    if (decide === 'all') accepted += affectedRows;
    // Only where several rows are one record, or rows that decide stand beside others, must they be told apart.
    else {
      const sql = decide === 'states' ? countFurther(sink, stage) : countMerged(sink, stage);
      const [count] = await manager.query<{ n: string }[]>(sql, [head.hall, head.id]);
      accepted += decide === 'states' ? affectedRows - Number(count?.n) : Number(count?.n);
    }
  }
  if (accepted > 0 || lateSinks.length > 0) for (const sink of written.sinks) await runAll(manager, sink.merges);
  let late = 0;
  for (const sink of lateSinks) {
    const [count] = await manager.query<{ n: string }[]>(countLate(sink), [head.hall, head.id]);
    late += Number(count?.n ?? 0);
  }
  return { accepted, late };
}

export async function runAll(manager: EntityManager, statements: readonly Statement[]): Promise<void> {
  for (const { sql, parameters } of statements) await manager.query(sql, [...parameters]);
}
