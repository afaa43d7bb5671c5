export { registerOrganisation } from './organisation.command';
export { OrganisationModule } from './organisation.module';
export { RosterService, type Hall, type RosterOptions, type UnmatchedKey } from './roster.service';
