import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, Gauge, metrics } from '@minisuite/service';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '@minisuite/kernel';
import { answerFor, errorBody } from '../error-answer.js';
import { languageOf } from '../language.js';
import { requestIdOf } from '../request-id.js';
import { ShedShare, type Worth } from './shed-share.js';

const LOOK_MS = 20;
const WEBHOOKS = '/api/v1/webhooks/';
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
 * instead of none. It stands before the framework, because a refusal has to cost next to nothing. Notifications of WeChat are never
 * refused here: most of them are money.
 */
export function shedLoad(fastify: FastifyInstance, limitMs: number): void {
  if (limitMs === 0) return;
  const share = new ShedShare(limitMs);
  let due = performance.now() + LOOK_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    share.observe(now - due, now - due + LOOK_MS);
    due = now + LOOK_MS;
    shareNow.set(share.of('usual'));
  }, LOOK_MS);
  timer.unref();
  fastify.addHook('onClose', async () => clearInterval(timer));
  const { server } = fastify;
  const serve = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const worth = worthOf(request);
    if (worth !== undefined && Math.random() < share.of(worth)) {
      shed.inc({ worth });
      refuse(request, response);
    } else {
      for (const listener of serve) listener.call(server, request, response);
    }
  });
}

/** Undefined for what is never refused. */
function worthOf({ url, method }: IncomingMessage): Worth | undefined {
  if (url?.startsWith(WEBHOOKS)) return undefined;
  return method === 'GET' ? 'usual' : 'much';
}

function refuse({ headers }: IncomingMessage, response: ServerResponse): void {
  const id = requestIdOf(headers);
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
