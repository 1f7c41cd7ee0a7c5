import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../process/find-program.ts';
import type { ServerProgram, Tuning } from './server-program.ts';

export interface RedisOptions {
  dir: string;
  port: number;
  /** Empty means no password. */
  password: string;
  tuning: Tuning;
}

/** Redis (or Valkey) of this machine as a private server on 127.0.0.1. */
export function redisProgram(command: string, options: RedisOptions): ServerProgram {
  const { dir, port, password } = options;
  const configFile = join(dir, 'redis.conf');
  return {
    name: 'redis',
    port,
    address: password ? `redis://:${password}@127.0.0.1:${port}` : `redis://127.0.0.1:${port}`,
    command,
    args: [configFile],
    // Redis replaces its command line by its name and address, so the address has to be the proof.
    proof: `-server 127.0.0.1:${port}`,
    stopSignal: 'SIGTERM',
    async prepare() {
      await mkdir(dir, { recursive: true });
      // The password is in the file, not in the arguments, because everybody on the machine can read arguments.
      const lines = [
        'bind 127.0.0.1',
        `port ${port}`,
        `dir "${dir}"`,
        'daemonize no',
        'save ""',
        // Events travel through it, and must neither be forgotten nor make room for others.
        'appendonly yes',
        `appendfsync ${options.tuning === 'durable' ? 'everysec' : 'no'}`,
        'maxmemory-policy noeviction',
        ...(password ? [`requirepass ${password}`] : []),
      ];
      await writeFile(configFile, `${lines.join('\n')}\n`, { mode: 0o600 });
    },
  };
}

/** The server program that this machine has, if any. */
export function findRedis(): string | undefined {
  return findProgram('redis-server', 'valkey-server');
}
