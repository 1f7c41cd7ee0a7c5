import { Histogram, metrics } from '@minisuite/service';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export const FASTIFY_OPTIONS = { bodyLimit: 256 * 1024, forceCloseConnections: true } as const;

export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  keepRawBodies(app);
  measure(app);
}

/** Every body stays the bytes that came: signatures are over them, and each API has its own answer to bad JSON. */
export function keepRawBodies(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function measure(app: NestFastifyApplication): void {
  const durations = new Histogram({
    name: 'minisuite_http_request_duration_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [metrics()],
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}
