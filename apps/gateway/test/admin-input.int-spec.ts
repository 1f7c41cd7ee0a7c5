import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type FourServices, startWithFourServices } from './four-services.js';

let four: FourServices;
beforeAll(async () => void (four = await startWithFourServices()));
afterAll(() => four.stop());
beforeEach(() => four.reset());

async function faults(method: string, path: string, body?: unknown): Promise<object> {
  const { status, json } = await four.call(method, path, { body });
  const { reason, details } = json as { reason?: string; details?: { path: string }[] };
  return { status, reason, paths: details?.map((detail) => detail.path), asked: four.asked() };
}
const invalid = (...paths: string[]) => ({ status: 400, reason: 'VALIDATION_FAILED', paths, asked: 0 });

const tea = { title: '龙井', imageUrl: 'https://img.example/a.png', category: '茶饮' };

describe('bodies', () => {
  it.each([
    ['/admin/auth/login', { username: 'a' }, ['password']],
    ['/admin/auth/login', { username: '', password: '' }, ['username', 'password']],
    ['/admin/auth/login', { username: 'a'.repeat(65), password: 'x'.repeat(257) }, ['username', 'password']],
    ['/admin/auth/login', { username: 'a\u0000', password: 'p' }, ['username']],
    ['/admin/auth/login', { username: 'a', password: 1 }, ['password']],
    ['/admin/auth/login', { username: 'a', password: 'p', roles: ['admin'] }, ['roles']],
    ['/admin/auth/refresh', {}, ['refreshToken']],
    ['/admin/auth/logout', { all: true }, ['all']],
    ['/admin/dead-letters/71/replay', { force: true }, ['force']],
    ['/admin/dead-letters/71/discard', {}, ['reason']],
    ['/admin/dead-letters/71/discard', { reason: '' }, ['reason']],
    ['/admin/dead-letters/71/discard', { reason: '  \n ' }, ['reason']],
    ['/admin/dead-letters/71/discard', { reason: 'x'.repeat(501) }, ['reason']],
    ['/admin/dead-letters/replay', {}, ['all']],
    ['/admin/dead-letters/replay', { limit: 5 }, ['all']],
    ['/admin/dead-letters/replay', { all: false }, ['all']],
    ['/admin/dead-letters/replay', { topic: '' }, ['topic']],
    ['/admin/dead-letters/replay', { all: true, limit: 0 }, ['limit']],
    ['/admin/dead-letters/replay', { all: true, limit: 101 }, ['limit']],
    ['/admin/dead-letters/replay', { service: 'gateway' }, ['service']],
    ['/admin/dead-letters/replay', { all: true, state: 'DISCARDED' }, ['state']],
    ['/admin/products', {}, ['title', 'imageUrl', 'category']],
    ['/admin/products', { ...tea, title: ' ' }, ['title']],
    ['/admin/products', { ...tea, title: '茶'.repeat(129) }, ['title']],
    ['/admin/products', { ...tea, category: 'a\nb' }, ['category']],
    ['/admin/products', { ...tea, imageUrl: 'http://img.example/a.png' }, ['imageUrl']],
    ['/admin/products', { ...tea, imageUrl: 'javascript:alert(1)' }, ['imageUrl']],
    ['/admin/products', { ...tea, onSale: 'yes' }, ['onSale']],
    ['/admin/products', { ...tea, id: '1' }, ['id']],
    ['/admin/skus', { title: '袋装', price: 100 }, ['productId']],
    ['/admin/skus', { productId: 'x', title: '袋装', price: 100 }, ['productId']],
    ['/admin/skus', { productId: '1', title: '袋装', price: 0 }, ['price']],
    ['/admin/skus', { productId: '1', title: '袋装', price: 1.5 }, ['price']],
    ['/admin/skus', { productId: '1', title: '袋装', price: '100' }, ['price']],
    ['/admin/skus', { productId: '1', title: '袋装', price: 100_000_001 }, ['price']],
    ['/admin/skus', { productId: '1', title: '袋装', price: 100, position: -1 }, ['position']],
    ['/admin/skus', { productId: '1', title: '袋装', price: 100, available: 5 }, ['available']],
    ['/admin/skus/111/stock', {}, ['delta', 'reason']],
    ['/admin/skus/111/stock', { delta: 0, reason: '盘点' }, ['delta']],
    ['/admin/skus/111/stock', { delta: 1.5, reason: '盘点' }, ['delta']],
    ['/admin/skus/111/stock', { delta: 1e9, reason: '盘点' }, ['delta']],
    ['/admin/skus/111/stock', { delta: 1, reason: ' ' }, ['reason']],
    ['/admin/skus/111/stock', { delta: 1, reason: '盘点', version: 0 }, ['version']],
    ['/admin/skus/111/stock', { delta: 1, reason: '盘点', sold: 1 }, ['sold']],
    ['/admin/api-keys', {}, ['name', 'scopes']],
    ['/admin/api-keys', { name: 'E R P', scopes: ['orders.read'] }, ['name']],
    ['/admin/api-keys', { name: 'erp', scopes: [] }, ['scopes']],
    ['/admin/api-keys', { name: 'erp', scopes: ['users.read'] }, ['scopes.0']],
    ['/admin/api-keys', { name: 'erp', scopes: ['orders.read'], networks: ['0.0.0.0/0'] }, ['networks.0']],
    ['/admin/api-keys', { name: 'erp', scopes: ['orders.read'], networks: ['localhost'] }, ['networks.0']],
    ['/admin/api-keys', { name: 'erp', scopes: ['orders.read'], expiresInDays: 0 }, ['expiresInDays']],
    ['/admin/api-keys', { name: 'erp', scopes: ['orders.read'], key: 'msk_x' }, ['key']],
    ['/admin/api-keys/91/rotate', { overlapHours: 721 }, ['overlapHours']],
    ['/admin/api-keys/91/rotate', { overlapHours: -1 }, ['overlapHours']],
    ['/admin/orders/21/ship', {}, ['carrier', 'trackingNo']],
    ['/admin/orders/21/ship', { carrier: 'sf', trackingNo: 'SF-1' }, ['carrier']],
    ['/admin/orders/21/ship', { carrier: 'S', trackingNo: 'SF-1' }, ['carrier']],
    ['/admin/orders/21/ship', { carrier: 'S'.repeat(21), trackingNo: 'SF-1' }, ['carrier']],
    ['/admin/orders/21/ship', { carrier: 'SF\n', trackingNo: 'SF-1' }, ['carrier']],
    ['/admin/orders/21/ship', { carrier: 'SF', trackingNo: 'SF1' }, ['trackingNo']],
    ['/admin/orders/21/ship', { carrier: 'SF', trackingNo: '1'.repeat(41) }, ['trackingNo']],
    ['/admin/orders/21/ship', { carrier: 'SF', trackingNo: 'SF 12345' }, ['trackingNo']],
    ['/admin/orders/21/ship', { carrier: 'SF', trackingNo: '顺丰一二三四' }, ['trackingNo']],
    ['/admin/orders/21/ship', { carrier: 'SF', trackingNo: 1234 }, ['trackingNo']],
    ['/admin/orders/21/ship', { carrier: 'SF', trackingNo: 'SF-1', amount: 1 }, ['amount']],
    ['/admin/shipping-reports/21/retry', { force: true }, ['force']],
    ['/admin/shipping-reports/21/retry', { carrier: 'sf', trackingNo: 'SF 1' }, ['carrier', 'trackingNo']],
    ['/admin/shipping-reports/21/retry', { carrier: '' }, ['carrier']],
    ['/admin/shipping-reports/21/retry', { trackingNo: null }, ['trackingNo']],
    ['/admin/reviews/51/hide', {}, ['reason']],
    ['/admin/reviews/51/hide', { reason: ' \n' }, ['reason']],
    ['/admin/reviews/51/hide', { reason: '长'.repeat(201) }, ['reason']],
    ['/admin/reviews/51/publish', { reason: 'a\u0007' }, ['reason']],
    ['/admin/reviews/51/publish', { reason: 'r', status: 'PUBLISHED' }, ['status']],
    ['/admin/refunds/61/approve', { amount: 1 }, ['amount']],
    ['/admin/refunds/61/retry', { force: true }, ['force']],
    ['/admin/refunds/61/reject', {}, ['reason']],
    ['/admin/refunds/61/reject', { reason: ' ' }, ['reason']],
    ['/admin/refunds/61/reject', { reason: '长'.repeat(201) }, ['reason']],
    ['/admin/refunds/61/reject', { reason: 'a\u0007' }, ['reason']],
    ['/admin/reconciliations', {}, ['billDate']],
    ['/admin/reconciliations', { billDate: '20260101' }, ['billDate']],
    ['/admin/reconciliations', { billDate: '2026-02-30' }, ['billDate']],
    ['/admin/reconciliations', { billDate: '2026-01-01T00:00:00Z' }, ['billDate']],
    ['/admin/reconciliations', { billDate: '99999-01-01' }, ['billDate']],
    ['/admin/reconciliations', { billDate: 20_260_101 }, ['billDate']],
    ['/admin/reconciliations', { billDate: '2026-01-01', billType: 'ALL' }, ['billType']],
    ['/admin/reconciliations/differences/92/resolve', {}, ['note']],
    ['/admin/reconciliations/differences/92/resolve', { note: '\t' }, ['note']],
    ['/admin/reconciliations/differences/92/resolve', { note: 'x'.repeat(501) }, ['note']],
    ['/admin/reconciliations/differences/92/resolve', { note: 'n', status: 'OPEN' }, ['status']],
  ])('POST %s refuses %j', async (path, body, paths) => {
    expect(await faults('POST', path, body)).toEqual(invalid(...paths));
  });

  it.each([
    ['/admin/products/11', { ...tea, onSale: true }, ['version']],
    ['/admin/products/11', { ...tea, version: 1 }, ['onSale']],
    ['/admin/products/11', { ...tea, onSale: true, version: 0 }, ['version']],
    ['/admin/products/11', { ...tea, onSale: true, version: 1, skus: [] }, ['skus']],
    ['/admin/skus/111', { title: '袋装', price: 100, position: 0, onSale: true }, ['version']],
    ['/admin/skus/111', { title: '袋装', price: 100, version: 1 }, ['position', 'onSale']],
    ['/admin/skus/111', { title: '袋装', price: 0, position: 0, onSale: true, version: 1 }, ['price']],
    ['/admin/skus/111', { title: '袋装', price: 1, position: 0, onSale: true, version: 1, sold: 1 }, ['sold']],
  ])('PUT %s refuses %j', async (path, body, paths) => {
    expect(await faults('PUT', path, body)).toEqual(invalid(...paths));
  });

  it('of a replay of all is taken', async () => {
    for (const service of four.all)
      service.on('ReplayDeadLetters', () => ({ handled: 0, alreadyHandled: 0, failed: 0, remaining: 0 }));
    expect(await faults('POST', '/admin/dead-letters/replay', { all: true })).toMatchObject({ status: 200, asked: 4 });
  });
});

describe('queries and ids', () => {
  it.each([
    ['dead-letters?limit=0', 'limit'],
    ['dead-letters?limit=101', 'limit'],
    ['dead-letters?cursor=abc', 'cursor'],
    ['dead-letters?cursor=%20', 'cursor'],
    ['dead-letters?service=gateway', 'service'],
    ['dead-letters?service=user&service=order', 'service'],
    ['dead-letters?state=UNSPECIFIED', 'state'],
    ['dead-letters?topic=', 'topic'],
    ['dead-letters?key=%00', 'key'],
    [`dead-letters?type=${'x'.repeat(97)}`, 'type'],
    ['audit-log?operatorId=1%20OR%201', 'operatorId'],
    ['audit-log?cursor=abc', 'cursor'],
    ['audit-log?service=all', 'service'],
    [`audit-log?action=${'x'.repeat(65)}`, 'action'],
    ['products?onSale=yes', 'onSale'],
    [`products?q=${'x'.repeat(65)}`, 'q'],
    ['skus?productId=x', 'productId'],
    ['skus?availableBelow=0', 'availableBelow'],
    ['skus?availableBelow=-1', 'availableBelow'],
    ['skus?availableBelow=1e9', 'availableBelow'],
    ['orders?status=paid', 'status'],
    ['orders?status=UNSPECIFIED', 'status'],
    ['orders?userId=me', 'userId'],
    ['orders?limit=0', 'limit'],
    ['orders?cursor=%20', 'cursor'],
    ['shipping-reports?status=UNSPECIFIED', 'status'],
    ['shipping-reports?status=failed', 'status'],
    ['shipping-reports?limit=0', 'limit'],
    ['shipping-reports?cursor=!', 'cursor'],
    ['refunds?status=OPEN', 'status'],
    ['refunds?waiting=yes', 'waiting'],
    ['refunds?waiting=true&waiting=true', 'waiting'],
    ['refunds?orderId=-1', 'orderId'],
    ['refunds?limit=101', 'limit'],
    ['refunds?cursor=%00', 'cursor'],
    ['reconciliations?limit=1e9', 'limit'],
    ['reconciliations?cursor=%20', 'cursor'],
    ['reconciliations/91/differences?status=open', 'status'],
    ['reconciliations/91/differences?limit=-1', 'limit'],
    ['reconciliations/91/differences?cursor=!', 'cursor'],
    ['reconciliations/2026-01-01/differences', 'id'],
    ['orders/abc', 'id'],
    ['dead-letters/abc', 'id'],
    ['dead-letters/99999999999999999999', 'id'],
  ])('GET /admin/%s is refused', async (path, fault) => {
    expect(await faults('GET', `/admin/${path}`)).toEqual(invalid(fault));
  });

  it.each(['abc', '-1', '9'.repeat(21)])('POST refuses the id %s', async (id) => {
    expect(await faults('POST', `/admin/dead-letters/${id}/replay`)).toEqual(invalid('id'));
    expect(await faults('POST', `/admin/dead-letters/${id}/discard`, { reason: 'r' })).toEqual(invalid('id'));
    expect(await faults('POST', `/admin/orders/${id}/ship`, { carrier: 'SF', trackingNo: 'SF-1' })).toEqual(
      invalid('id'),
    );
    expect(await faults('POST', `/admin/shipping-reports/${id}/retry`)).toEqual(invalid('orderId'));
    expect(await faults('POST', `/admin/refunds/${id}/approve`)).toEqual(invalid('id'));
    expect(await faults('POST', `/admin/refunds/${id}/reject`, { reason: 'r' })).toEqual(invalid('id'));
    expect(await faults('POST', `/admin/refunds/${id}/retry`)).toEqual(invalid('id'));
    expect(await faults('POST', `/admin/reconciliations/differences/${id}/resolve`, { note: 'n' })).toEqual(
      invalid('id'),
    );
  });
});

describe('logins that the user service refuses', () => {
  it.each([
    ['unauthenticated', 'CREDENTIALS_INVALID', 401, 40107],
    ['exhausted', 'RATE_LIMITED', 429, 42901],
  ] as const)('%s %s are answered with %i', async (kind, reason, status, code) => {
    four.each.user.on('LogIn', () => {
      throw new DomainError(kind, reason, 'inner words');
    });
    // Wrong passwords are remembered for a day, also those of earlier runs on the same servers.
    const body = { username: `anna-${randomUUID().slice(0, 8)}`, password: 'wrong' };
    const answer = await four.call('POST', '/admin/auth/login', { token: null, body });
    expect([answer.status, answer.json['code'], answer.json['reason']]).toEqual([status, code, reason]);
    expect(answer.text).not.toContain('inner words');
  });
});
