import { open, type FileHandle } from 'node:fs/promises';
import type { FieldPacket } from 'mysql2';
import type { Outside } from 'src/modules/intake/connectors/outside.service';
import type { Gathered } from 'src/modules/intake/connectors/pull/gathered';
import { Marks } from 'src/modules/intake/connectors/pull/marks';
import { PullFault } from 'src/modules/intake/connectors/pull/pull-fault';
import { addressOf, secretIn, withTries } from 'src/modules/intake/connectors/pull/reaching.service';
import { exactly, lineOf, NoText, valueOf, type FieldType } from './row-text';
import { hostOf, Session, VIEW_LIMITS } from './session.service';
import { earlier, kindOf, notAfter, rowsFrom, rowsWithout } from './statement';
import type { ViewSettings } from './view-settings.dto';

/** Rows written to the file at once: the pages of the history. */
const PAGE = 1000;

interface Asked {
  /** The watermark of the pulls before. */
  readonly from: string | undefined;
  readonly path: string;
  readonly outside: Outside;
  readonly now: string;
}

/**
 * Writes the rows of a view from its watermark on to a file, as JSON lines with the titles of a file. One statement in one
 * session that can only read; the rows are written as they come. Throws `PullFault`.
 */
export async function gatherView(settings: ViewSettings, asked: Asked, limits = VIEW_LIMITS): Promise<Gathered> {
  const { outside } = asked;
  const password = secretIn(settings.credential);
  const end = AbortSignal.timeout(limits.pullMs);
  return withTries({ tries: limits.tries, end, outside }, async () => {
    const { name } = hostOf(settings.host);
    const internal = settings.internal === true ? [settings.host] : [];
    const address = await addressOf({ host: settings.host, name }, { internal }, outside);
    const session = new Session(settings, address, password, limits, end);
    let clean = false;
    try {
      await session.begin();
      const gathered = await read(session, settings, asked, limits);
      clean = gathered.finished;
      return gathered;
    } finally {
      await session.close(clean);
    }
  });
}

async function read(
  session: Session,
  settings: ViewSettings,
  { from, path, now }: Asked,
  limits: typeof VIEW_LIMITS,
): Promise<Gathered> {
  const { watermark } = settings;
  const without = rowsWithout(settings);
  if (without !== undefined && (await session.run(without)).length > 0) throw new PullFault(withoutMark(settings));
  const first = from === undefined ? watermark?.start : earlier(from, watermark?.overlap ?? 0);
  const most = settings.maxRows ?? limits.rows;
  // A second try begins the file anew.
  const rows = new ViewRows(settings, await open(path, 'w', 0o600));
  try {
    let finished = true;
    for await (const { fields, values } of session.rows(rowsFrom(settings, first, most + 1))) {
      finished = rows.count < most && rows.bytes < limits.bytes;
      if (!finished) break;
      await rows.add(fields, values);
    }
    if (!finished && (!watermark || !rows.marks.mayStop(from))) throw new PullFault(tooMany(most));
    await rows.flush();
    const mark = rows.marks.highest === null ? null : notAfter(rows.marks.highest, now);
    return { rows: rows.count, pages: rows.pages, bytes: rows.bytes, watermark: mark, finished };
  } finally {
    await rows.close();
  }
}

/** The rows of a view on their way into a file. */
class ViewRows {
  readonly marks = new Marks();
  count = 0;
  pages = 0;
  bytes = 0;
  private lines: string[] = [];
  private readonly titles: readonly string[];

  constructor(
    private readonly settings: ViewSettings,
    private readonly target: FileHandle,
  ) {
    this.titles = Object.keys(settings.columns);
  }

  /** Throws `PullFault`. */
  async add(fields: readonly FieldPacket[], values: readonly (Buffer | null)[]): Promise<void> {
    const { watermark, key } = this.settings;
    const typed = fields.map(({ name, columnType }): FieldType => ({ name, type: columnType ?? 0 }));
    const at = <T>(read: (type: FieldType, bytes: Buffer | null) => T, index: number): T =>
      asText(() => read(typed[index] ?? { name: '', type: 0 }, values[index] ?? null));
    const before = watermark ? 1 : 0;
    if (watermark) this.mark(at(exactly, 0), watermark.column);
    const rowKey = key.map((_column, index) => at(exactly, before + index) ?? '').join('/');
    const told = this.titles.map((_title, index) => at(valueOf, before + key.length + index));
    const line = lineOf(rowKey, this.titles, told);
    this.bytes += Buffer.byteLength(line);
    this.lines.push(line);
    this.count++;
    if (this.lines.length >= PAGE) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    await this.target.write(this.lines.join(''));
    this.lines = [];
    this.pages++;
  }

  async close(): Promise<void> {
    await this.target.close();
  }

  private mark(mark: string | undefined, column: string): void {
    if (mark === undefined || kindOf(mark) === undefined)
      throw new PullFault({
        zh: `水位列“${column}”里有既不是时间也不是整数的值（${mark ?? 'NULL'}）`,
        en: `the column of the watermark, "${column}", holds what is neither a time nor a whole number (${mark ?? 'NULL'})`,
      });
    this.marks.add(mark);
  }
}

function asText<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NoText)) throw error;
    throw new PullFault({
      zh: `列“${error.column}”里的内容不是文字，不能收取`,
      en: `the column "${error.column}" holds something that is no text`,
    });
  }
}

function withoutMark({ watermark }: ViewSettings): PullFault['why'] {
  const column = watermark?.column ?? '';
  return {
    zh: `有的行水位列“${column}”是空的，这些行永远不会被收取；请在视图里补上（如 COALESCE(${column}, 创建时间)）`,
    en: `some rows have no "${column}" and would never be taken; fill it in the view, for example COALESCE(${column}, created_at)`,
  };
}

function tooMany(most: number): PullFault['why'] {
  return {
    zh: `内容超过了一次收取的上限（${String(most)} 行或 200 MB），而且不能分次继续。请声明 watermark，缩小 overlap，或调大 maxRows`,
    en: `there is more than one pull may hold (${String(most)} rows or 200 MB), and it cannot go on in parts. Declare a watermark, narrow overlap or raise maxRows`,
  };
}
