import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { In } from 'typeorm';
import { LostRace } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import { AuditRecordEntity } from './audit.entity';

/**
 * Whoever was slower is told who was faster, and when: the newest record of the thing in the trail. Looked up after the
 * transaction that lost, which may not see the winner's.
 */
@Injectable()
export class Winner implements NestInterceptor {
  constructor(private readonly database: Database) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          error instanceof LostRace
            ? from(this.told(error)).pipe(switchMap((told) => throwError(() => told)))
            : throwError(() => error),
        ),
      );
  }

  /** The same refusal with the winner, where the trail knows one. */
  async told(lost: LostRace): Promise<LostRace> {
    const { hall, subjects } = lost.race;
    const row = await this.database.read.findOne(AuditRecordEntity, {
      where: { hall, subject: In([...subjects]) },
      order: { at: 'DESC', id: 'DESC' },
      select: { id: true, actor: true, at: true },
    });
    return row ? lost.wonBy({ by: row.actor.replace(/^\w+:/, ''), at: row.at.slice(0, 19) }) : lost;
  }
}
