import type { AdminCase } from './admin-case.js';

const moment = '2026-01-01T00:00:00.005Z';
const at = { seconds: '1767225600', nanos: 5_000_000 };
const tea = { title: '西湖龙井', imageUrl: '/static/products/longjing-tea.svg', category: '茶饮', onSale: true };
const bag = { title: '袋装 50g', position: 1, onSale: false };
const pieces = { version: 2, available: 5, reserved: 1, sold: 3 };

const wireSku = { id: '111', productId: '11', fields: { ...bag, price: '5800' }, ...pieces, createdAt: at };
const wireProduct = { id: '11', fields: tea, version: 3, createdAt: at, skus: [wireSku] };
const sku = { id: '111', productId: '11', ...bag, price: 5800, ...pieces, createdAt: moment };
const product = { id: '11', ...tea, version: 3, createdAt: moment, skus: [sku] };

const aProduct = { owner: 'order', wire: { product: wireProduct }, data: product } as const;
const aSku = { owner: 'order', wire: { sku: wireSku }, data: sku } as const;

/** The routes below /admin that have to do with what is for sale. */
export const adminAssortmentCases: AdminCase[] = [
  {
    route: 'GET /admin/products?limit=5&category=%E8%8C%B6&q=a&onSale=false',
    rpc: 'ListAllProducts',
    owner: 'order',
    wire: { products: [wireProduct], nextCursor: 'next' },
    data: { items: [product], nextCursor: 'next' },
    asked: { limit: 5, cursor: '', category: '茶', query: 'a', shelf: 'SHELF_OFF_SALE' },
  },
  { ...aProduct, route: 'GET /admin/products/11', rpc: 'GetAnyProduct', asked: { id: '11' } },
  {
    ...aProduct,
    route: 'POST /admin/products',
    rpc: 'CreateProduct',
    status: 201,
    body: { title: '西湖龙井', imageUrl: 'https://img.example/tea.png', category: '茶饮' },
    asked: { fields: { ...tea, imageUrl: 'https://img.example/tea.png' } },
  },
  {
    ...aProduct,
    route: 'PUT /admin/products/11',
    rpc: 'ReplaceProduct',
    body: { ...tea, onSale: false, version: 3 },
    asked: { id: '11', version: 3, fields: { ...tea, onSale: false } },
  },
  {
    route: 'DELETE /admin/products/11',
    rpc: 'WithdrawProduct',
    owner: 'order',
    wire: {},
    data: null,
    asked: { id: '11' },
  },
  {
    route: 'GET /admin/skus?productId=11&onSale=true&availableBelow=10',
    rpc: 'ListSkus',
    owner: 'order',
    wire: { skus: [wireSku], nextCursor: '' },
    data: { items: [sku], nextCursor: null },
    asked: { limit: 20, cursor: '', productId: '11', shelf: 'SHELF_ON_SALE', availableBelow: 10 },
  },
  { ...aSku, route: 'GET /admin/skus/111', rpc: 'GetSku', asked: { id: '111' } },
  {
    ...aSku,
    route: 'POST /admin/skus',
    rpc: 'CreateSku',
    status: 201,
    body: { productId: '11', title: '袋装 50g', price: 5800 },
    asked: { productId: '11', fields: { title: '袋装 50g', price: '5800', position: 0, onSale: true } },
  },
  {
    ...aSku,
    route: 'PUT /admin/skus/111',
    rpc: 'ReplaceSku',
    body: { ...bag, price: 5900, version: 2 },
    asked: { id: '111', version: 2, fields: { ...bag, price: '5900' } },
  },
  { route: 'DELETE /admin/skus/111', rpc: 'WithdrawSku', owner: 'order', wire: {}, data: null, asked: { id: '111' } },
  {
    ...aSku,
    route: 'POST /admin/skus/111/stock',
    rpc: 'ChangeStock',
    body: { delta: -3, reason: '破损' },
    asked: { id: '111', delta: -3, reason: '破损', version: 0 },
  },
];
