import type { IncomingMessage, ServerResponse } from 'node:http';
import { AdaptiveLimit, DomainError } from '@minisuite/kernel';
import { Counter, Gauge, metrics } from '@minisuite/service';
import type { FastifyInstance } from 'fastify';
import { answerFor, errorBody } from '../error-answer.js';
import { languageOf } from '../language.js';
import { requestIdOf } from '../request-id.js';
import { roomFor, type Worth } from './worth.js';

const LOOK_MS = 20;
// Late once is a pause of the process or of its machine; late most of the time is too much to do.
const FEWEST_LOOKS = 5;
// So many fit into memory when services or WeChat are slow, which the event loop does not feel.
const MOST = 4096;
const WEBHOOKS = '/api/v1/webhooks/';
const OVERLOADED = answerFor(new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'There is too much to do.'));
// A list is quicker than an object, and how many can be refused depends on how little it takes.
const HEADERS = Object.entries({
  ...OVERLOADED.headers,
  'content-type': 'application/json; charset=utf-8',
  'x-content-type-options': 'nosniff',
}).flat();

const shedTotal = new Counter({
  name: 'minisuite_http_shed_total',
  help: 'Requests that were refused at once because too many were at work, by what they are worth.',
  labelNames: ['worth'],
  registers: [metrics()],
});
const shed = { usual: shedTotal.labels('usual'), much: shedTotal.labels('much') } satisfies Record<Worth, unknown>;
const limitNow = new Gauge({
  name: 'minisuite_http_shed_limit',
  help: 'How many requests may be at work at present; it shrinks while the event loop is late.',
  registers: [metrics()],
});

/**
 * Refuses requests before anything is done for them when more are at work than can be done without the event loop being later than
 * `lateMs`, so that the others are served in time instead of none. It stands before the framework, because a refusal has to cost next to
 * nothing. Notifications of WeChat are never refused here: most of them are money.
 */
export function shedLoad(fastify: FastifyInstance, lateMs: number): void {
  if (lateMs === 0) return;
  const limit = new AdaptiveLimit({ most: MOST, slowMs: lateMs, fewest: FEWEST_LOOKS });
  observeLateness(fastify, limit);
  const { server } = fastify;
  const serve = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const worth = worthOf(request);
    if (worth !== undefined && !limit.hasRoom(roomFor(worth, Math.random()))) {
      shed[worth].inc();
      refuse(request, response);
      return;
    }
    count(limit, request, response);
    for (const listener of serve) listener.call(server, request, response);
  });
}

function observeLateness(fastify: FastifyInstance, limit: AdaptiveLimit): void {
  let due = performance.now() + LOOK_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    limit.observe(now - due, now);
    limitNow.set(limit.now);
    due = now + LOOK_MS;
  }, LOOK_MS);
  timer.unref();
  fastify.addHook('onClose', async () => clearInterval(timer));
}

/** A request is at work from when all of it is here: whoever sends it slowly takes nobody's place. */
function count(limit: AdaptiveLimit, request: IncomingMessage, response: ServerResponse): void {
  const begin = (): void => {
    if (response.closed) return;
    limit.enter();
    response.once('close', () => limit.leave());
  };
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (length === '0' && encoding === undefined) begin();
  else request.once('end', begin);
}

/** Undefined for what is never refused. */
function worthOf({ url, method }: IncomingMessage): Worth | undefined {
  if (url?.startsWith(WEBHOOKS)) return undefined;
  return method === 'GET' ? 'usual' : 'much';
}

function refuse({ headers }: IncomingMessage, response: ServerResponse): void {
  const id = requestIdOf(headers);
  const body = JSON.stringify(errorBody(OVERLOADED, languageOf(headers['accept-language']), id));
  response.writeHead(OVERLOADED.status, [
    ...HEADERS,
    'content-length',
    String(Buffer.byteLength(body)),
    'x-request-id',
    id,
  ]);
  response.end(body);
}
