import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddDeviceKeys1769904000001 implements MigrationInterface {
  readonly name = 'AddDeviceKeys1769904000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session ADD COLUMN device_key BINARY(32) NULL AFTER device_model');
    await runner.query('ALTER TABLE refresh_token ADD COLUMN successor_salt BINARY(32) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refresh_token DROP COLUMN successor_salt');
    await runner.query('ALTER TABLE session DROP COLUMN device_key');
  }
}
