import { rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { addDays } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import { JsonFault, parseJson, type JsonValue } from 'src/modules/intake/files/json-text';
import { Asking } from './asking.service';
import { daysAdded, type Days } from 'src/modules/intake/connectors/complete-until';
import { Outside } from 'src/modules/intake/connectors/outside.service';
import { firstPage, isLater, jsonText, memberAt, nextPage, wholeDayOf, wordOf } from './pages';
import { PullFault, PullFull } from './pull-fault';
import { pullRefused } from 'src/modules/intake/connectors/refusals';
import { RunsService, type Ended } from 'src/modules/intake/connectors/runs.service';
import type { PullSettings } from 'src/modules/intake/connectors/source-settings.dto';
import type { Source } from 'src/modules/intake/connectors/sources.service';
import { completeOf, TakingService } from 'src/modules/intake/connectors/taking.service';

const MOST_PAGES = 100;

/** What the pages of one pull held. */
interface Gathered {
  readonly rows: number;
  readonly pages: number;
  readonly bytes: number;
  readonly watermark: string | null;
  /** The last page; undefined when the pull ended at its limits. */
  readonly last: JsonValue | undefined;
}

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
    const { path, id } = this.taking.fileFor(source, 'jsonl');
    await this.runs.begin(source, id, this.taking.now(), null);
    let ended: Omit<Ended, 'endedAt'>;
    try {
      ended = await this.deliver(source, id, path);
    } catch (error) {
      ended = failure(source, error);
    }
    if (typeof ended.batch !== 'string') rmSync(path, { force: true });
    await this.runs.end(source, id, { ...ended, endedAt: this.taking.now() });
    return ended;
  }

  private async deliver(source: Source, id: string, path: string): Promise<Omit<Ended, 'endedAt'>> {
    const settings = source.settings as PullSettings;
    const gathered = await this.gather(source, settings, path);
    const days = await this.daysOf(source, settings, gathered);
    const answer = gathered.rows === 0 ? null : await this.taking.take(source, path, days, 'zh');
    const complete = completeOf(source, days);
    if (answer === null && complete) await this.runs.state(source, id, complete, this.taking.now());
    const { pages, bytes, watermark } = gathered;
    const { accepted = 0, repeats = 0, rejected = 0, batch = null } = answer ?? {};
    const report = reportOf(gathered, answer, days);
    return { state: 'done', pages, bytes, watermark, accepted, repeats, rejected, batch, covers: days, report };
  }

  /** Writes the rows of all pages to the file. Throws `PullFault`. */
  private async gather(source: Source, settings: PullSettings, path: string): Promise<Gathered> {
    const from = (await this.runs.watermark(source)) ?? settings.watermark?.start;
    const asking = new Asking(settings, this.outside, secretOf(settings));
    const rows = new Rows(settings, await open(path, 'wx', 0o600));
    const asked = new Set<string>();
    try {
      let next: URL | undefined = firstPage(settings, from);
      let page: JsonValue | undefined;
      while (next && asked.size < (settings.maxPages ?? MOST_PAGES)) {
        if (asked.has(next.href)) throw new PullFault({ zh: '翻页绕回了原处', en: 'the pages go round in circles' });
        asked.add(next.href);
        page = pageOf(await asking.page(next));
        next = nextPage(settings, next, page, await rows.write(page));
      }
      if (next) rows.assertMayStop(from);
      return { ...rows.counts, pages: asked.size, bytes: asking.bytes, last: next ? undefined : page };
    } catch (error) {
      if (!(error instanceof PullFull)) throw error;
      rows.assertMayStop(from);
      return { ...rows.counts, pages: asked.size - 1, bytes: asking.bytes, last: undefined };
    } finally {
      await rows.close();
    }
  }

  /** The days a finished pull calls complete, when it is declared so. */
  private async daysOf(source: Source, { complete }: PullSettings, { last }: Gathered): Promise<Days | undefined> {
    if (!complete || last === undefined) return undefined;
    const today = this.taking.now().slice(0, 10);
    const { since, daysBehind, field } = complete;
    const until = daysBehind === undefined ? wholeDayOf(wordOf(memberAt(last, field))) : addDays(today, -daysBehind);
    if (until === undefined || until > today)
      throw new PullFault({
        zh: `答复里“${field ?? ''}”不是今天或以前的日期，不能说明数据完整到哪一天`,
        en: `"${field ?? ''}" of the answer is no day up to today and cannot say until when the data are complete`,
      });
    return daysAdded(until, since, await this.runs.coveredTo(source));
  }
}

/** The rows of the pages on their way into a file, and the watermark they lead to. */
class Rows {
  private rows = 0;
  private highest: string | null = null;
  private ordered = true;

  constructor(
    private readonly settings: PullSettings,
    private readonly target: FileHandle,
  ) {}

  get counts(): Pick<Gathered, 'rows' | 'watermark'> {
    return { rows: this.rows, watermark: this.highest };
  }

  /** Answers how many rows the page has. */
  async write(page: JsonValue): Promise<number> {
    const { items, watermark } = this.settings;
    const list = memberAt(page, items);
    if (!Array.isArray(list))
      throw new PullFault({ zh: `答复里“${items ?? ''}”不是列表`, en: `"${items ?? ''}" of the answer is no list` });
    for (const item of list) if (watermark) this.mark(wordOf(memberAt(item, watermark.field)), watermark.field);
    await this.target.write(list.map((item) => `${jsonText(item)}\n`).join(''));
    this.rows += list.length;
    return list.length;
  }

  /** A pull that reached its limits goes on next time only where the order of the source makes that safe. */
  assertMayStop(from: string | undefined): void {
    const { watermark } = this.settings;
    const forward = this.highest !== null && (from === undefined || isLater(this.highest, from));
    if (watermark?.ordered === true && this.ordered && forward) return;
    throw new PullFault({
      zh: '内容超过了一次拉取的上限（页数或 50 MB）。请缩短时间范围、调大 maxPages；对方按水位字段升序给出数据的，请声明 watermark.ordered',
      en: 'there is more than one pull may hold (pages or 50 MB). Narrow the range or raise maxPages; where the rows come in the order of the watermark, declare watermark.ordered',
    });
  }

  async close(): Promise<void> {
    await this.target.close();
  }

  private mark(word: string | undefined, field: string): void {
    if (word === undefined || word.length > 255)
      throw new PullFault({ zh: `有的行没有水位字段“${field}”`, en: `a row lacks the watermark "${field}"` });
    if (this.highest === null || isLater(word, this.highest)) this.highest = word;
    else if (word !== this.highest) this.ordered = false;
  }
}

function secretOf({ credential }: PullSettings): Record<string, string> {
  if (!credential) return {};
  const secret = process.env[credential.env];
  if (secret === undefined || secret === '')
    throw new PullFault({
      zh: `服务器上没有设置环境变量 ${credential.env}`,
      en: `the environment variable ${credential.env} is not set on the server`,
    });
  const header = credential.header ?? 'Authorization';
  const prefix = credential.prefix ?? (credential.header === undefined ? 'Bearer ' : '');
  return { [header]: `${prefix}${secret}` };
}

function pageOf(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new PullFault({ zh: `答复不是 JSON，${error.message}`, en: `the answer is no JSON, ${error.message}` });
  }
}

function failure(source: Source, error: unknown): Omit<Ended, 'endedAt'> {
  if (error instanceof PullFault) {
    const { origin, pathname } = new URL((source.settings as PullSettings).url);
    return {
      state: 'refused',
      report: pullRefused({ source: source.name, where: `${origin}${pathname}`, cause: error.why }).sentences,
    };
  }
  if (error instanceof Refusal) return { state: 'refused', report: error.sentences };
  const text = error instanceof Error ? error.message : String(error);
  return { state: 'failed', report: { zh: text, en: text } };
}

function reportOf(
  { pages, rows, last }: Gathered,
  answer: ImportAnswer | null,
  days: Days | undefined,
): Ended['report'] {
  const { accepted = 0, repeats = 0, rejected = 0, rejects = [] } = answer ?? {};
  const [first] = rejects;
  const bad = first ? `（第 ${String(first.line)} 行“${first.column}”：${first.cause}）` : '';
  const more =
    last === undefined ? ['，达到上限，下次接着拉取', ', stopped at the limits and goes on next time'] : ['', ''];
  const covers = days ? [`，${days.from} 至 ${days.to} 数据完整`, `, complete ${days.from} to ${days.to}`] : ['', ''];
  return {
    zh: `${String(pages)} 页 ${String(rows)} 行，新增 ${String(accepted)}，重复 ${String(repeats)}，退回 ${String(rejected)}${bad}${more[0] ?? ''}${covers[0] ?? ''}`,
    en: `${String(pages)} pages, ${String(rows)} rows: ${String(accepted)} new, ${String(repeats)} known, ${String(rejected)} rejected${more[1] ?? ''}${covers[1] ?? ''}`,
  };
}
