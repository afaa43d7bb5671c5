import { open, type FileHandle } from 'node:fs/promises';
import { JsonFault, parseJson, type JsonValue } from 'src/modules/intake/files/json-text';
import type { Outside } from 'src/modules/intake/connectors/outside.service';
import { Asking } from './asking.service';
import type { Gathered } from './gathered';
import { Marks } from './marks';
import { firstPage, jsonText, memberAt, nextPage, wordOf } from './pages';
import { PullFault, PullFull } from './pull-fault';
import type { PullSettings } from './pull-settings.dto';
import { secretIn } from './reaching.service';

const MOST_PAGES = 100;

/** Writes the rows of all pages from a watermark on to a file. Throws `PullFault`. */
export async function gatherPages(
  settings: PullSettings,
  { from = settings.watermark?.start, path, outside }: { from: string | undefined; path: string; outside: Outside },
): Promise<Gathered> {
  const asking = new Asking(settings, outside, secretOf(settings));
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
    const until = wordOf(memberAt(page, settings.complete?.field));
    return { ...rows.counts, pages: asked.size, bytes: asking.bytes, finished: next === undefined, until };
  } catch (error) {
    if (!(error instanceof PullFull)) throw error;
    rows.assertMayStop(from);
    return { ...rows.counts, pages: asked.size - 1, bytes: asking.bytes, finished: false };
  } finally {
    await rows.close();
  }
}

/** The rows of the pages on their way into a file, and the watermark they lead to. */
class Rows {
  private rows = 0;
  private readonly marks = new Marks();

  constructor(
    private readonly settings: PullSettings,
    private readonly target: FileHandle,
  ) {}

  get counts(): Pick<Gathered, 'rows' | 'watermark'> {
    return { rows: this.rows, watermark: this.marks.highest };
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
    if (this.settings.watermark?.ordered === true && this.marks.mayStop(from)) return;
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
    this.marks.add(word);
  }
}

function secretOf({ credential }: PullSettings): Record<string, string> {
  if (!credential) return {};
  const header = credential.header ?? 'Authorization';
  const prefix = credential.prefix ?? (credential.header === undefined ? 'Bearer ' : '');
  return { [header]: `${prefix}${secretIn(credential)}` };
}

function pageOf(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new PullFault({ zh: `答复不是 JSON，${error.message}`, en: `the answer is no JSON, ${error.message}` });
  }
}
