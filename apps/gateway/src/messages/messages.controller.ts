import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { MessageClient } from '../clients/clients.js';
import { idField, noBody } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { toMessage, toMessagePage } from './messages.mapper.js';
import { countSchema, messagePageSchema, messageQuerySchema, messageSchema } from './messages.schemas.js';

type Count = z.infer<typeof countSchema>;

@ApiTags('messages')
@Controller('messages')
export class MessagesController {
  constructor(private readonly messages: MessageClient) {}

  @Get()
  @Operation({ summary: 'My inbox', answers: messagePageSchema })
  async list(
    @Query({ schema: messageQuerySchema }) query: z.infer<typeof messageQuerySchema>,
  ): Promise<z.infer<typeof messagePageSchema>> {
    return toMessagePage(await this.messages.listMessages(query));
  }

  @Get('unread-count')
  @Operation({ summary: 'How many messages I have not read', answers: countSchema })
  async unreadCount(): Promise<Count> {
    const { count } = await this.messages.countUnread({});
    return { count };
  }

  @Post('read-all')
  @Operation({ summary: 'Mark all as read', description: 'Answers how many became read.', answers: countSchema })
  async readAll(@Body({ schema: noBody }) _body: z.infer<typeof noBody>): Promise<Count> {
    const { count } = await this.messages.markAllRead({});
    return { count };
  }

  @Post(':id/read')
  @Operation({ summary: 'Mark one as read', answers: messageSchema, refuses: ['NOT_FOUND'] })
  async read(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: noBody }) _body: z.infer<typeof noBody>,
  ): Promise<z.infer<typeof messageSchema>> {
    return toMessage((await this.messages.markRead({ id })).message);
  }
}
