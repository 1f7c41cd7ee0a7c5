import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export const FASTIFY_OPTIONS = { bodyLimit: 256 * 1024, forceCloseConnections: true } as const;

/** Every body stays the bytes that came: signatures are over them, and each API has its own answer to bad JSON. */
export async function keepRawBodies(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
