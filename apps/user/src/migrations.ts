import { auditMigrations } from '@minisuite/audit';
import type { MigrationClass } from '@minisuite/database';
import { MESSAGING_TABLES, messagingMigrations } from '@minisuite/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addressMigrations } from './addresses/adapters/mysql/migrations/index.js';
import { CreateApiKeys1780000003000 } from './api-keys/adapters/mysql/migrations/create-api-keys.js';
import { identityMigrations } from './identity/adapters/mysql/migrations/index.js';
import { operatorMigrations } from './operators/adapters/mysql/migrations/index.js';

class CreateMessagingTables1767225600000 implements MigrationInterface {
  readonly name = 'CreateMessagingTables1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of MESSAGING_TABLES) await runner.query(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox, outbox, lease');
  }
}

export const migrations: MigrationClass[] = [
  CreateMessagingTables1767225600000,
  ...identityMigrations,
  ...addressMigrations,
  ...auditMigrations,
  ...messagingMigrations,
  ...operatorMigrations,
  CreateApiKeys1780000003000,
];
