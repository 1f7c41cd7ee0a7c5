import { resolve } from 'node:path';
import staticFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Pictures under /static/, kept by clients for a week and asked for again by ETag. */
export async function serveStaticFiles(app: NestFastifyApplication, folder: string): Promise<void> {
  await app.register(staticFiles, {
    root: resolve(folder),
    prefix: '/static/',
    decorateReply: false,
    index: false,
    dotfiles: 'ignore',
    etag: true,
    lastModified: true,
    cacheControl: false,
    setHeaders: (response) => {
      void response.header('cache-control', 'public, max-age=604800, stale-while-revalidate=86400');
      void response.header('cross-origin-resource-policy', 'cross-origin');
    },
  });
}
