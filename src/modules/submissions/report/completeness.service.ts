import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { firstDay, lastDay, type CivilTime, type Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { CoverageService } from 'src/modules/intake';
import type { Coverage } from 'src/modules/rules/facts';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { HANDED_IN } from 'src/modules/submissions/form/item-form';
import { reasonMissing, sourceNotStated, windowUnknown } from 'src/modules/submissions/refusals';

/** The office's word that nothing of a source is left out. */
@Injectable()
export class Completeness {
  constructor(
    private readonly database: Database,
    private readonly coverage: CoverageService,
    private readonly basis: BasisOfMonth,
    private readonly audit: AuditService,
  ) {}

  /**
   * The office says that nothing of a source is left out for the month, for the hall or one window: what was not handed
   * in did not happen (本月无). Throws `submissions.source-unknown`, `.window-unknown` and `.reason-missing`.
   */
  async complete(
    hall: string,
    period: Period,
    statement: { readonly source: string; readonly window?: string },
    { by, at }: { readonly by: Actor; readonly at: CivilTime },
  ): Promise<Coverage> {
    allow(by, 'submission:enter', { hall });
    const source = statement.source.trim();
    if (!HANDED_IN.includes(source)) throw sourceNotStated({ source, sources: HANDED_IN });
    if (by.name.trim() === '') throw reasonMissing({});
    const named = statement.window ?? '';
    const window = named === '' ? undefined : (await this.basis.window(hall, period, named))?.id;
    if (named !== '' && window === undefined) throw windowUnknown({ window: named, month: period });
    const span = { from: firstDay(period), to: lastDay(period) };
    await this.database.write(async (manager) => {
      const scope = window === undefined ? {} : { scope: window };
      await this.coverage.state(hall, source, { ...span, ...scope }, { by, at });
      const subject = `${period}:${source}`;
      await this.audit.record(manager, by, { hall, action: 'source.complete', subject, after: { ...span, ...scope } });
    });
    return { source, ...span, ...(window === undefined ? {} : { windows: [window] }) };
  }
}
