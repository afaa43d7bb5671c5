export { BooksService } from './books.service';
export { checkBook } from './check';
export { DraftsService } from './drafts/drafts.service';
export { PublishingService } from './drafts/publishing.service';
export { registerRules } from './rules.command';
export { RulesModule } from './rules.module';
export { RulesService } from './rules.service';
export type { BookInForce, ClosedMonths, Publication } from './rules.service';
