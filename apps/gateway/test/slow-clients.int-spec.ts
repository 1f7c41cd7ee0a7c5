import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { delay } from '@minisuite/kernel';
import { type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';
import { samples } from './samples.js';
import { headOfOrder, open } from './slow-order.js';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startGatewayUnderTest();
  gateway.services.on('GetProfile', () => ({ profile: samples.profile }));
});
afterAll(() => gateway.stop());

/** Everything that the gateway says until it hangs up. */
const untilClosed = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
  });

/** Sends a piece over and over, until the other side has hung up. */
async function dribble(socket: Socket, piece: string, everyMs: number): Promise<void> {
  while (!socket.destroyed && socket.writable) {
    socket.write(piece);
    await delay(everyMs);
  }
}

describe('a client that takes its time', () => {
  it('over its headers is cut off, while others are served', async () => {
    const socket = open(gateway);
    const closed = untilClosed(socket);
    socket.write('GET /api/v1/users/me HTTP/1.1\r\nHost: a\r\n');
    const dribbling = dribble(socket, 'X-A: b\r\n', 200);
    expect((await gateway.call('GET', '/users/me')).status).toBe(200);
    expect(await closed).toMatch(/^HTTP\/1\.1 4\d\d /);
    await dribbling;
  }, 30_000);

  it('before it says anything is hung up on without a word, which it would take for the answer to what it is about to ask', async () => {
    expect(await untilClosed(open(gateway))).toBe('');
  }, 30_000);

  it('over its body is cut off', async () => {
    const socket = open(gateway);
    const closed = untilClosed(socket);
    socket.write(headOfOrder(200_000));
    const dribbling = dribble(socket, ' ', 200);
    expect(await closed).toMatch(/^HTTP\/1\.1 4\d\d /);
    await dribbling;
  }, 60_000);

  it('over 5 MB that nobody wants is refused before it has sent them', async () => {
    const socket = open(gateway);
    const closed = untilClosed(socket);
    socket.write(headOfOrder(5_000_000));
    const answered = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
    await closed;
  });
});

it('10,000 headers are refused', async () => {
  const socket = open(gateway);
  const closed = untilClosed(socket);
  const headers = Array.from({ length: 10_000 }, (_, n) => `x-${n}: 1`);
  socket.write(`GET /api/v1/users/me HTTP/1.1\r\nHost: a\r\n${headers.join('\r\n')}\r\n\r\n`);
  expect(await closed).toMatch(/^HTTP\/1\.1 431 [^]*HEADERS_TOO_LARGE/);
});
