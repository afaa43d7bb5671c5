import { Injectable } from '@nestjs/common';
import type { CivilTime, Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { MessagesService, type Post } from 'src/modules/messages';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';
import { MonthDates } from 'src/modules/scoring/moves/dates.service';
import { Findings, type Finding } from './findings.service';

/** Tells windows of what was entered or found against them, the same day, while they may object to it. */
@Injectable()
export class FindingNotices {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly dates: MonthDates,
    private readonly findings: Findings,
    private readonly messages: MessagesService,
  ) {}

  /** Posts what was not told yet; answers how many deductions are open to objection. */
  async post(hall: string, month: Period, now: CivilTime): Promise<number> {
    const record = await this.periods.find(hall, month);
    if (record && !acceptsFacts(record.state)) return 0;
    const times = await this.dates.of(hall, month);
    const recent = new Map<string, CivilTime>();
    for (const [fact, { recordedAt }] of await this.findings.of(hall, month)) {
      const until = recordedAt === null ? '' : this.dates.findingUntil(times, recordedAt);
      if (until >= now) recent.set(fact, until);
    }
    const result = recent.size === 0 ? undefined : await this.findings.result(hall, month);
    if (!result) return 0;
    const { evaluation, findings } = result;
    const posts = new Map<string, Post>();
    for (const { sheet, line } of deductions(evaluation.sheets))
      for (const fact of line.facts) {
        const [until, finding] = [recent.get(fact), findings.get(fact)];
        if (until === undefined || !finding) continue;
        const post = postOf(hall, month, { window: sheet.subject, line, fact, until, finding });
        posts.set(post.key, post);
      }
    if (posts.size > 0) await this.database.write((manager) => this.messages.postAll(manager, [...posts.values()]));
    return posts.size;
  }
}

function deductions(sheets: readonly Sheet[]): { readonly sheet: Sheet; readonly line: Line }[] {
  const own = sheets.filter(({ type }) => type === 'window' || type === 'sub-centre');
  return own.flatMap((sheet) =>
    sheet.lines.filter(({ kind, scale4 }) => kind === 'item' && scale4 < 0).map((line) => ({ sheet, line })),
  );
}

interface Told {
  readonly window: string;
  readonly line: Line;
  readonly fact: string;
  readonly until: CivilTime;
  readonly finding: Finding;
}

function postOf(hall: string, month: Period, { window, line, fact, until, finding }: Told): Post {
  const date = line.date ?? (finding.recordedAt ?? '').slice(0, 10);
  return {
    ...{ hall, kind: 'notice', key: `finding:${fact}`, to: { permission: 'objection:file', window }, due: until },
    said: { key: 'deduction.entered', parameters: { item: line.name ?? line.item ?? '', date, until } },
    ...{ period: month, subject: `provisional:${month}:${window}` },
  };
}
