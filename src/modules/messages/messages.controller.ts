import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams } from 'src/modules/calendar';
import { MailboxService } from './mailbox.service';
import type { Count, Filter, MessagePage } from './message';
import { MessageQuery, pagingOf, ReadDto } from './messages.dto';

const ANSWER = { schema: { type: 'object' } } as const;

@ApiTags('messages')
@Controller('api')
export class MessagesController {
  constructor(private readonly mailbox: MailboxService) {}

  @Get('todo')
  @Permit('signed-in')
  @ApiOperation({
    summary:
      'Badge and first to-dos of every hall of the caller, due first (schema: docs/schemas/messages.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  async todo(@Caller() actor: Actor, @Query() query: MessageQuery): Promise<MessagePage & { count: Count }> {
    const { kind = 'todo', state = 'open' } = query;
    const page = await this.mailbox.list(actor, { kind, state }, pagingOf(query, 'due'));
    return { count: await this.mailbox.count(actor), ...page };
  }

  @Get('halls/:hall/messages')
  @Permit('signed-in')
  @ApiOperation({ summary: 'Messages of a hall that the caller may see, with the badge of the hall' })
  @ApiOkResponse(ANSWER)
  async list(
    @Caller() actor: Actor,
    @Param() { hall }: HallParams,
    @Query() query: MessageQuery,
  ): Promise<MessagePage & { count: Count }> {
    const { kind, state = 'open' } = query;
    const filter: Filter = { hall, state, ...(kind === undefined ? {} : { kind }) };
    const page = await this.mailbox.list(actor, filter, pagingOf(query, 'newest'));
    return { count: await this.mailbox.count(actor, { hall }), ...page };
  }

  @Post('halls/:hall/messages/read')
  @HttpCode(200)
  @Permit('signed-in')
  @ApiOperation({ summary: 'Marks messages as read for the calling account; answers the badge of the hall' })
  @ApiOkResponse(ANSWER)
  async read(@Caller() actor: Actor, @Param() { hall }: HallParams, @Body() { messages }: ReadDto): Promise<Count> {
    await this.mailbox.read(actor, hall, messages);
    return this.mailbox.count(actor, { hall });
  }
}
