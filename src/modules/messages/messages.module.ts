import { Module } from '@nestjs/common';
import { AuditModule } from 'src/modules/audit';
import { MailboxService } from './mailbox.service';
import { MessagesController } from './messages.controller';
import { MessagesService } from './messages.service';

/** Needs `Database`, `Clock` and `Settings` from a global module of the application. */
@Module({
  imports: [AuditModule],
  controllers: [MessagesController],
  providers: [MailboxService, MessagesService],
  exports: [MailboxService, MessagesService],
})
export class MessagesModule {}
