import { Agent, request } from 'node:http';
import type { Notification } from './wechat-notification.ts';

const PATH = '/api/v1/webhooks/wechat-pay/payments';
const TAKEN = 204;
const CONNECTIONS = 100;

export interface WebhookCaller {
  /** Resolves when the notification was taken. */
  send(notification: Notification): Promise<void>;
  close(): void;
}

/** Posts notifications to the gateway over connections that stay open. */
export function webhookCaller(address: string): WebhookCaller {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const [host, port] = address.split(':');
  return {
    send: ({ headers, body }) =>
      new Promise((resolve, reject) => {
        const length = { 'content-length': Buffer.byteLength(body) };
        const options = { agent, host, port, path: PATH, method: 'POST', headers: { ...headers, ...length } };
        const sent = request(options, (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === TAKEN) resolve();
            else reject(new Error(`the webhook answers ${response.statusCode} ${Buffer.concat(pieces).toString()}`));
          });
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
