import { Module } from '@nestjs/common';
import { BooksService } from './books.service';
import { RulesService } from './rules.service';

/** Needs `Database` from a global module of the application. */
@Module({
  providers: [RulesService, BooksService],
  exports: [RulesService, BooksService],
})
export class RulesModule {}
