import { createHash } from 'node:crypto';
import type { InfraAddresses } from './infra-addresses.ts';

/** The same servers, but for a system of its own another one of Redis' sixteen numbered databases. */
export function isolateRedis(infra: InfraAddresses, isolation: string): InfraAddresses {
  if (!isolation) return infra;
  const url = new URL(infra.redisUrl);
  const [byte = 0] = createHash('sha256').update(isolation).digest();
  url.pathname = `/${(byte % 15) + 1}`;
  return { ...infra, redisUrl: url.toString() };
}
