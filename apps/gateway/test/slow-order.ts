import { connect, type Socket } from 'node:net';
import { type GatewayUnderTest, token } from './gateway-under-test.js';

/** A connection to the gateway, for what no HTTP client would send. */
export function open({ url }: GatewayUnderTest): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname).on('error', () => {});
}

/** The head of an order of user 7 whose body has so many bytes, which are to follow. */
export function headOfOrder(bytes: number): string {
  const lines = [
    'POST /api/v1/orders HTTP/1.1',
    'Host: a',
    `Authorization: Bearer ${token()}`,
    'Idempotency-Key: k',
    'Content-Type: application/json',
    `Content-Length: ${bytes}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
