import { decodeCursor } from '@minisuite/kernel';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DeadLetterClients } from '../../clients/clients.js';
import { idField, noBody } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { askEach, askOwner, within } from '../across-services.js';
import { mergePages } from '../merge-pages.js';
import { fromFilter, toDeadLetter, toDetails, toReplayCount, toReplayed } from './dead-letters.mapper.js';
import {
  deadLetterDetailsSchema,
  deadLetterPageSchema,
  deadLetterQuerySchema,
  deadLetterSchema,
  discardSchema,
  replayCountSchema,
  replayedSchema,
  replayManySchema,
} from './dead-letters.schemas.js';

// Only replays get all the time that the clients allow.
const QUICK_MS = 4000;

@ApiTags('admin')
@Controller('admin/dead-letters')
export class DeadLettersController {
  constructor(private readonly clients: DeadLetterClients) {}

  @Get()
  @Operation({
    summary: 'Messages that could not be handled',
    answers: deadLetterPageSchema,
    permission: 'dead-letters.read',
  })
  async list(
    @Query({ schema: deadLetterQuerySchema }) query: z.infer<typeof deadLetterQuerySchema>,
  ): Promise<z.infer<typeof deadLetterPageSchema>> {
    const { service: only, limit, cursor, state, ...filter } = query;
    decodeCursor(cursor);
    const request = { filter: fromFilter(filter, state), limit, cursor };
    const { answers, unavailable } = await within(QUICK_MS, () =>
      askEach(this.clients, only, (client) => client.listDeadLetters(request)),
    );
    const pages = answers.map(({ service, answer: { deadLetters, nextCursor } }) => ({
      items: deadLetters.map((letter) => toDeadLetter(service, letter)),
      nextCursor,
    }));
    return { ...mergePages(pages, limit), unavailable };
  }

  @Get(':id')
  @Operation({
    summary: 'One of them, with the message as it came',
    answers: deadLetterDetailsSchema,
    permission: 'dead-letters.read',
    refuses: ['NOT_FOUND'],
  })
  async one(@Param('id', { schema: idField }) id: string): Promise<z.infer<typeof deadLetterDetailsSchema>> {
    return toDetails(await within(QUICK_MS, () => askOwner(this.clients, (client) => client.getDeadLetter({ id }))));
  }

  @Post('replay')
  @Operation({
    summary: 'Hand many to their handlers once more, the oldest first',
    answers: replayCountSchema,
    permission: 'dead-letters.decide',
  })
  async replayMany(
    @Body({ schema: replayManySchema }) { service, limit, ...filter }: z.infer<typeof replayManySchema>,
  ): Promise<z.infer<typeof replayCountSchema>> {
    const request = { filter: fromFilter(filter), limit };
    const { answers, unavailable } = await askEach(this.clients, service, (client) =>
      client.replayDeadLetters(request),
    );
    return { ...toReplayCount(answers), unavailable };
  }

  @Post(':id/replay')
  @Operation({
    summary: 'Hand it to its handler once more',
    description: 'When that fails again it is parked again.',
    answers: replayedSchema,
    permission: 'dead-letters.decide',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async replay(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: noBody }) _body: z.infer<typeof noBody>,
  ): Promise<z.infer<typeof replayedSchema>> {
    return toReplayed(await askOwner(this.clients, (client) => client.replayDeadLetter({ id })));
  }

  @Post(':id/discard')
  @Operation({
    summary: 'Put it aside for good',
    answers: deadLetterSchema,
    permission: 'dead-letters.decide',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async discard(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: discardSchema }) { reason }: z.infer<typeof discardSchema>,
  ): Promise<z.infer<typeof deadLetterSchema>> {
    const { service, answer } = await within(QUICK_MS, () =>
      askOwner(this.clients, (client) => client.discardDeadLetter({ id, reason })),
    );
    return toDeadLetter(service, answer.deadLetter);
  }
}
