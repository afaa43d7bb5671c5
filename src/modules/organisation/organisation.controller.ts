import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { OrganisationService, type Hall } from './organisation.service';

@ApiTags('halls')
@Controller('api/halls')
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get()
  @Permit('hall:read')
  @ApiOperation({ summary: 'The halls of this installation in which the caller has anything to do' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(@Caller() actor: Actor): Promise<Hall[]> {
    return this.organisation.hallsOf(actor);
  }
}
