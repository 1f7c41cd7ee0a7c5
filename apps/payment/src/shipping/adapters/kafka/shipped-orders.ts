import { OrderShipped, type PayloadOf } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { NoteShipments } from '../../app/note-shipments.js';

@Injectable()
export class ShippedOrders {
  constructor(private readonly noteShipments: NoteShipments) {}

  @OnEvent(OrderShipped)
  async shipped(events: Received<PayloadOf<typeof OrderShipped>>[], cause: Cause): Promise<void> {
    const shipments = events.map(({ payload: { orderId, userId, paymentId, carrier, trackingNo, title }, origin }) => ({
      orderId,
      userId,
      paymentId,
      carrier,
      trackingNo,
      title,
      origin,
    }));
    await this.noteShipments.execute(shipments, cause);
  }
}
