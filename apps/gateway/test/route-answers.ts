import { samples } from './samples.js';

const createdAt = '2026-01-01T00:00:00.005Z';
const imageUrl = 'https://shop.example/static/products/longjing-tea.svg';

/** The samples as clients see them. */
export const profile = {
  ...samples.profile,
  avatarUrl: 'https://shop.example/static/avatars/default.svg',
  points: 120,
  createdAt,
};
export const session = { ...samples.tokens, user: profile };
export const deviceSession = {
  id: '70',
  device: { platform: 'ios', model: 'iPhone 17' },
  current: true,
  createdAt,
  lastUsedAt: createdAt,
  expiresAt: '2026-01-01T00:15:00.000Z',
};
export const publicUser = { ...samples.publicUser, createdAt };
export const address = { id: '31', ...samples.addressFields, createdAt };
export const product = {
  ...samples.product,
  imageUrl,
  minPrice: 5900,
  skus: [{ id: '111', title: '100 克', price: 5900, available: 8 }],
};
const { userId: author, ...ownReviewWire } = samples.review;
export const ownReview = { ...ownReviewWire, status: 'PUBLISHED', createdAt };
export const adminReview = { ...ownReview, userId: author };
export const order = {
  id: '21',
  status: 'PENDING_PAYMENT',
  closing: false,
  amount: 11_800,
  items: [{ skuId: '111', productId: '11', title: '西湖龙井', imageUrl, price: 5900, quantity: 2 }],
  remark: '',
  remarkStatus: 'NONE',
  createdAt,
  expiresAt: '2026-01-01T00:15:00.000Z',
  refundedAmount: 0,
};
export const createdPayment = { paymentId: '41', outTradeNo: 'P41', payParams: samples.payParams };
export const payment = { id: '41', orderId: '21', amount: 11_800, status: 'PENDING', outTradeNo: 'P41', createdAt };
export const refund = {
  id: '61',
  orderId: '21',
  paymentId: '41',
  amount: 5900,
  reason: '不想要了',
  status: 'REQUESTED',
  createdAt,
};
export const message = { ...samples.message, createdAt };
