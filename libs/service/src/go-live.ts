import type { ProcessSettings } from '@minisuite/config';
import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import { startAdminServer } from './admin-server.js';
import type { Health } from './health.js';
import { releaseStartUpMemory } from './release-memory.js';
import { shutDownOnSignals } from './shutdown.js';

/** What every process does once it listens: opens the admin port, heeds signals, gives start-up memory back, says that it is ready. */
export async function goLive(
  app: INestApplicationContext,
  {
    name,
    settings,
    logger,
    health,
    port,
  }: { name: string; settings: ProcessSettings; logger: Logger; health: Health; port?: number },
): Promise<void> {
  const admin = await startAdminServer(settings, health);
  shutDownOnSignals({ app, admin, health, logger });
  await releaseStartUpMemory();
  logger.info({ port, adminPort: settings.adminPort }, `${name} is ready`);
}
