import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAuthorization, requestMessage, rsaVerify, WechatPayClient } from '../src/index.js';
import { clientOptions, merchant, signed } from './fake-pay.js';

let server: Server;
let client: WechatPayClient;
const signatures: boolean[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const authorization = parseAuthorization(headers.authorization ?? '');
      const { timestamp = '', nonce = '', signature = '' } = authorization ?? {};
      signatures.push(
        rsaVerify(requestMessage({ method, url, timestamp, nonce, body }), signature, merchant.publicKey),
      );
      if (url.endsWith('/close')) return;
      if (url.includes('broken')) return void request.socket.destroy();
      const reply = signed(JSON.stringify({ prepay_id: 'wx202603011200' }));
      response.writeHead(200, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new WechatPayClient({ ...clientOptions, baseUrl, timeoutMs: 300 });
});

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

describe('WechatPayClient over real HTTP', () => {
  it('signs exactly the bytes that arrive', async () => {
    const order = { outTradeNo: 'P10000001', description: '杯子', amount: 1, openid: 'oA', expiresAt: new Date(0) };
    const prepaid = await client.prepayJsapi({ ...order, notifyUrl: 'https://shop.example/hook' });
    expect(prepaid).toEqual({ prepayId: 'wx202603011200' });
    expect(signatures).toEqual([true]);
  });

  it('gives up on a server that never answers', async () => {
    await expect(client.close('P10000001')).rejects.toMatchObject({ code: 'TIMEOUT', outcome: 'unknown' });
  });

  it('does not know what happened when the connection is cut', async () => {
    await expect(client.queryByOutTradeNo('broken')).rejects.toMatchObject({ code: 'NETWORK', outcome: 'unknown' });
  });
});
