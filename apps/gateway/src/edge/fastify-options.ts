import type { IncomingMessage, Server } from 'node:http';
import type { GatewayDefinition } from '@minisuite/service';
import type { FastifyHttpOptions } from 'fastify';
import type { GatewayConfig } from '../gateway.config.js';
import { answerClientError } from './client-error.js';
import { answerFor } from './error-answer.js';
import { sendError } from './error.filter.js';
import { requestIdOf } from './request-id.js';
import { tlsOptions } from './tls.js';

const options = {
  logger: false,
  bodyLimit: 256 * 1024,
  // A client that dribbles its headers or its request in byte by byte is cut off; how often Node looks decides how much later.
  requestTimeout: 30_000,
  http: {
    headersTimeout: 10_000,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: 16 * 1024,
    // Most requests have no body, and nobody waits for the end of one.
    optimizeEmptyRequests: true,
  },
  // Longer than the 60 s for which common load balancers keep an idle connection, so that they never send into a closed one.
  keepAliveTimeout: 65_000,
  genReqId: (request) => requestIdOf((request as IncomingMessage).headers),
  clientErrorHandler: answerClientError,
  frameworkErrors: (error, request, reply) => {
    void reply.header('x-request-id', request.id);
    sendError(request, reply, answerFor(error));
  },
} satisfies FastifyHttpOptions<Server>;

export const fastifyOptions = (({ trustedProxies, tls }) => ({
  ...options,
  ...(tls && { https: { ...options.http, ...tlsOptions(tls) } }),
  trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
})) as NonNullable<GatewayDefinition<GatewayConfig>['fastify']>;
