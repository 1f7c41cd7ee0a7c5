import { type DynamicModule, Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Health } from '@minisuite/service';
import { Redis } from 'ioredis';

/** Gives a process its Redis client; commands fail after 2 s rather than wait for a server that is away. */
@Global()
@Module({})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(Redis) private readonly redis: Redis) {}

  static with(url: string): DynamicModule {
    return {
      module: RedisModule,
      providers: [{ provide: Redis, inject: [Health], useFactory: (health: Health) => connect(url, health) }],
      exports: [Redis],
    };
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

function connect(url: string, health: Health): Redis {
  const redis = new Redis(url, {
    enableAutoPipelining: true,
    maxRetriesPerRequest: 2,
    commandTimeout: 2000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2000),
  });
  const logger = new Logger('Redis');
  redis.on('error', (error: Error) => logger.warn(`connection: ${error.message}`));
  health.add('redis', async () => {
    await redis.ping();
  });
  return redis;
}
