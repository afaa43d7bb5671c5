import { Module } from '@nestjs/common';
import { OrganisationService } from './organisation.service';

/** Needs `Database` from a global module of the application. */
@Module({ providers: [OrganisationService], exports: [OrganisationService] })
export class OrganisationModule {}
