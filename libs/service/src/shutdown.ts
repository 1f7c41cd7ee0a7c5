import type { Server } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Health } from './health.js';

const GRACE_MS = 9000;

/** On SIGTERM or SIGINT: not ready any more, stop taking work, finish what runs, close connections, exit; killed after 9 s at the latest. */
export function shutDownOnSignals(parts: {
  app: INestApplicationContext;
  admin: Server;
  health: Health;
  logger: Logger;
}): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    parts.logger.info(`${signal}: shutting down`);
    parts.health.drain();
    setTimeout(() => {
      parts.logger.error('shutdown took too long');
      process.exit(1);
    }, GRACE_MS).unref();
    try {
      await parts.app.close();
      parts.admin.close();
      parts.admin.closeAllConnections();
      parts.logger.info('shut down');
      process.exit(0);
    } catch (error) {
      parts.logger.error({ err: error }, 'shutdown failed');
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}
