import { Injectable } from '@nestjs/common';
import { isDuplicateKey, REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { checkShipment } from '../domain/check-shipment.js';
import { isId } from '../domain/decimal-id.js';
import type { PlacedOrder, RequestKey } from '../domain/kept-answer.js';
import { IdempotencyKeyReused, OrderNotFound } from '../domain/order-errors.js';
import type { Shipment } from '../domain/order-state.js';
import { type OrderingRepositories, OrderingSettings, OrderingTransactions } from './ports.js';

const KEEP_MS = 24 * 3_600_000;

/** What the system of a partner sends along, so that it may send the same again. */
export interface KeyedRequest extends RequestKey {
  readonly requestHash: string;
}

@Injectable()
export class ShipOrder {
  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly settings: OrderingSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * The same parcel again changes nothing, and the same key answers with the order as it is now: a refusal is not kept, because nothing
   * was done. Throws InvalidShipment, OrderNotFound, OrderStateConflict, ShipmentNeedsAddress or IdempotencyKeyReused.
   */
  async execute(orderId: string, shipment: Shipment, request: KeyedRequest | null = null): Promise<PlacedOrder> {
    checkShipment(shipment);
    if (!isId(orderId)) throw new OrderNotFound();
    try {
      return await this.transactions.run(REQUEST, (repositories) =>
        this.ship(orderId, shipment, request, repositories),
      );
    } catch (error) {
      // Requests for one order wait for each other, so that this one was for another.
      throw isDuplicateKey(error) ? new IdempotencyKeyReused() : error;
    }
  }

  private async ship(
    orderId: string,
    shipment: Shipment,
    request: KeyedRequest | null,
    { orders, keptAnswers, audit }: OrderingRepositories,
  ): Promise<PlacedOrder> {
    const [order] = await orders.lock([orderId]);
    if (!order) throw new OrderNotFound();
    const [kept] = request ? await keptAnswers.find([request]) : [];
    if (kept && kept.requestHash !== request?.requestHash) throw new IdempotencyKeyReused();
    if (kept) return { order: order.state, replayed: true };
    const now = this.clock.now();
    if (order.ship(shipment, now, new Date(now.getTime() + this.settings.receiptMs))) {
      await orders.save([order]);
      await audit.record({
        action: 'order.ship',
        target: { type: 'order', id: orderId },
        before: { status: order.loaded.status },
        after: { status: order.state.status },
        details: { ...shipment },
      });
    }
    if (request) {
      await keptAnswers.add([{ ...request, answer: order.state }], new Date(now.getTime() + KEEP_MS));
    }
    return { order: order.state, replayed: false };
  }
}
