import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from '../demo/http.ts';

/** Who asks, and what there is to ask for. */
export interface World {
  operator: { id: string; username: string; password: string };
  skuIds: string[];
  /** Of the system of a partner. */
  apiKey: string;
}

const PATIENCE_MS = 60_000;

interface Order {
  id: string;
}

/**
 * An operator whom nobody changes, the key of a partner, and orders of a user in several states, so that lists are not empty.
 */
export async function prepareWorld(gatewayUrl: string, simulatorUrl: string, adminPassword: string): Promise<World> {
  const deadline = Date.now() + PATIENCE_MS;
  const gateway = new Client(`${gatewayUrl}/api/v1`, deadline);
  const wechat = new Client(`${simulatorUrl}/_control`, deadline);
  const made = async <T>(token: string | undefined, method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { 'idempotency-key': randomUUID() };
    const answer = await gateway.call(method, path, { ...(token && { token }), body, headers });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.data as T;
  };

  const username = `fuzz-${randomBytes(6).toString('hex')}`;
  const password = randomBytes(24).toString('base64url');
  const login = { username: 'admin', password: adminPassword };
  const admin = await made<{ accessToken: string }>(undefined, 'POST', '/admin/auth/login', login);
  const operator = { username, displayName: 'Fuzz', roles: ['admin'], password };
  const { id } = await made<{ id: string }>(admin.accessToken, 'POST', '/admin/operators', operator);

  const rights = { name: 'fuzz', scopes: ['orders.read', 'orders.ship'] };
  const { key } = await made<{ key: string }>(admin.accessToken, 'POST', '/admin/api-keys', rights);

  const products = await made<{ items: { skus: { id: string }[] }[] }>(undefined, 'GET', '/products?limit=100');
  const skuIds = products.items.flatMap(({ skus }) => skus.map(({ id }) => id));
  const { code } = (await wechat.call('POST', '/login-codes', { body: { openid: 'fuzz-user' } })).body;
  const user = await made<{ accessToken: string }>(undefined, 'POST', '/auth/wechat-login', { code });
  const order = { items: [{ skuId: skuIds[0], quantity: 1 }] };
  const place = () => made<Order>(user.accessToken, 'POST', '/orders', order);
  const [, waiting, paid] = [await place(), await place(), await place()];
  await made(user.accessToken, 'POST', `/orders/${waiting.id}/payments`);
  const { outTradeNo } = await made<{ outTradeNo: string }>(user.accessToken, 'POST', `/orders/${paid.id}/payments`);
  await wechat.call('POST', '/pay', { body: { outTradeNo } });
  const state = () => made<{ status: string }>(user.accessToken, 'GET', `/orders/${paid.id}`);
  await gateway.until('paid', async () => ((await state()).status === 'PAID' ? true : undefined), {
    within: PATIENCE_MS,
  });
  await made(user.accessToken, 'POST', `/orders/${paid.id}/refunds`, { reason: '不想要了' });
  return { operator: { id, username, password }, skuIds, apiKey: key };
}
