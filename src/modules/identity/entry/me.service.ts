import { Injectable } from '@nestjs/common';
import type { Grant } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AccountEntity } from 'src/modules/identity/account.entity';
import { accountUnknown } from 'src/modules/identity/refusals';
import { grantsOf } from 'src/modules/identity/rights/expand';
import { RightsService } from 'src/modules/identity/rights/rights.service';

/** What a page needs to know about who is signed in (schema: docs/schemas/me.schema.json). */
export interface Me {
  readonly login: string;
  readonly name: string;
  /** The password was given by somebody else: nothing but changing it is possible. */
  readonly mustChange: boolean;
  readonly roles: readonly { readonly role: string; readonly hall: string; readonly units: readonly string[] }[];
  readonly grants: readonly Grant[];
}

@Injectable()
export class MeService {
  constructor(
    private readonly database: Database,
    private readonly rights: RightsService,
  ) {}

  /** `grants`: those of the caller, which a token may limit; absent: all of the account. */
  async of(actor: string, grants?: readonly Grant[]): Promise<Me> {
    const login = actor.replace(/^user:/, '');
    const account = await this.database.read.findOneBy(AccountEntity, { login });
    if (!account) throw accountUnknown({ login });
    const held = await this.rights.rolesOf(login);
    return {
      ...{ login, name: account.name, mustChange: account.mustChange === 1 },
      roles: held.map(({ role, hall, units }) => ({ role, hall, units })),
      grants: grants ?? grantsOf(held),
    };
  }
}
