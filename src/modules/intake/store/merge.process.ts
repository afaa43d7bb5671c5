import type { EntityManager } from 'typeorm';
import type { BatchHead } from './batch';
import { countMerged, mergeStage, stageName, type Statement } from './statements';
import type { Written } from './writing.process';

/** Moves what was staged into the tables of the feed. The number of records that were not there before. */
export async function mergeAll(
  manager: EntityManager,
  written: Written,
  head: BatchHead,
  prefix: string,
): Promise<number> {
  let accepted = 0;
  for (const { sink: index, decide } of written.staged) {
    const sink = written.sinks[index];
    if (!sink) continue;
    const stage = stageName(prefix, index);
    const { affectedRows } = await manager.query<{ affectedRows: number }>(mergeStage(sink, stage));
    if (decide === 'all') accepted += affectedRows;
    if (decide !== 'some' || affectedRows === 0) continue;
    // Only where rows that decide stand beside others must they be told apart.
    const [count] = await manager.query<{ n: string }[]>(countMerged(sink, stage), [head.hall, head.id]);
    accepted += Number(count?.n ?? 0);
  }
  if (accepted > 0) for (const sink of written.sinks) await runAll(manager, sink.merges);
  return accepted;
}

export async function runAll(manager: EntityManager, statements: readonly Statement[]): Promise<void> {
  for (const { sql, parameters } of statements) await manager.query(sql, [...parameters]);
}
