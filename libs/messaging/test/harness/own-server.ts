import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BreakableServer, breakableServer } from '../../../../deploy/test/breakable-server.ts';
import type { Servers, TransportName } from './transports.js';

/** A server that only this test uses, running. */
export interface OwnServer {
  readonly server: BreakableServer;
  /** How a world gets to use it. */
  readonly servers: Partial<Servers>;
  /** Ends it and forgets its data. */
  remove(): Promise<void>;
}

/** Starts a broker, or a database, of its own. */
export async function ownServer(name: TransportName | 'mysql'): Promise<OwnServer> {
  const dir = await mkdtemp(join(process.env['TEST_DIR'] ?? tmpdir(), `own-${name}-`));
  const server = await breakableServer(name, { root: process.cwd(), dir });
  await server.start();
  const addresses = {
    mysql: { mysqlUrl: server.address },
    kafka: { kafkaBrokers: [server.address] },
    redis: { redisUrl: server.address },
  };
  const remove = async () => {
    await server.kill();
    await rm(dir, { recursive: true, force: true });
  };
  return { server, servers: addresses[name], remove };
}
