import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, testCertificate } from '@minisuite/testing';
import { EarlyRefusal } from '../src/edge/shedding/early-refusal.js';

interface Read {
  method: string | undefined;
  url: string | undefined;
  body: string;
}

let server: Server;
let refusing: boolean;
let read: Read[];
/** Answers that are held back until somebody lets them go. */
let held: (() => void)[];
const sockets: Socket[] = [];

beforeEach(() => {
  refusing = false;
  read = [];
  held = [];
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
  await once(server, 'close');
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  read.push({ method: request.method, url: request.url, body });
  if (request.url === '/held') await new Promise<void>((resolve) => held.push(resolve));
  response.end(request.url);
}

async function listen(made: Server): Promise<number> {
  server = made;
  const early = new EarlyRefusal((_method, path) => refusing && path !== '/never');
  early.watch(server);
  server.prependListener('request', (request, response) => early.reads(request.socket, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const listener: RequestListener = (request, response) => void answer(request, response);
const client = async (): Promise<Client> => new Client(connect(await listen(createServer(listener)), '127.0.0.1'));

/** One connection, on which answers come one after another. */
class Client {
  #received = '';

  constructor(readonly socket: Socket) {
    sockets.push(socket);
    socket.setNoDelay(true).on('data', (chunk: Buffer) => (this.#received += chunk.toString()));
    socket.on('error', () => {});
  }

  /** The statuses until now, with what was answered unless it is an error. */
  get answers(): string[] {
    return [...this.#received.matchAll(/HTTP\/1\.1 (\d{3})[^]*?\r\n\r\n(\/[a-z0-9]*|)/g)].map(([, status, body]) =>
      `${status} ${body}`.trim(),
    );
  }

  get received(): string {
    return this.#received;
  }

  send(piece: string): void {
    this.socket.write(piece);
  }

  /** So many answers, when they have come; all there are, if there are more. */
  async first(count: number): Promise<string[]> {
    await eventually(`has ${count} answers`, async () => this.answers.length >= count);
    return this.answers;
  }
}

const get = (path: string, ...lines: string[]) =>
  `GET ${path} HTTP/1.1\r\n${['Host: a', ...lines].join('\r\n')}\r\n\r\n`;
const headOfPost = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;
const urls = () => read.map(({ url }) => url);

const arrived = (what: () => boolean) => eventually('it has arrived', async () => what());

describe('a request that comes when there is too much to do', () => {
  it('is refused before HTTP is read, and the connection stays', async () => {
    const one = await client();
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    refusing = true;
    one.send(get('/b'));
    expect(await one.first(2)).toEqual(['200 /a', '503']);
    one.send(get('/never'));
    expect(await one.first(3)).toEqual(['200 /a', '503', '200 /never']);
    refusing = false;
    one.send(get('/c'));
    expect(await one.first(4)).toEqual(['200 /a', '503', '200 /never', '200 /c']);
    expect(urls()).toEqual(['/a', '/never', '/c']);
  });

  it('is told so like any other', async () => {
    const one = await client();
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    refusing = true;
    one.send(get('/b', 'X-Request-Id: mine-1', 'Accept-Language: zh'));
    expect(await one.first(2)).toEqual(['200 /a', '503']);
    const [head = '', body = ''] = one.received.slice(one.received.indexOf('HTTP/1.1 503')).split('\r\n\r\n');
    expect(JSON.parse(body)).toEqual({
      code: 50_301,
      message: '服务暂不可用，请稍后再试。',
      reason: 'SERVICE_UNAVAILABLE',
      details: [],
      requestId: 'mine-1',
    });
    expect(head.split('\r\n').toSorted()).toEqual([
      'HTTP/1.1 503 Service Unavailable',
      `content-length: ${Buffer.byteLength(body)}`,
      'content-type: application/json; charset=utf-8',
      'retry-after: 2',
      'x-content-type-options: nosniff',
      'x-request-id: mine-1',
    ]);
  });

  it('is refused with its body', async () => {
    const one = await client();
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    refusing = true;
    one.send(`${headOfPost('/b', 5)}GET /`);
    expect(await one.first(2)).toEqual(['200 /a', '503']);
    refusing = false;
    one.send(get('/c'));
    expect(await one.first(3)).toEqual(['200 /a', '503', '200 /c']);
  });

  it('is refused over TLS', async () => {
    const { cert, key } = await testCertificate('localhost');
    const port = await listen(createTlsServer({ cert, key }, listener));
    const one = new Client(connectTls({ port, host: '127.0.0.1', servername: 'localhost', ca: cert }));
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    refusing = true;
    one.send(get('/b'));
    expect(await one.first(2)).toEqual(['200 /a', '503']);
    expect(urls()).toEqual(['/a']);
  });
});

describe('what is left to HTTP', () => {
  it('is the first request of a connection', async () => {
    const one = await client();
    refusing = true;
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
  });

  it('are requests that come together, which are answered in turn', async () => {
    const one = await client();
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    refusing = true;
    one.send(get('/b') + get('/c'));
    expect(await one.first(3)).toEqual(['200 /a', '200 /b', '200 /c']);
  });

  it('is a request that comes before the one before it is answered, so that no answer overtakes another', async () => {
    const one = await client();
    const [other] = (await once(server, 'connection')) as [Socket];
    one.send(get('/held'));
    await arrived(() => held.length === 1);
    refusing = true;
    one.send(get('/b'));
    await arrived(() => other.bytesRead === get('/held').length + get('/b').length);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(one.answers).toEqual([]);
    held[0]?.();
    expect(await one.first(2)).toEqual(['200 /held', '200 /b']);
  });

  it('is a body that looks like a request', async () => {
    const one = await client();
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    const body = get('/hidden');
    const headIsRead = once(server, 'request');
    one.send(headOfPost('/b', body.length));
    await headIsRead;
    refusing = true;
    one.send(body);
    expect(await one.first(2)).toEqual(['200 /a', '200 /b']);
    expect(read.at(-1)).toEqual({ method: 'POST', url: '/b', body });
    one.send(get('/c'));
    expect(await one.first(3)).toEqual(['200 /a', '200 /b', '503']);
  });

  it('is all of a connection on which something was not understood', async () => {
    const one = await client();
    const [other] = (await once(server, 'connection')) as [Socket];
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    const [begin, end] = [get('/b').slice(0, 20), get('/b').slice(20)];
    one.send(begin);
    await arrived(() => other.bytesRead === get('/a').length + begin.length);
    refusing = true;
    one.send(end);
    expect(await one.first(2)).toEqual(['200 /a', '200 /b']);
    one.send(get('/c'));
    expect(await one.first(3)).toEqual(['200 /a', '200 /b', '200 /c']);
  });

  it.each([
    ['HEAD', 'HEAD /b HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a connection that is to end', get('/b', 'Connection: close')],
    ['a body in chunks', 'POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ])('is %s', async (_what, request) => {
    const one = await client();
    one.send(get('/a'));
    expect(await one.first(1)).toEqual(['200 /a']);
    refusing = true;
    one.send(request);
    await arrived(() => read.length === 2);
    expect(urls()).toEqual(['/a', '/b']);
  });
});
