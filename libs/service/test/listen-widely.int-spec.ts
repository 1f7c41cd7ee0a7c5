import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { listenWidely } from '../src/listen-widely.js';

const HOST = '127.0.0.1';
const CALLERS = 256;
const BUSY_MS = 5;

@Module({})
class NothingModule {}

let app: NestFastifyApplication;
let sockets: Socket[];
let answers: (() => void)[];
beforeEach(async () => {
  sockets = [];
  answers = [];
  app = await NestFactory.create<NestFastifyApplication>(NothingModule, new FastifyAdapter(), { logger: false });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/slow', (_request, reply) => void answers.push(() => void reply.send('done')));
  fastify.get('/quick', (_request, reply) => void reply.send('done'));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const answer of answers) answer();
  await app.close();
});

const portOf = () => (app.getHttpServer().address() as AddressInfo).port;

function open(): Socket {
  const socket = connect({ host: HOST, port: portOf() });
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

/** Gets a path; the connection stays open. */
async function get(socket: Socket, path: string): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString();
}

const openMany = () => Promise.all(Array.from({ length: CALLERS }, () => once(open(), 'connect')));

describe('an HTTP process at its port', () => {
  it('accepts many while each turn of its event loop is long', async () => {
    await listenWidely(app, { host: HOST, port: 0 });
    let accepted = 0;
    let turns = 0;
    app.getHttpServer().on('connection', () => void (accepted += 1));
    await openMany();
    await new Promise<void>((resolve) => {
      const turn = () => {
        turns += 1;
        const until = performance.now() + BUSY_MS;
        while (performance.now() < until);
        if (accepted === CALLERS || turns === CALLERS) resolve();
        else setImmediate(turn);
      };
      turn();
    });
    expect(accepted).toBe(CALLERS);
    expect(turns).toBeLessThan(CALLERS / 4);
  });

  it('serves everybody, whichever socket has accepted them', async () => {
    await listenWidely(app, { host: HOST, port: 0 });
    await openMany();
    const texts = await Promise.all(sockets.map((socket) => get(socket, '/quick')));
    expect(texts.filter((text) => text.startsWith('HTTP/1.1 200 '))).toHaveLength(CALLERS);
  });

  it('does not share the port with another process', async () => {
    const other = createServer().listen(0, HOST);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(listenWidely(app, { host: HOST, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
  });

  it('does not share the port with another one of its kind', async () => {
    await listenWidely(app, { host: HOST, port: 0 });
    const second = await NestFactory.create<NestFastifyApplication>(NothingModule, new FastifyAdapter(), {
      logger: false,
    });
    await expect(listenWidely(second, { host: HOST, port: portOf() })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.close();
  });

  it('ends what runs before it is closed, and hangs up on who waits for nothing', async () => {
    await listenWidely(app, { host: HOST, port: 0 });
    await openMany();
    const idle = sockets.slice(0, CALLERS / 2);
    const busy = sockets.slice(CALLERS / 2);
    await Promise.all(idle.map((socket) => get(socket, '/quick')));
    const texts = Promise.all(busy.map((socket) => get(socket, '/slow')));
    await eventually('all are at work', () => answers.length === busy.length);
    const port = portOf();
    let isClosed = false;
    const closing = app.close().then(() => (isClosed = true));
    await eventually('the idle are gone', () => idle.every(({ closed }) => closed));
    await expect(once(connect({ host: HOST, port }), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(isClosed).toBe(false);
    for (const answer of answers.splice(0)) answer();
    for (const text of await texts) expect(text).toMatch(/^HTTP\/1\.1 200 /);
    await closing;
    await eventually('all are gone', () => busy.every(({ closed }) => closed));
  });
});
