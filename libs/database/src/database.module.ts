import { type DynamicModule, Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { backOff, delay } from '@minisuite/kernel';
import { Health } from '@minisuite/service';
import { DataSource } from 'typeorm';
import { createDataSource, type DatabaseSettings } from './data-source.js';
import { Leases } from './leases.js';
import { watchPool } from './pool-gauge.js';

const CONNECT_ATTEMPTS = 8;

/** Gives a service its DataSource and Leases, waits for the database at start, and closes the pool last. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  static with(settings: DatabaseSettings): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: DataSource, inject: [Health], useFactory: (health: Health) => connect(settings, health) },
        { provide: Leases, inject: [DataSource], useFactory: (dataSource: DataSource) => new Leases(dataSource) },
      ],
      exports: [DataSource, Leases],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

async function connect(settings: DatabaseSettings, health: Health): Promise<DataSource> {
  const dataSource = createDataSource(settings);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await dataSource.initialize();
      break;
    } catch (error) {
      if (attempt === CONNECT_ATTEMPTS) throw error;
      new Logger('Database').warn(`no connection yet: ${error instanceof Error ? error.message : String(error)}`);
      await delay(backOff(attempt, { base: 250, max: 5000 }));
    }
  }
  watchPool(dataSource);
  health.add('mysql', async () => {
    await dataSource.query('SELECT 1');
  });
  return dataSource;
}
