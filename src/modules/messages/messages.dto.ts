import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, Matches } from 'class-validator';
import { both } from 'src/config/validation';
import { MESSAGE_KINDS, type MessageKind } from './message';
import type { Paging } from './mailbox.service';

export class MessageQuery {
  @ApiPropertyOptional({ enum: MESSAGE_KINDS })
  @IsOptional()
  @IsIn(MESSAGE_KINDS, { message: both('kind 只能是 todo 或 notice', 'kind must be todo or notice') })
  kind?: MessageKind;

  @ApiPropertyOptional({ enum: ['open', 'all'], description: 'open (default): not done, not read' })
  @IsOptional()
  @IsIn(['open', 'all'], { message: both('state 只能是 open 或 all', 'state must be open or all') })
  state?: 'open' | 'all';

  @ApiPropertyOptional({ enum: ['due', 'newest'], description: 'newest by default' })
  @IsOptional()
  @IsIn(['due', 'newest'], { message: both('order 只能是 due 或 newest', 'order must be due or newest') })
  order?: 'due' | 'newest';

  @ApiPropertyOptional({ example: '50', description: '1 to 200, 50 by default' })
  @IsOptional()
  @Matches(/^(?:[1-9]\d?|1\d\d|200)$/, { message: both('limit 应为 1 到 200', 'limit must be 1 to 200') })
  limit?: string;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @Matches(/^[0-9: -]{19}~[0-9a-f]{24}$/, {
    message: both('after 应为上一页的 next', 'after must be the "next" of the page before'),
  })
  after?: string;
}

export class ReadDto {
  /** Ids of messages. */
  @ApiProperty({ type: [String], example: ['3f2a90b1c4d73f2a90b1c4d7'] })
  @IsArray({ message: both('messages 应为编号的列表', 'messages must be a list of ids') })
  @ArrayMinSize(1, { message: both('请至少写一个消息编号', 'name at least one message') })
  @ArrayMaxSize(200, { message: both('一次最多 200 条', 'at most 200 at once') })
  @Matches(/^[0-9a-f]{24}$/, { each: true, message: both('消息编号不正确', 'an id of a message is wrong') })
  messages!: string[];
}

export function pagingOf({ limit = '50', after, order }: MessageQuery, usual: Paging['order']): Paging {
  return { order: order ?? usual, limit: Number(limit), ...(after === undefined ? {} : { after }) };
}
