export { MailboxService } from './mailbox.service';
export type { Address, Message, Post } from './message';
export { registerMessages } from './messages.command';
export { MessagesModule } from './messages.module';
export { MessagesService } from './messages.service';
export { OutboxService } from './outgoing/outbox.service';
