import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, Gauge, metrics } from '@minisuite/service';
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '../api-prefix.js';
import { requestIdOf } from '../request-id.js';
import { AdaptiveLimit } from './adaptive-limit.js';
import { EarlyRefusal } from './early-refusal.js';
import { type LimitedOperation, OperationLimits } from './operation-limits.js';
import { refusalFor } from './refusal.js';

const LOOK_MS = 20;
// Late once is a pause of the process or of its machine; late most of the time is too much to do.
const FEWEST_LOOKS = 3;
// So many fit into memory when services or WeChat are slow, which the event loop does not feel.
const MOST = 4096;
const TIMED_OUT = 504;
const WEBHOOKS = `${API_PREFIX}/webhooks/`;

const shedTotal: Counter = new Counter({
  name: 'minisuite_http_shed_total',
  help: 'Requests that were refused at once because too many were at work, for an operation or for the gateway (any).',
  labelNames: ['operation'],
  registers: [metrics()],
  // Thousands a second are refused, and the counter itself is slow.
  collect: () => {
    for (const [operation, count] of refused) shedTotal.inc({ operation }, count);
    refused.clear();
  },
});
const refused = new Map<string, number>();
const limitNow = new Gauge({
  name: 'minisuite_http_shed_limit',
  help: 'How many requests may be at work at present; it shrinks while the event loop is late.',
  registers: [metrics()],
});

/**
 * Refuses requests before anything is done for them when more are at work than can be done without the event loop being later than
 * `lateMs`, or than the services answer in time, so that the others are served in time instead of none. It stands before the framework,
 * because a refusal has to cost next to nothing. Notifications of WeChat are never refused here: most of them are money.
 */
export function shedLoad(fastify: FastifyInstance, lateMs: number): void {
  if (lateMs === 0) return;
  const limit = new AdaptiveLimit({ most: MOST, slowMs: lateMs, fewest: FEWEST_LOOKS });
  observeLateness(fastify, limit);
  const operations = new OperationLimits(MOST);
  operations.watch(fastify);
  const isRefused = (path: string, operation: LimitedOperation | undefined): boolean => {
    if (path.startsWith(WEBHOOKS)) return false;
    const isFull = operation && !operation.limit.hasRoom();
    if (!isFull && limit.hasRoom()) return false;
    const name = isFull ? operation.name : 'any';
    refused.set(name, (refused.get(name) ?? 0) + 1);
    return true;
  };
  const early = new EarlyRefusal((method, path) => isRefused(path, operations.of(method, path)));
  const { server } = fastify;
  early.watch(server);
  const serve = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '' } = request;
    const operation = operations.of(method, url);
    early.reads(request.socket, response);
    if (isRefused(url, operation)) return refuse(request, response);
    atWork(limit, operation?.limit, request, response);
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
function atWork(
  gateway: AdaptiveLimit,
  operation: AdaptiveLimit | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const begin = (): void => {
    if (response.closed) return;
    const began = performance.now();
    gateway.enter();
    operation?.enter();
    response.once('close', () => {
      const now = performance.now();
      gateway.leave();
      operation?.leave();
      if (wasWorkedOn(response)) operation?.observe(now - began, now);
    });
  };
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (length === '0' && encoding === undefined) begin();
  else request.once('end', begin);
}

/** Refused callers are answered quickly, however slow the service is. */
function wasWorkedOn({ statusCode }: ServerResponse): boolean {
  return statusCode < 400 || statusCode === TIMED_OUT;
}

function refuse({ headers }: IncomingMessage, response: ServerResponse): void {
  const refusal = refusalFor(requestIdOf(headers), headers['accept-language']);
  response.writeHead(refusal.status, [...refusal.headers]).end(refusal.body, 'latin1');
}
