import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { RefundClient } from '../clients/clients.js';
import { idField } from '../edge/fields.js';
import { IdempotencyKey, markReplayed, requestHash } from '../edge/idempotency.js';
import { Operation } from '../edge/operation.js';
import { toRefund } from './refunds.mapper.js';
import { refundSchema, requestRefundSchema } from './refunds.schemas.js';

type Refund = z.infer<typeof refundSchema>;

@ApiTags('refunds')
@Controller()
export class RefundsController {
  constructor(private readonly refunds: RefundClient) {}

  @Post('orders/:id/refunds')
  @Operation({
    summary: 'Ask for money back',
    description: 'It is granted at once within the limits of the shop, else an operator decides.',
    answers: refundSchema,
    status: 201,
    idempotent: true,
    refuses: ['NOT_FOUND', 'ORDER_STATE_CONFLICT', 'PAYMENT_STATE_CONFLICT', 'REFUND_EXCEEDS_PAYMENT'],
  })
  async request(
    @Param('id', { schema: idField }) orderId: string,
    @Body({ schema: requestRefundSchema }) body: z.infer<typeof requestRefundSchema>,
    @IdempotencyKey() idempotencyKey: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Refund> {
    const { refund, replayed } = await this.refunds.requestRefund({
      orderId,
      amount: String(body.amount ?? 0),
      reason: body.reason,
      idempotencyKey,
      requestHash: requestHash('POST', '/orders/{id}/refunds', { id: orderId, ...body }),
    });
    markReplayed(reply, replayed);
    return toRefund(refund);
  }

  @Get('refunds/:id')
  @Operation({ summary: 'One of my refunds', answers: refundSchema, refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) id: string): Promise<Refund> {
    return toRefund((await this.refunds.getRefund({ id })).refund);
  }
}
