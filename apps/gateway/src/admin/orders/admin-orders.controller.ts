import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { OrderOperationsClient } from '../../clients/clients.js';
import { idField } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { PublicUrls } from '../../edge/public-urls.js';
import { fromStatus } from '../../orders/orders.mapper.js';
import { toAdminOrder, toAdminOrderPage } from './admin-orders.mapper.js';
import { adminOrderPageSchema, adminOrderQuerySchema, adminOrderSchema, shipSchema } from './admin-orders.schemas.js';

/** An operator sees what has become of the order; a system counts on a key. */
const WITHOUT_KEY = { idempotencyKey: '', requestHash: '' };

type Order = z.infer<typeof adminOrderSchema>;

@ApiTags('admin')
@Controller('admin/orders')
export class AdminOrdersController {
  constructor(
    private readonly orders: OrderOperationsClient,
    private readonly urls: PublicUrls,
  ) {}

  @Get()
  @Operation({ summary: 'Orders of all users', answers: adminOrderPageSchema, permission: 'orders.read' })
  async list(
    @Query({ schema: adminOrderQuerySchema }) query: z.infer<typeof adminOrderQuerySchema>,
  ): Promise<z.infer<typeof adminOrderPageSchema>> {
    const { status, userId = '', ...page } = query;
    const answer = await this.orders.listAllOrders({ ...page, userId, status: fromStatus(status) });
    return toAdminOrderPage(answer, this.urls.absolute);
  }

  @Get(':id')
  @Operation({ summary: 'One of them', answers: adminOrderSchema, permission: 'orders.read', refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) id: string): Promise<Order> {
    return toAdminOrder((await this.orders.getAnyOrder({ id })).order, this.urls.absolute);
  }

  @Post(':id/ship')
  @Operation({
    summary: 'Say that the goods are on their way',
    description:
      'WeChat and the user are told. The same shipment again changes nothing. An order without an address cannot go by `SF`: WeChat wants to know whom it is for.',
    answers: adminOrderSchema,
    permission: 'orders.ship',
    refuses: ['NOT_FOUND', 'ORDER_STATE_CONFLICT'],
  })
  async ship(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: shipSchema }) shipment: z.infer<typeof shipSchema>,
  ): Promise<Order> {
    return toAdminOrder((await this.orders.shipOrder({ id, ...shipment, ...WITHOUT_KEY })).order, this.urls.absolute);
  }
}
