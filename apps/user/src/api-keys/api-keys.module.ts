import { Audit, type AuditEntry } from '@minisuite/audit';
import { MysqlTransactions } from '@minisuite/database';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MysqlOperators } from '../operators/adapters/mysql/mysql-operators.js';
import { RandomKeys } from './adapters/crypto/random-keys.js';
import { ApiKeysController } from './adapters/grpc/api-keys.controller.js';
import { MysqlApiKeyDirectory } from './adapters/mysql/mysql-api-key-directory.js';
import { MysqlApiKeys } from './adapters/mysql/mysql-api-keys.js';
import { AuthenticateApiKey } from './app/authenticate-api-key.js';
import { CreateApiKey } from './app/create-api-key.js';
import { LookUpApiKeys } from './app/look-up-api-keys.js';
import { ApiKeyDirectory, ApiKeyTransactions, NewKeys } from './app/ports.js';
import { ReplaceApiKey } from './app/replace-api-key.js';
import { RevokeApiKey } from './app/revoke-api-key.js';
import { RotateApiKey } from './app/rotate-api-key.js';

@Module({
  controllers: [ApiKeysController],
  providers: [
    AuthenticateApiKey,
    LookUpApiKeys,
    CreateApiKey,
    ReplaceApiKey,
    RotateApiKey,
    RevokeApiKey,
    { provide: NewKeys, useClass: RandomKeys },
    { provide: ApiKeyDirectory, useClass: MysqlApiKeyDirectory },
    {
      provide: ApiKeyTransactions,
      inject: [DataSource, Audit],
      useFactory: (dataSource: DataSource, audit: Audit) =>
        new MysqlTransactions(dataSource, (tx) => ({
          apiKeys: new MysqlApiKeys(tx),
          operators: new MysqlOperators(tx),
          audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
        })),
    },
  ],
})
export class ApiKeysModule {}
