import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from 'src/common/permission';
import { OrganisationService, type Hall } from './organisation.service';

@ApiTags('halls')
@Controller('api/halls')
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get()
  @Permit('hall:read')
  @ApiOperation({ summary: 'The halls of this installation' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(): Promise<Hall[]> {
    return this.organisation.halls();
  }
}
