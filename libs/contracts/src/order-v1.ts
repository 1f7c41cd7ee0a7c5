export * from './gen/minisuite/order/v1/assortment.js';
export * from './gen/minisuite/order/v1/order.js';
export * from './gen/minisuite/order/v1/review.js';
