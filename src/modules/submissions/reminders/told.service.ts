import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { MessagesService } from 'src/modules/messages';
import type { Item } from 'src/modules/rules/book';
import type { DecisionKind, Submission } from 'src/modules/submissions/submission';
import type { EntityManager } from 'typeorm';

type Concerned = Pick<Submission, 'id' | 'period' | 'item' | 'window' | 'points' | 'staff'>;

/** Tells whom it concerns, in the transaction of what happened. */
@Injectable()
export class Told {
  constructor(private readonly messages: MessagesService) {}

  /** Points from the book's size on wait for a second person of the scoring department. */
  async entered(manager: EntityManager, hall: string, submission: Concerned, item: Item | undefined): Promise<void> {
    const { id, period, window, points, staff } = submission;
    if (!item || !needsSecond(item, points)) return;
    await this.messages.post(manager, {
      hall,
      kind: 'todo',
      key: secondKey(id),
      to: { permission: 'submission:verify', ...(item.department === undefined ? {} : { scoredBy: item.department }) },
      said: {
        key: 'submission.second-person',
        parameters: { item: item.name, window: window ?? staff.join('、'), points: points ?? '' },
      },
      period,
      subject: `submission:${id}`,
    });
  }

  /** A window hears what was not accepted, or not as it was declared. */
  async decided(
    manager: EntityManager,
    hall: string,
    submission: Concerned,
    { kind, reason, by, seq, name }: { kind: DecisionKind; reason: string; by: Actor; seq: number; name: string },
  ): Promise<void> {
    const { id, period, window } = submission;
    if (submission.points !== undefined) await this.messages.settle(manager, hall, secondKey(id), by);
    if (window === undefined || (kind !== 'rejected' && kind !== 'changed')) return;
    const parameters = { item: name, reason };
    await this.messages.post(manager, {
      hall,
      kind: 'notice',
      key: `submission:${id}:${String(seq)}`,
      to: { permission: 'submission:declare', window },
      said: kind === 'changed' ? { key: 'submission.changed', parameters } : { key: 'submission.returned', parameters },
      period,
      subject: `submission:${id}`,
    });
  }

  async reported(manager: EntityManager, hall: string, period: Period, window: string, by: Actor): Promise<void> {
    await this.messages.settle(manager, hall, reportKey(period, window), by);
  }

  async sectionReported(
    manager: EntityManager,
    hall: string,
    period: Period,
    department: string,
    by: Actor,
  ): Promise<void> {
    await this.messages.settle(manager, hall, verifyKey(period, department), by);
  }

  async sectionReturned(
    manager: EntityManager,
    hall: string,
    { period, department, reason, seq }: { period: Period; department: string; reason: string; seq: number },
  ): Promise<void> {
    await this.messages.post(manager, {
      hall,
      kind: 'notice',
      key: `section-returned:${period}:${department}:${String(seq)}`,
      to: { permission: 'submission:confirm', scoredBy: department },
      said: { key: 'section.returned', parameters: { month: period, department, reason } },
      period,
    });
  }
}

export function reportKey(period: Period, window: string): string {
  return `report:${period}:${window}`;
}

export function verifyKey(period: Period, department: string): string {
  return `verify:${period}:${department}`;
}

function secondKey(id: string): string {
  return `second-person:${id}`;
}

function needsSecond({ approveAbove }: Item, points: string | undefined): boolean {
  if (approveAbove === undefined || points === undefined) return false;
  return (
    Fraction.parse(points)
      .abs()
      .compare(Fraction.parse(String(approveAbove))) >= 0
  );
}
