import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CivilTime } from 'src/common/civil-date';
import { EvidenceLinkEntity } from 'src/modules/submissions/declaration.entity';
import type { Proof } from 'src/modules/submissions/submission';
import { In, type EntityManager } from 'typeorm';

const PIECE = 1000;

/** Which files prove which submission or draft. */
@Injectable()
export class EvidenceStore {
  /** Of each holder that has files, in order of linking. */
  async linked(manager: EntityManager, hall: string, holders: readonly string[]): Promise<Map<string, Proof[]>> {
    const files = new Map<string, Proof[]>();
    for (let from = 0; from < holders.length; from += PIECE) {
      const rows = await manager.find(EvidenceLinkEntity, {
        where: { hall, holder: In(holders.slice(from, from + PIECE)) },
        order: { linkedAt: 'ASC', id: 'ASC' },
      });
      for (const { id, holder, name, digest, linkedAt } of rows)
        files.set(holder, [...(files.get(holder) ?? []), { id, name, digest, at: linkedAt }]);
    }
    return files;
  }

  /** The files of a draft or of a submission that was amended go with what takes its place. */
  async carry(
    manager: EntityManager,
    hall: string,
    [from, to]: readonly [from: string, to: string],
    { by, at }: { readonly by: string; readonly at: CivilTime },
  ): Promise<void> {
    const rows = await manager.find(EvidenceLinkEntity, {
      where: { hall, holder: from },
      order: { linkedAt: 'ASC', id: 'ASC' },
    });
    if (rows.length === 0) return;
    const carried = rows.map(({ digest, name, windowId }) => ({
      ...{ hall, id: newId(), digest, name, windowId },
      ...{ holder: to, linkedBy: by, linkedAt: at },
    }));
    await manager.insert(EvidenceLinkEntity, carried);
  }
}

export function newId(): string {
  return randomBytes(8).toString('hex');
}
