import type { Server as TlsServer } from 'node:tls';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GatewayConfig } from '../gateway.config.js';
import { limitAddresses } from '../limits/limit-addresses.js';
import { serveDocument } from '../openapi/serve-document.js';
import { API_PREFIX } from './api-prefix.js';
import { readBodies } from './body-parsing.js';
import { putIntoEnvelopes } from './envelope.js';
import { OfferedMethods } from './offered-methods.js';
import { observeRequests } from './request-hooks.js';
import { sendSecurityHeaders } from './security-headers.js';
import { shedLoad } from './shedding/shed-load.js';
import { serveStaticFiles } from './static-files.js';
import { renewCertificate } from './tls.js';

const RATE_LIMIT_HEADERS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

/** Everything around the controllers, before the process listens. */
export async function prepareHttp(app: NestFastifyApplication, config: GatewayConfig): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const offered = app.get(OfferedMethods);
  offered.watch(fastify);
  shedLoad(fastify, config.shedDelayMs);
  readBodies(fastify);
  putIntoEnvelopes(fastify);
  observeRequests(fastify);
  offered.enforce(fastify);
  allowOrigins(app, config.corsOrigins);
  limitAddresses(app);
  sendSecurityHeaders(fastify);
  await serveStaticFiles(app, config.staticDir);
  app.setGlobalPrefix(API_PREFIX);
  serveDocument(app);
  if (config.tls) {
    const stop = renewCertificate(app.getHttpServer() as unknown as TlsServer, config.tls);
    fastify.addHook('onClose', async () => stop());
  }
}

function allowOrigins(app: NestFastifyApplication, origins: string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: origins.includes('*') ? '*' : origins,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-Id', 'Accept-Language'],
    exposedHeaders: ['X-Request-Id', 'Idempotency-Replayed', 'Retry-After', ...RATE_LIMIT_HEADERS],
    maxAge: 600,
  });
}
