import { Module } from '@nestjs/common';
import { AuditModule } from 'src/modules/audit';
import { MailboxService } from './mailbox.service';
import { MessagesController } from './messages.controller';
import { MailService } from './outgoing/mail.service';
import { OutboxService } from './outgoing/outbox.service';
import { Outgoing } from './outgoing/outgoing.service';
import { WebhookService } from './outgoing/webhook.service';
import { MessagesService } from './messages.service';

/** Needs `Database`, `Clock` and `Settings` from a global module of the application. */
@Module({
  imports: [AuditModule],
  controllers: [MessagesController],
  providers: [MailboxService, MessagesService, MailService, OutboxService, Outgoing, WebhookService],
  exports: [MailboxService, MessagesService, OutboxService],
})
export class MessagesModule {}
