import { DomainError, type Fen } from '@minisuite/kernel';
import type { TradeField } from './trade.js';

export class PaymentNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such payment.');
  }
}

export class OrderNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such order.');
  }
}

export class OrderNotPayable extends DomainError {
  constructor(message: string) {
    super('conflict', 'ORDER_STATE_CONFLICT', message);
  }
}

export class PaymentNotOpen extends DomainError {
  constructor(message: string) {
    super('conflict', 'PAYMENT_STATE_CONFLICT', message);
  }
}

export class AmountDiffers extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', 'The amount is not that of the order.', [
      { path: 'amount', message: 'is not the amount of the order' },
    ]);
  }
}

/** More is asked back than is left of a payment. */
export class RefundExceedsPayment extends DomainError {
  constructor(left: Fen) {
    super('conflict', 'REFUND_EXCEEDS_PAYMENT', 'The refund exceeds what is left of the payment.', [
      { path: 'amount', message: `must not exceed ${left} fen` },
    ]);
  }
}

/** WeChat did not answer, or could not: nobody knows whether it acted, so the same call has to be made again. */
export class WechatUnavailable extends DomainError {
  constructor() {
    super('unavailable', 'WECHAT_UNAVAILABLE', 'WeChat is not available.');
  }
}

/** What WeChat reports as paid is not what we asked for. */
export class TradeMismatch extends DomainError {
  constructor(readonly fields: readonly TradeField[]) {
    super(
      'invalid',
      'VALIDATION_FAILED',
      'The transaction is not the one that was asked for.',
      fields.map((path) => ({ path, message: 'is not what was asked for' })),
    );
  }
}
