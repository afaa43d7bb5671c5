import { Module } from '@nestjs/common';
import { AuditModule } from 'src/modules/audit';
import { MessagesModule } from 'src/modules/messages';
import { BooksService } from './books.service';
import { DraftsService } from './drafts/drafts.service';
import { PublishingService } from './drafts/publishing.service';
import { RulesService } from './rules.service';

/** Needs `Database` from a global module of the application. */
@Module({
  imports: [AuditModule, MessagesModule],
  providers: [RulesService, BooksService, DraftsService, PublishingService],
  exports: [RulesService, BooksService, DraftsService, PublishingService],
})
export class RulesModule {}
