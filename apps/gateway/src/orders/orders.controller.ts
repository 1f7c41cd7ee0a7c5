import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { OrderClient } from '../clients/clients.js';
import { idField, noBody } from '../edge/fields.js';
import { IdempotencyKey, markReplayed, requestHash } from '../edge/idempotency.js';
import { Operation } from '../edge/operation.js';
import { PublicUrls } from '../edge/public-urls.js';
import { fromPlaceOrder, fromStatus, toOrder, toOrderPage } from './orders.mapper.js';
import { orderPageSchema, orderQuerySchema, orderSchema, placeOrderSchema } from './orders.schemas.js';

type Order = z.infer<typeof orderSchema>;

@ApiTags('orders')
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrderClient,
    private readonly urls: PublicUrls,
  ) {}

  @Post()
  @Operation({
    summary: 'Place an order',
    description: 'Reserves the goods until `expiresAt`.',
    answers: orderSchema,
    status: 201,
    idempotent: true,
    refuses: ['NOT_FOUND', 'OUT_OF_STOCK'],
  })
  async place(
    @Body({ schema: placeOrderSchema }) body: z.infer<typeof placeOrderSchema>,
    @IdempotencyKey() key: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Order> {
    const hash = requestHash('POST', '/orders', body);
    const { order, replayed } = await this.orders.placeOrder(fromPlaceOrder(body, key, hash));
    markReplayed(reply, replayed);
    return toOrder(order, this.urls.absolute);
  }

  @Get()
  @Operation({ summary: 'My orders', answers: orderPageSchema })
  async list(
    @Query({ schema: orderQuerySchema }) { status, ...page }: z.infer<typeof orderQuerySchema>,
  ): Promise<z.infer<typeof orderPageSchema>> {
    return toOrderPage(await this.orders.listOrders({ ...page, status: fromStatus(status) }), this.urls.absolute);
  }

  @Get(':id')
  @Operation({ summary: 'One of my orders', answers: orderSchema, refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) id: string): Promise<Order> {
    return toOrder((await this.orders.getOrder({ id })).order, this.urls.absolute);
  }

  @Post(':id/cancel')
  @Operation({
    summary: 'Cancel an unpaid order',
    description:
      'WeChat is asked first whether it was paid. While WeChat does not answer, the order is still `PENDING_PAYMENT` with `closing` true; it is asked again until it does.',
    answers: orderSchema,
    refuses: ['NOT_FOUND', 'ORDER_STATE_CONFLICT'],
    waitsForWechat: true,
  })
  async cancel(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: noBody }) _body: z.infer<typeof noBody>,
  ): Promise<Order> {
    return toOrder((await this.orders.cancelOrder({ id })).order, this.urls.absolute);
  }

  @Post(':id/confirm-receipt')
  @Operation({
    summary: 'Say that the goods have come',
    answers: orderSchema,
    refuses: ['NOT_FOUND', 'ORDER_STATE_CONFLICT'],
  })
  async confirmReceipt(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: noBody }) _body: z.infer<typeof noBody>,
  ): Promise<Order> {
    return toOrder((await this.orders.confirmReceipt({ id })).order, this.urls.absolute);
  }
}
