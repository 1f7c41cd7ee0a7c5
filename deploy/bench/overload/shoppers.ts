import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { anySku } from '../orders/placing.ts';
import { PRODUCTS } from '../orders/order-shop.ts';

/** What became of a request: its status, or that nothing came in time. */
export type Fate = number | 'time-out' | 'broken';

export interface Shoppers {
  /** Three of four look at a product, the fourth orders; never rejects. */
  shop(): Promise<Fate>;
  close(): void;
}

const PATIENCE_MS = 2_000;
const CONNECTIONS = 2_000;

/** Users with their tokens, over connections that stay open. */
export function shoppers(address: string, tokens: readonly string[]): Shoppers {
  const [host, port] = address.split(':');
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let turn = 0;
  const send = (method: string, path: string, headers: Record<string, string>, body?: string): Promise<Fate> =>
    new Promise((resolve) => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const sent = request({ agent, host, port, path: `/api/v1${path}`, method, headers, signal }, (response) => {
        response.on('error', () => resolve('broken'));
        response.on('end', () => resolve(response.statusCode ?? 'broken'));
        response.resume();
      });
      sent.on('error', () => resolve(signal.aborted ? 'time-out' : 'broken'));
      sent.end(body);
    });
  return {
    shop: () => {
      turn += 1;
      if (turn % 4 > 0) return send('GET', `/products/${PRODUCTS[turn % PRODUCTS.length]}`, {});
      const body = JSON.stringify({ items: [{ skuId: anySku(), quantity: 1 }] });
      return send(
        'POST',
        '/orders',
        {
          authorization: `Bearer ${tokens[turn % tokens.length]}`,
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'idempotency-key': randomUUID(),
        },
        body,
      );
    },
    close: () => agent.destroy(),
  };
}
