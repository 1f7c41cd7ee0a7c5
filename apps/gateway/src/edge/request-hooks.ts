import { Histogram, metrics, RequestContext } from '@minisuite/service';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { traceParentOf } from './trace-parent.js';
import type { EdgeScope } from './fastify-context.js';

const seconds = new Histogram({
  name: 'minisuite_http_seconds',
  help: 'Duration of HTTP requests, by method, route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [metrics()],
});

/** Runs each request in a scope of its own, names it on the answer, and logs and measures it at its end. */
export function observeRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Http');
  fastify.decorateRequest('scope', null);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const traceParent = traceParentOf(request.headers);
    const scope: EdgeScope = { requestId: request.id, traceParent, userId: undefined, sessionId: undefined };
    request.scope = scope;
    RequestContext.run(scope, done);
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    // The pattern, not the URL: it bounds the number of series, and a query may hold what no log should.
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    RequestContext.run(request.scope ?? { requestId: request.id }, () => {
      logger.log(
        { method: request.method, route, status: reply.statusCode, ms, ...callerOf(request.scope) },
        'request',
      );
    });
    done();
  });
}

function callerOf(scope: EdgeScope | null): object {
  return scope?.operatorId === undefined ? { userId: scope?.userId } : { operatorId: scope.operatorId };
}
