import { Injectable } from '@nestjs/common';
import { Database } from 'src/config/database.service';
import { MessagesService } from 'src/modules/messages';
import { ProposalsService } from './proposals.service';
import { awardSpan } from './sealed.service';

/** Puts finished proposals before the leading group. */
@Injectable()
export class AskingService {
  constructor(
    private readonly database: Database,
    private readonly messages: MessagesService,
    private readonly proposals: ProposalsService,
  ) {}

  /** A to-do for each title of the span that has candidates nobody has decided on, once all its months are sealed. */
  async ask(hall: string, text: string): Promise<number> {
    const { span, missing, titles } = await this.proposals.compute(hall, awardSpan(text));
    if (missing.length > 0) return 0;
    const open = titles
      .map(({ title, candidates }) => ({ title, count: candidates.filter(({ decision }) => decision === null).length }))
      .filter(({ count }) => count > 0);
    await this.database.write((manager) =>
      this.messages.postAll(
        manager,
        open.map(({ title, count }) => ({
          ...{ hall, kind: 'todo' as const, key: `award:${title.code}:${span}`, subject: `award-span:${span}` },
          to: { permission: 'award:decide' as const },
          said: {
            key: 'award.proposed' as const,
            parameters: { period: span, title: title.name, count: String(count) },
          },
        })),
      ),
    );
    return open.length;
  }
}
