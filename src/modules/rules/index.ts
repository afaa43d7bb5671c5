export { BooksService } from './books.service';
export { checkBook } from './check';
export type { PublishedBook } from './published/in-force';
export { registerRules } from './rules.command';
export { RulesModule } from './rules.module';
export { RulesService } from './rules.service';
export type { BookInForce, ClosedMonths, Publication } from './rules.service';
