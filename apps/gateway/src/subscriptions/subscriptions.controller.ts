import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { MessageClient } from '../clients/clients.js';
import { nothing } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { grantsSchema, RESULTS } from './subscriptions.schemas.js';

@ApiTags('messages')
@Controller('subscriptions')
export class SubscriptionsController {
  constructor(private readonly messages: MessageClient) {}

  @Post()
  @Operation({
    summary: 'Record what the user answered in the subscribe dialog',
    description: 'Each accept allows one message of its template.',
    answers: nothing,
  })
  async record(@Body({ schema: grantsSchema }) { grants }: z.infer<typeof grantsSchema>): Promise<null> {
    await this.messages.recordSubscriptions({
      grants: grants.map(({ templateId, result }) => ({ templateId, result: RESULTS[result] })),
    });
    return null;
  }
}
