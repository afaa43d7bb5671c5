import { rmSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { addDays } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import type { AnsweredReject, ImportAnswer } from 'src/modules/intake/answer/answer';
import { daysAdded, type Days } from 'src/modules/intake/connectors/complete-until';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { pullRefused } from 'src/modules/intake/connectors/refusals';
import { RunsService, type Ended } from 'src/modules/intake/connectors/runs.service';
import type { Source } from 'src/modules/intake/connectors/sources.service';
import { deliveredRow } from 'src/modules/intake/connectors/sql/delivered-row.service';
import { gatherView } from 'src/modules/intake/connectors/sql/view.service';
import type { ViewSettings } from 'src/modules/intake/connectors/sql/view-settings.dto';
import { completeOf, TakingService } from 'src/modules/intake/connectors/taking.service';
import type { Gathered } from './gathered';
import { gatherPages } from './http-pages.service';
import { wholeDayOf } from './pages';
import { PullFault } from './pull-fault';
import type { PullSettings } from './pull-settings.dto';

/** Asks a system for what is new and takes it in like a file. */
@Injectable()
export class PullService {
  constructor(
    private readonly runs: RunsService,
    private readonly taking: TakingService,
    private readonly outside: Outside,
  ) {}

  /** One pull of one source. Never throws: what went wrong stands in its history, and the watermark stays where it was. */
  async pull(source: Source): Promise<Omit<Ended, 'endedAt'>> {
    try {
      const { path, id } = this.taking.fileFor(source, 'jsonl');
      for (const died of await this.runs.bury(source, this.taking.now()))
        rmSync(this.taking.fileOf(source, died, 'jsonl'), { force: true });
      await this.runs.begin(source, id, this.taking.now(), null);
      const ended = await this.deliver(source, id, path).catch((error: unknown) => failure(source, error));
      if (typeof ended.batch !== 'string') rmSync(path, { force: true });
      await this.runs.end(source, id, { ...ended, endedAt: this.taking.now() });
      return ended;
    } catch (error) {
      // The history itself cannot be written; the next pull buries this one.
      return failure(source, error);
    }
  }

  private async deliver(source: Source, id: string, path: string): Promise<Omit<Ended, 'endedAt'>> {
    const gathered = await this.gather(source, path);
    const days = await this.daysOf(source, gathered);
    const { rows, pages, bytes, watermark } = gathered;
    const also = this.runs.storedWith(source, id, { watermark, covers: days });
    const answer = rows === 0 ? null : await this.taking.take(source, path, { days, language: 'zh', also });
    const complete = completeOf(source, days);
    if (answer === null && complete) await this.runs.state(source, id, complete, this.taking.now());
    const { accepted = 0, repeats = 0, rejected = 0, batch = null } = answer ?? {};
    const [first] = answer?.rejects ?? [];
    const bad = first && { ...first, key: (await deliveredRow(path, first.line))?.key ?? null };
    const report = reportOf(gathered, answer, { days, bad });
    return { state: 'done', pages, bytes, watermark, accepted, repeats, rejected, batch, covers: days, report };
  }

  /** Writes the rows to the file. Throws `PullFault`. */
  private async gather(source: Source, path: string): Promise<Gathered> {
    const asked = { from: await this.runs.watermark(source), path, outside: this.outside };
    return source.kind === 'sql-view'
      ? gatherView(source.settings as ViewSettings, { ...asked, now: this.taking.now() })
      : gatherPages(source.settings as PullSettings, asked);
  }

  /** The days a finished pull calls complete, when it is declared so. */
  private async daysOf(source: Source, { finished, until: says }: Gathered): Promise<Days | undefined> {
    const { complete } = source.settings as PullSettings | ViewSettings;
    if (!complete || !finished) return undefined;
    const today = this.taking.now().slice(0, 10);
    const { since, daysBehind } = complete;
    const until = daysBehind === undefined ? wholeDayOf(says) : addDays(today, -daysBehind);
    if (until === undefined || until > today) {
      const field = 'field' in complete ? (complete.field ?? '') : '';
      throw new PullFault({
        zh: `答复里“${field}”不是今天或以前的日期，不能说明数据完整到哪一天`,
        en: `"${field}" of the answer is no day up to today and cannot say until when the data are complete`,
      });
    }
    return daysAdded(until, since, await this.runs.coveredTo(source));
  }
}

function failure(source: Source, error: unknown): Omit<Ended, 'endedAt'> {
  if (error instanceof PullFault)
    return {
      state: 'refused',
      report: pullRefused({ source: source.name, where: placeOf(source), cause: error.why }).sentences,
    };
  if (error instanceof Refusal) return { state: 'refused', report: error.sentences };
  const text = error instanceof Error ? error.message : String(error);
  return { state: 'failed', report: { zh: text, en: text } };
}

function placeOf({ kind, settings }: Source): string {
  if (kind === 'sql-view') {
    const { host, database, view } = settings as ViewSettings;
    return `${host} ${database}.${view}`;
  }
  const { origin, pathname } = new URL((settings as PullSettings).url);
  return `${origin}${pathname}`;
}

function reportOf(
  { pages, rows, finished }: Gathered,
  answer: ImportAnswer | null,
  { days, bad }: { days: Days | undefined; bad: (AnsweredReject & { key: string | null }) | undefined },
): Ended['report'] {
  const { accepted = 0, repeats = 0, rejected = 0 } = answer ?? {};
  const place = bad && (bad.key === null ? '' : `，来源行号 ${bad.key}`);
  const first = bad ? `（第 ${String(bad.line)} 行${place ?? ''}“${bad.column}”：${bad.cause}）` : '';
  const more = finished ? ['', ''] : ['，达到上限，下次接着拉取', ', stopped at the limits and goes on next time'];
  const covers = days ? [`，${days.from} 至 ${days.to} 数据完整`, `, complete ${days.from} to ${days.to}`] : ['', ''];
  return {
    zh: `${String(pages)} 页 ${String(rows)} 行，新增 ${String(accepted)}，重复 ${String(repeats)}，退回 ${String(rejected)}${first}${more[0] ?? ''}${covers[0] ?? ''}`,
    en: `${String(pages)} pages, ${String(rows)} rows: ${String(accepted)} new, ${String(repeats)} known, ${String(rejected)} rejected${more[1] ?? ''}${covers[1] ?? ''}`,
  };
}
