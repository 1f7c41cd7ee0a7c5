import type { ApiKeyScope } from '@minisuite/contracts';
import { RequestContext } from '@minisuite/service';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { shipSchema } from '../admin/orders/admin-orders.schemas.js';
import { OrderOperationsClient } from '../clients/clients.js';
import { idField } from '../edge/fields.js';
import { IdempotencyKey, markReplayed, requestHash } from '../edge/idempotency.js';
import { Operation } from '../edge/operation.js';
import { PublicUrls } from '../edge/public-urls.js';
import { fromStatus } from '../orders/orders.mapper.js';
import { orderQuerySchema } from '../orders/orders.schemas.js';
import { toPartnerOrder } from './partner.mapper.js';
import { partnerOrderPageSchema, partnerOrderSchema } from './partner.schemas.js';

type Order = z.infer<typeof partnerOrderSchema>;
type Told = Parameters<typeof toPartnerOrder>[0];

const TO_SHIP: ApiKeyScope = 'orders.ship';

@ApiTags('partner')
@Controller('partner/orders')
export class PartnerOrdersController {
  constructor(
    private readonly orders: OrderOperationsClient,
    private readonly urls: PublicUrls,
  ) {}

  @Get()
  @Operation({ summary: 'Orders of all users', answers: partnerOrderPageSchema, scope: 'orders.read' })
  async list(
    @Query({ schema: orderQuerySchema }) { status, ...page }: z.infer<typeof orderQuerySchema>,
  ): Promise<z.infer<typeof partnerOrderPageSchema>> {
    const answer = await this.orders.listAllOrders({ ...page, userId: '', status: fromStatus(status) });
    return { items: answer.orders.map((order) => this.told(order)), nextCursor: answer.nextCursor || null };
  }

  @Get(':id')
  @Operation({ summary: 'One of them', answers: partnerOrderSchema, scope: 'orders.read', refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) id: string): Promise<Order> {
    return this.told((await this.orders.getAnyOrder({ id })).order);
  }

  @Post(':id/ship')
  @Operation({
    summary: 'Say that the goods are on their way',
    description:
      'WeChat and the user are told. The same key answers with the order as it is now; a refusal is not kept, so that it may be tried again.',
    answers: partnerOrderSchema,
    scope: TO_SHIP,
    idempotent: true,
    countsAs: 'write',
    refuses: ['NOT_FOUND', 'ORDER_STATE_CONFLICT'],
  })
  async ship(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: shipSchema }) shipment: z.infer<typeof shipSchema>,
    @IdempotencyKey() idempotencyKey: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Order> {
    const hash = requestHash('POST', `/partner/orders/${id}/ship`, shipment);
    const answer = await this.orders.shipOrder({ id, ...shipment, idempotencyKey, requestHash: hash });
    markReplayed(reply, answer.replayed);
    return this.told(answer.order);
  }

  /** Where it goes is for those to know who send it. */
  private told(order: Told): Order {
    const maySee = RequestContext.current()?.roles?.includes(TO_SHIP) ?? false;
    return toPartnerOrder(order, this.urls.absolute, maySee);
  }
}
