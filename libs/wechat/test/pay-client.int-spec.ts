import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAuthorization, readBill, requestMessage, rsaVerify, WechatPayClient } from '../src/index.js';
import { clientOptions, merchant, signed } from './fake-pay.js';

let server: Server;
let client: WechatPayClient;
let hasty: WechatPayClient;
const signatures: boolean[] = [];
let written = 0;

// Longer than a busy machine keeps an answer back.
const TIMEOUT_MS = 5000;

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
      if (url.startsWith('/v3/billdownload')) return void sendBill(url, response);
      if (url.includes('broken')) return void request.socket.destroy();
      const reply = signed(JSON.stringify({ prepay_id: 'wx202603011200' }));
      response.writeHead(200, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new WechatPayClient({ ...clientOptions, baseUrl, timeoutMs: TIMEOUT_MS });
  hasty = new WechatPayClient({ ...clientOptions, baseUrl, timeoutMs: 1000 });
});

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

const ROWS = 5000;

/** Writes no faster than it is read; `cut` and `stuck` bills end, or stop, in the middle. */
async function sendBill(url: string, response: ServerResponse): Promise<void> {
  response.write('商户订单号,订单金额\n');
  for (let row = 0; row < ROWS; row++) {
    if (row === 100 && url.endsWith('=cut')) return void response.destroy();
    if (row === 100 && url.endsWith('=stuck')) return;
    written = row + 1;
    if (!response.write(`\`P${row},\`${'0'.repeat(10_000)}\n`)) await once(response, 'drain');
  }
  response.end('总交易单数\n`5000\n');
}

describe('WechatPayClient over real HTTP', () => {
  it('signs exactly the bytes that arrive', async () => {
    const order = { outTradeNo: 'P10000001', description: '杯子', amount: 1, openid: 'oA', expiresAt: new Date(0) };
    const prepaid = await client.prepayJsapi({ ...order, notifyUrl: 'https://shop.example/hook' });
    expect(prepaid).toEqual({ prepayId: 'wx202603011200' });
    expect(signatures).toEqual([true]);
  });

  it('gives up on a server that never answers', async () => {
    await expect(hasty.close('P10000001')).rejects.toMatchObject({ code: 'TIMEOUT', outcome: 'unknown' });
  });

  it('does not know what happened when the connection is cut', async () => {
    await expect(client.queryByOutTradeNo('broken')).rejects.toMatchObject({ code: 'NETWORK', outcome: 'unknown' });
  });

  it('reads a bill while it is being written, slowly without being taken for stuck', async () => {
    const rows = readBill(await download('all'), { columns: ['商户订单号'] })[Symbol.asyncIterator]();
    await expect(rows.next()).resolves.toMatchObject({ value: { 商户订单号: 'P0' } });
    await setTimeout(TIMEOUT_MS + 300);
    expect(written).toBeLessThan(ROWS);
    let count = 1;
    for await (const row of rows) expect(row.商户订单号).toBe(`P${count++}`);
    expect(count).toBe(ROWS);
  });

  it.each([
    ['cut', 'NETWORK', () => client],
    ['stuck', 'TIMEOUT', () => hasty],
  ])('does not take a bill that is %s for a whole one', async (how, code, by) => {
    const reading = async () => {
      for await (const row of readBill(await download(how, by()))) expect(row['商户订单号']).toMatch(/^P/);
    };
    await expect(reading()).rejects.toMatchObject({ name: 'WechatPayError', code, outcome: 'unknown' });
  });
});

const download = (how: string, by = client) => by.downloadBill(`https://pay.example/v3/billdownload/file?token=${how}`);
