export * from './gen/minisuite/payment/v1/payment.js';
export * from './gen/minisuite/payment/v1/reconciliation.js';
export * from './gen/minisuite/payment/v1/refund.js';
export * from './gen/minisuite/payment/v1/shipping.js';
