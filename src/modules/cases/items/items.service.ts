import { Injectable } from '@nestjs/common';
import { ALWAYS, type CivilTime } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { CaseType } from 'src/modules/cases/case-state';
import { Catalogue, type CatalogueItem } from './catalogue';

interface ItemRow extends Omit<CatalogueItem, 'type' | 'from' | 'to'> {
  readonly itemType: string | null;
  readonly fromDay: string | null;
  readonly toDay: string | null;
}

/** Of the entries about one item and first day the one recorded last. */
const LATEST = `SELECT item_code AS code, item_name AS name, department, accepting_window AS accepting,
  approving_window AS approving, item_type AS itemType, promise_days AS promiseDays, legal_days AS legalDays,
  online_level AS online, from_day AS fromDay, to_day AS toDay FROM (
    SELECT i.*, ROW_NUMBER() OVER (PARTITION BY item_code, from_day ORDER BY recorded_at DESC, batch DESC, line DESC) AS rank_
    FROM case_item i WHERE hall = ? AND recorded_at <= ?) latest WHERE rank_ = 1 ORDER BY item_code, from_day`;

/** Answers the item catalogue of a hall. */
@Injectable()
export class ItemsService {
  constructor(private readonly database: Database) {}

  /** As it was recorded until `knownAt`; empty while none was imported. */
  async catalogue(hall: string, knownAt: CivilTime = ALWAYS): Promise<Catalogue> {
    const rows = await this.database.read.query<ItemRow[]>(LATEST, [hall, knownAt]);
    return new Catalogue(rows.map(itemOf));
  }
}

function itemOf({ itemType, fromDay, toDay, ...item }: ItemRow): CatalogueItem {
  return { ...item, type: itemType as CaseType | null, from: fromDay, to: toDay };
}
