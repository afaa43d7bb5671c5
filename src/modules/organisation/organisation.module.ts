import { Module } from '@nestjs/common';
import { RosterService } from './roster.service';

/** Needs `Database` from a global module of the application. */
@Module({ providers: [RosterService], exports: [RosterService] })
export class OrganisationModule {}
