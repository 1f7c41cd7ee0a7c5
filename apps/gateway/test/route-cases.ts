import {
  address,
  createdPayment,
  deviceSession,
  message,
  order,
  payment,
  product,
  profile,
  publicUser,
  refund,
  session,
} from './route-answers.js';
import { samples } from './samples.js';

export interface RouteCase {
  readonly route: string;
  readonly rpc: string;
  /** What the service answers. */
  readonly wire: object;
  readonly data: unknown;
  readonly status?: number;
  readonly body?: unknown;
  readonly key?: string;
  /** What the service is asked, where that is not obvious. */
  readonly asked?: object;
}

const login = { tokens: samples.tokens, user: samples.profile };
const fields = samples.addressFields;
const page = { limit: 20, cursor: '' };
const first = (item: unknown) => ({ items: [item], nextCursor: null });

/** Tells whether a route needs no token. */
export const isOpen = (route: string) => /^(POST .auth.(wechat-login|refresh)|GET .users.\d|GET .products)/.test(route);

/** Every route of users, as it goes when all is well. */
export const routeCases: RouteCase[] = [
  {
    route: 'POST /auth/wechat-login',
    rpc: 'LoginWithWechat',
    wire: login,
    data: session,
    body: { code: 'c', device: { platform: 'ios', id: 'phone-0123456789' } },
    asked: { code: 'c', devicePlatform: 'ios', deviceModel: '', deviceId: 'phone-0123456789' },
  },
  {
    route: 'POST /auth/refresh',
    rpc: 'RefreshSession',
    wire: login,
    data: session,
    body: { refreshToken: 'r' },
    asked: { refreshToken: 'r', deviceId: '' },
  },
  { route: 'POST /auth/logout', rpc: 'EndSession', wire: {}, data: null, asked: { sessionId: '' } },
  {
    route: 'GET /auth/sessions',
    rpc: 'ListSessions',
    wire: { sessions: [samples.session], nextCursor: '' },
    data: first(deviceSession),
    asked: page,
  },
  { route: 'DELETE /auth/sessions/70', rpc: 'EndSession', wire: {}, data: null, asked: { sessionId: '70' } },
  { route: 'GET /users/me', rpc: 'GetProfile', wire: { profile: samples.profile }, data: profile },
  {
    route: 'PATCH /users/me',
    rpc: 'UpdateProfile',
    wire: { profile: samples.profile },
    data: profile,
    body: { nickname: '小明', city: '' },
    asked: { nickname: '小明', avatarUrl: '', city: '', fields: ['nickname', 'city'] },
  },
  { route: 'DELETE /users/me', rpc: 'CloseAccount', wire: {}, data: null, status: 202 },
  {
    route: 'POST /users/me/phone',
    rpc: 'BindPhone',
    wire: { phoneMasked: '1' },
    data: { phoneMasked: '1' },
    body: { code: 'p' },
  },
  {
    route: 'GET /users/7',
    rpc: 'BatchGetUsers',
    wire: { users: [samples.publicUser] },
    data: publicUser,
    asked: { ids: ['7'] },
  },
  {
    route: 'GET /users/me/addresses?limit=5&cursor=abc',
    rpc: 'ListAddresses',
    wire: { addresses: [samples.address], nextCursor: 'x' },
    data: { items: [address], nextCursor: 'x' },
    asked: { limit: 5, cursor: 'abc' },
  },
  {
    route: 'GET /users/me/addresses/31',
    rpc: 'GetAddress',
    wire: { address: samples.address },
    data: address,
    asked: { id: '31' },
  },
  {
    route: 'POST /users/me/addresses',
    rpc: 'CreateAddress',
    wire: { address: samples.address },
    data: address,
    status: 201,
    body: { name: '张三', phone: '13800138000', province: '广东省', city: '广州市', detail: '新港中路397号' },
    asked: { fields: { ...fields, district: '', postalCode: '', isDefault: false } },
  },
  {
    route: 'PUT /users/me/addresses/31',
    rpc: 'UpdateAddress',
    wire: { address: samples.address },
    data: address,
    body: fields,
    asked: { id: '31', fields },
  },
  { route: 'DELETE /users/me/addresses/31', rpc: 'DeleteAddress', wire: {}, data: null, asked: { id: '31' } },
  {
    route: 'GET /products?category=tea&q=%E9%BE%99%E4%BA%95',
    rpc: 'ListProducts',
    wire: { products: [samples.product], nextCursor: '' },
    data: first(product),
    asked: { category: 'tea', query: '龙井', ...page },
  },
  { route: 'GET /products/11', rpc: 'BatchGetProducts', wire: { products: [samples.product] }, data: product },
  {
    route: 'POST /orders',
    rpc: 'PlaceOrder',
    wire: { order: samples.order, replayed: false },
    data: order,
    status: 201,
    key: 'k1',
    body: { items: [{ skuId: '111', quantity: 2 }] },
  },
  {
    route: 'GET /orders?status=PENDING_PAYMENT',
    rpc: 'ListOrders',
    wire: { orders: [samples.order], nextCursor: '' },
    data: first(order),
    asked: { status: 'ORDER_STATUS_PENDING_PAYMENT', ...page },
  },
  { route: 'GET /orders/21', rpc: 'GetOrder', wire: { order: samples.order }, data: order, asked: { id: '21' } },
  { route: 'POST /orders/21/cancel', rpc: 'CancelOrder', wire: { order: samples.order }, data: order, body: {} },
  {
    route: 'POST /orders/21/payments',
    rpc: 'CreatePayment',
    wire: { payment: samples.payment, payParams: samples.payParams, replayed: false },
    data: createdPayment,
    status: 201,
    key: 'k1',
  },
  {
    route: 'GET /payments/41',
    rpc: 'GetPayment',
    wire: { payment: samples.payment },
    data: payment,
    asked: { id: '41', sync: false },
  },
  {
    route: 'GET /payments/41?sync=true',
    rpc: 'GetPayment',
    wire: { payment: samples.payment },
    data: payment,
    asked: { id: '41', sync: true },
  },
  {
    route: 'POST /orders/21/confirm-receipt',
    rpc: 'ConfirmReceipt',
    wire: { order: samples.order },
    data: order,
    body: {},
    asked: { id: '21' },
  },
  {
    route: 'POST /orders/21/refunds',
    rpc: 'RequestRefund',
    wire: { refund: samples.refund, replayed: false },
    data: refund,
    status: 201,
    key: 'k1',
    body: { amount: 5900, reason: '不想要了' },
    asked: { orderId: '21', amount: '5900', reason: '不想要了', idempotencyKey: 'k1' },
  },
  {
    route: 'GET /refunds/61',
    rpc: 'GetRefund',
    wire: { refund: samples.refund },
    data: refund,
    asked: { id: '61' },
  },
  {
    route: 'GET /messages',
    rpc: 'ListMessages',
    wire: { messages: [samples.message], nextCursor: '' },
    data: first(message),
    asked: page,
  },
  { route: 'GET /messages/unread-count', rpc: 'CountUnread', wire: { count: 3 }, data: { count: 3 } },
  {
    route: 'POST /messages/51/read',
    rpc: 'MarkRead',
    wire: { message: samples.message },
    data: message,
    asked: { id: '51' },
  },
  { route: 'POST /messages/read-all', rpc: 'MarkAllRead', wire: { count: 2 }, data: { count: 2 }, body: {} },
  {
    route: 'POST /subscriptions',
    rpc: 'RecordSubscriptions',
    wire: {},
    data: null,
    body: { grants: [{ templateId: 't', result: 'ban' }] },
    asked: { grants: [{ templateId: 't', result: 'SUBSCRIPTION_RESULT_BAN' }] },
  },
];
