import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { PaymentClient } from '../clients/clients.js';
import { idField, noBody } from '../edge/fields.js';
import { IdempotencyKey, markReplayed, requestHash } from '../edge/idempotency.js';
import { Operation } from '../edge/operation.js';
import { toCreatedPayment, toPayment } from './payments.mapper.js';
import { createdPaymentSchema, paymentQuerySchema, paymentSchema } from './payments.schemas.js';

@ApiTags('payments')
@Controller()
export class PaymentsController {
  constructor(private readonly payments: PaymentClient) {}

  @Post('orders/:id/payments')
  @Operation({
    summary: 'Pay an order',
    description: 'Again while the payment is pending: the same payment.',
    answers: createdPaymentSchema,
    status: 201,
    idempotent: true,
    refuses: ['NOT_FOUND', 'ORDER_STATE_CONFLICT', 'PAYMENT_STATE_CONFLICT', 'WECHAT_UNAVAILABLE'],
    waitsForWechat: true,
  })
  async create(
    @Param('id', { schema: idField }) orderId: string,
    @Body({ schema: noBody }) _body: z.infer<typeof noBody>,
    @IdempotencyKey() idempotencyKey: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof createdPaymentSchema>> {
    const hash = requestHash('POST', '/orders/{id}/payments', { id: orderId });
    const answer = await this.payments.createPayment({ orderId, idempotencyKey, requestHash: hash });
    markReplayed(reply, answer.replayed);
    return toCreatedPayment(answer);
  }

  @Get('payments/:id')
  @Operation({
    summary: 'One of my payments',
    answers: paymentSchema,
    refuses: ['NOT_FOUND', 'WECHAT_UNAVAILABLE'],
    waitsForWechat: true,
  })
  async one(
    @Param('id', { schema: idField }) id: string,
    @Query({ schema: paymentQuerySchema }) { sync }: z.infer<typeof paymentQuerySchema>,
  ): Promise<z.infer<typeof paymentSchema>> {
    return toPayment((await this.payments.getPayment({ id, sync: sync === 'true' })).payment);
  }
}
