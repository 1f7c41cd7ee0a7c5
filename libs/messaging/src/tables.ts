import { LEASE_TABLE, TABLE_OPTIONS } from '@minisuite/database';

/** DDL of the tables that a service needs to publish and to consume events: outbox, inbox and lease. */
export const MESSAGING_TABLES: readonly string[] = [
  LEASE_TABLE,
  // The auto-increment id is the order of writing; rows of one aggregate are written under its row lock, so their order is true.
  `CREATE TABLE outbox (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  event_id BIGINT UNSIGNED NOT NULL,
  topic VARCHAR(64) NOT NULL,
  aggregate_id VARCHAR(64) NOT NULL,
  type VARCHAR(96) NOT NULL,
  payload MEDIUMTEXT NOT NULL,
  headers TEXT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  published_at DATETIME(3) NULL,
  KEY unpublished (published_at, id)
) ${TABLE_OPTIONS}`,
  `CREATE TABLE inbox (
  consumer VARCHAR(64) NOT NULL,
  event_id VARCHAR(64) NOT NULL,
  handled_at DATETIME(3) NOT NULL,
  PRIMARY KEY (consumer, event_id),
  KEY handled (handled_at)
) ${TABLE_OPTIONS}`,
];
