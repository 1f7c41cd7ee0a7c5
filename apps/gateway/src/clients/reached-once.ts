import { type ChannelCredentials, Client } from '@grpc/grpc-js';
import type { HealthCheck } from '@minisuite/service';

const WAIT_MS = 1500;

/**
 * Fails until the address has been reached for the first time. A gateway that has never reached a service is not started yet;
 * one whose service goes away later stays ready, because taking every gateway out would turn one failure into all of them:
 * the routes of that service answer 503 and the others go on.
 */
export function reachedOnce(address: string, presented: ChannelCredentials): HealthCheck {
  let reached = false;
  return async () => {
    if (reached) return;
    const client = new Client(address, presented);
    try {
      await new Promise<void>((resolve, reject) => {
        client.waitForReady(Date.now() + WAIT_MS, (error) =>
          error ? reject(new Error('not reached yet')) : resolve(),
        );
      });
      reached = true;
    } finally {
      client.close();
    }
  };
}
