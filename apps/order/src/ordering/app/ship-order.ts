import { Injectable } from '@nestjs/common';
import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { checkShipment } from '../domain/check-shipment.js';
import { isId } from '../domain/decimal-id.js';
import { OrderNotFound } from '../domain/order-errors.js';
import type { OrderState, Shipment } from '../domain/order-state.js';
import { OrderingSettings, OrderingTransactions } from './ports.js';

@Injectable()
export class ShipOrder {
  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly settings: OrderingSettings,
    private readonly clock: Clock,
  ) {}

  /** The same parcel again changes nothing; throws InvalidShipment, OrderNotFound, OrderStateConflict or ShipmentNeedsAddress. */
  async execute(orderId: string, shipment: Shipment): Promise<OrderState> {
    checkShipment(shipment);
    if (!isId(orderId)) throw new OrderNotFound();
    return await this.transactions.run(REQUEST, async ({ orders, audit }) => {
      const [order] = await orders.lock([orderId]);
      if (!order) throw new OrderNotFound();
      const now = this.clock.now();
      if (!order.ship(shipment, now, new Date(now.getTime() + this.settings.receiptMs))) return order.state;
      await orders.save([order]);
      await audit.record({
        action: 'order.ship',
        target: { type: 'order', id: orderId },
        details: { before: order.loaded.status, after: order.state.status, ...shipment },
      });
      return order.state;
    });
  }
}
