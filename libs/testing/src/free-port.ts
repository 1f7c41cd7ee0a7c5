import { randomInt } from 'node:crypto';
import { isPortFree } from '../../../deploy/local/process/ports.ts';

// Below the range from which systems take ports themselves; and each worker of Jest has ports of its own, so that between the choice of
// one and its use no other test takes it.
const LOWEST = 15_000;
const WORKERS = 8;
const OF_EACH = 2000;

const given = new Set<number>();

/** A TCP port on 127.0.0.1 that nobody listens on at the moment; another one each time. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % WORKERS;
  for (;;) {
    const port = LOWEST + randomInt(OF_EACH) * WORKERS + worker;
    if (given.has(port) || !(await isPortFree(port))) continue;
    given.add(port);
    return port;
  }
}
