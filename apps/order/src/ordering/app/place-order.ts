import { Injectable } from '@nestjs/common';
import { Grouper } from '@minisuite/database';
import type { DomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import type { PlaceOrderCommand } from '../domain/decide-placements.js';
import type { PlacedOrder } from '../domain/kept-answer.js';
import { AddressNotFound } from '../domain/order-errors.js';
import { checkOrderRequest, type OrderRequest } from '../domain/order-request.js';
import type { ShippingAddress } from '../domain/order-state.js';
import { PlaceOrders } from './place-orders.js';
import { AddressBook } from './ports.js';

/** Places one order, together with those that are asked for at the same time. */
@Injectable()
export class PlaceOrder {
  private readonly grouper: Grouper<PlaceOrderCommand, PlacedOrder>;

  constructor(
    placeOrders: PlaceOrders,
    private readonly addresses: AddressBook,
  ) {
    this.grouper = new Grouper((commands) => placeOrders.execute(commands), { maxGroup: 100, concurrency: 1 });
  }

  async execute(request: OrderRequest): Promise<PlacedOrder> {
    checkOrderRequest(request);
    const { addressId, ...rest } = request;
    const address = await this.addressOf(addressId);
    return await this.grouper.submit({ ...rest, address, origin: RequestContext.origin() });
  }

  /** An address that does not exist is not the last word: the key may have been answered when it still did. */
  private async addressOf(addressId: string): Promise<ShippingAddress | DomainError | null> {
    if (addressId === '') return null;
    try {
      return await this.addresses.get(addressId);
    } catch (error) {
      if (error instanceof AddressNotFound) return error;
      throw error;
    }
  }
}
