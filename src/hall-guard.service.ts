import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { OrganisationService } from 'src/modules/organisation';

/** Every route below `/halls/:hall` answers "no such hall" before anything else, instead of an empty list. */
@Injectable()
export class HallGuard implements CanActivate {
  constructor(private readonly organisation: OrganisationService) {}

  /** Throws `organisation.hall-missing`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { hall } = context.switchToHttp().getRequest<Request<{ hall?: string }>>().params;
    if (hall !== undefined) await this.organisation.hall(hall);
    return true;
  }
}
