import { DomainError, type ErrorDetail } from '@minisuite/kernel';
import type { OrderStatus } from './order-status.js';

export class OrderNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such order.');
  }
}

export class OrderStateConflict extends DomainError {
  constructor(status: OrderStatus, wanted: OrderStatus) {
    super('conflict', 'ORDER_STATE_CONFLICT', `An order that is ${status} cannot become ${wanted}.`);
  }
}

export class ShipmentNeedsAddress extends DomainError {
  constructor(carrier: string) {
    const message = `WeChat takes no parcel of ${carrier} without a receiver's contact, and the order has no address.`;
    super('conflict', 'ORDER_STATE_CONFLICT', message, [{ path: 'carrier', message }]);
  }
}

export class PaymentMismatch extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'The payment is not over the amount of the order.');
  }
}

export class RefundExceedsOrder extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'More would go back than was paid.');
  }
}

export class InvalidShipment extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('invalid', 'VALIDATION_FAILED', 'The shipment is not valid.', details);
  }
}

export class InvalidOrder extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('invalid', 'VALIDATION_FAILED', 'The order is not valid.', details);
  }
}

export class UnknownItems extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('not_found', 'NOT_FOUND', 'Something in the order is not for sale.', details);
  }
}

export class AddressNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such address.', [{ path: 'addressId', message: 'does not exist' }]);
  }
}

export class OutOfStock extends DomainError {
  constructor(details: readonly ErrorDetail[]) {
    super('conflict', 'OUT_OF_STOCK', 'There is not enough stock.', details);
  }
}

export class IdempotencyKeyRequired extends DomainError {
  constructor() {
    super(
      'invalid',
      'IDEMPOTENCY_KEY_REQUIRED',
      'An idempotency key of 1 to 255 visible ASCII characters is required.',
    );
  }
}

export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super('conflict', 'IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used with another request.');
  }
}
