import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAddresses1767225600004 implements MigrationInterface {
  readonly name = 'CreateAddresses1767225600004';

  async up(runner: QueryRunner): Promise<void> {
    // default_of is the owner's id in the default address and null in all others, so that the key allows one default per owner.
    await runner.query(`CREATE TABLE address (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      name VARCHAR(50) NOT NULL,
      phone VARCHAR(20) NOT NULL,
      province VARCHAR(50) NOT NULL,
      city VARCHAR(50) NOT NULL,
      district VARCHAR(50) NOT NULL,
      detail VARCHAR(200) NOT NULL,
      postal_code VARCHAR(10) NOT NULL,
      default_of BIGINT UNSIGNED NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      KEY of_user (user_id, id),
      UNIQUE KEY one_default_per_user (default_of)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE address');
  }
}
