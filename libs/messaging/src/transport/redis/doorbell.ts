import type { Redis } from 'ioredis';
import type { RedisConnection } from './redis-connection.js';
import type { RedisLimits } from './redis-limits.js';

/**
 * Hears at once when somebody has published. It is only a hint: what it misses is found at the next beat, so that a blocked connection for
 * each partition is not needed.
 */
export class Doorbell {
  private listening: Redis | undefined;

  constructor(
    private readonly connection: RedisConnection,
    private readonly channels: readonly string[],
    private readonly onRing: (channel: string, text: string) => void,
    private readonly limits: RedisLimits,
  ) {}

  /** Listens, again when the connection was lost. */
  async listen(): Promise<void> {
    await this.connection.use(this.limits.answerMs, async (redis) => {
      if (this.listening === redis) return;
      redis.on('message', this.onRing);
      await redis.subscribe(...this.channels);
      this.listening = redis;
    });
  }

  close(): void {
    this.connection.close();
  }
}
