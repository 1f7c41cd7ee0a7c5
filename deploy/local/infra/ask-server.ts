import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { createConnection } from 'mysql2/promise';
import type { ServerName } from './server-program.ts';

const TIMEOUT_MS = 3_000;

/** Resolves when the server at that address answers a real question; rejects with the reason otherwise. */
export async function askServer(name: ServerName, address: string): Promise<void> {
  const asked = ASK[name](address);
  const late = new AbortController();
  const timeout = sleep(TIMEOUT_MS + 1_000, undefined, { signal: late.signal }).then(() => {
    throw new Error('no answer in time');
  });
  timeout.catch(() => undefined);
  await Promise.race([asked, timeout]).finally(() => late.abort());
}

const ASK: Record<ServerName, (address: string) => Promise<void>> = {
  async mysql(address) {
    const connection = await createConnection({ uri: address, connectTimeout: TIMEOUT_MS });
    await connection.query('SELECT 1').finally(() => connection.end());
  },
  async redis(address) {
    const redis = new Redis(address, {
      lazyConnect: true,
      connectTimeout: TIMEOUT_MS,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
    });
    // The promise only says that the connection is closed; the event says why.
    let why: Error | undefined;
    redis.on('error', (error: Error) => (why = error));
    try {
      await redis.connect();
      await redis.ping();
    } catch (error) {
      throw why ?? error;
    } finally {
      redis.disconnect();
    }
  },
  async kafka(address) {
    const admin = new Kafka({
      brokers: address.split(','),
      logLevel: logLevel.NOTHING,
      connectionTimeout: TIMEOUT_MS,
      retry: { retries: 0 },
    }).admin();
    try {
      await admin.connect();
      const { controller } = await admin.describeCluster();
      if (controller === null || controller < 0) throw new Error('no controller yet');
    } finally {
      await admin.disconnect();
    }
  },
};
