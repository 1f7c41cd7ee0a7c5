import { delay } from '@minisuite/kernel';
import type { Service } from './service-under-test.js';

const PACE_MS = 50;

/** Goes on writing for a while, as users do whatever the servers do; answers how many events each key has. */
export async function writeFor(service: Service, keys: readonly string[], ms: number, before = 0): Promise<number> {
  let rounds = before;
  for (const end = performance.now() + ms; performance.now() < end; rounds += 1) {
    await service.writeNext(...keys);
    await delay(PACE_MS);
  }
  return rounds;
}
