import { MysqlTransactions } from '@minisuite/database';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MysqlIdempotencyKeys } from './adapters/mysql/mysql-idempotency-keys.js';
import { ExpiredKeysTimer } from './adapters/timer/expired-keys-timer.js';
import { DeleteExpiredKeys } from './app/delete-expired-keys.js';
import { OncePerKey } from './app/once-per-key.js';
import { IdempotencyTransactions } from './app/ports.js';

@Module({
  providers: [
    OncePerKey,
    DeleteExpiredKeys,
    ExpiredKeysTimer,
    {
      provide: IdempotencyTransactions,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) =>
        new MysqlTransactions(dataSource, (tx) => ({ keys: new MysqlIdempotencyKeys(tx) })),
    },
  ],
  exports: [OncePerKey],
})
export class IdempotencyModule {}
