import type { FastifyInstance, preSerializationHookHandler } from 'fastify';
import { API_PREFIX } from './api-prefix.js';

/**
 * Puts what a handler answers into the envelope; errors have their own, and webhooks none. It is a hook of Fastify, because with an
 * interceptor Nest would make an Observable of each answer.
 */
export function putIntoEnvelopes(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(`${API_PREFIX}/`) && !route.config?.webhook) route.preSerialization = envelope;
  });
}

const envelope: preSerializationHookHandler<unknown> = (request, reply, data, done) => {
  done(null, reply.statusCode < 400 ? { code: 0, message: 'success', data, requestId: request.id } : data);
};
