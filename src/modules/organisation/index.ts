export { registerOrganisation } from './organisation.command';
export { OrganisationModule } from './organisation.module';
export { OrganisationService, type Hall, type RosterOptions, type UnmatchedKey } from './organisation.service';
