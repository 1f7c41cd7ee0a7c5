import type { ServerResponse } from 'node:http';
import { Counter, Gauge, metrics } from '@minisuite/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '@minisuite/kernel';
import { answerFor, errorBody } from '../error-answer.js';
import { languageOf } from '../language.js';
import { ShedShare, type Worth } from './shed-share.js';

const LOOK_MS = 20;
const OVERLOADED = answerFor(new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'There is too much to do.'));

const shed = new Counter({
  name: 'minisuite_http_shed_total',
  help: 'Requests that were refused at once because the event loop was late, by what they are worth.',
  labelNames: ['worth'],
  registers: [metrics()],
});
const shareNow = new Gauge({
  name: 'minisuite_http_shed_share',
  help: 'Which share of the usual requests is refused at present.',
  registers: [metrics()],
});

/**
 * Refuses a share of the requests before anything is done for them while this process is late, so that the others are served in time
 * instead of none. Notifications of WeChat Pay are never refused here: each of them is money.
 */
export function shedLoad(fastify: FastifyInstance, limitMs: number): void {
  const share = new ShedShare(limitMs);
  let due = performance.now() + LOOK_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    share.observe(now - due);
    due = now + LOOK_MS;
    shareNow.set(share.of('usual'));
  }, LOOK_MS);
  timer.unref();
  fastify.addHook('onClose', async () => clearInterval(timer));
  fastify.addHook('onRequest', (request, reply, done) => {
    const worth = worthOf(request);
    if (worth === undefined || Math.random() >= share.of(worth)) return done();
    shed.inc({ worth });
    reply.hijack();
    refuse(request, reply.raw);
  });
}

/** Undefined for what is never refused. */
function worthOf({ routeOptions, method }: FastifyRequest): Worth | undefined {
  if (routeOptions.config?.webhook) return undefined;
  return method === 'GET' ? 'usual' : 'much';
}

/** Written past everything that answers usually pass through, because it has to cost next to nothing. */
function refuse({ id, headers }: FastifyRequest, response: ServerResponse): void {
  const body = JSON.stringify(errorBody(OVERLOADED, languageOf(headers['accept-language']), id));
  response.writeHead(OVERLOADED.status, {
    ...OVERLOADED.headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'x-request-id': id,
  });
  response.end(body);
}
