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

/**
 * DDL of the tables for what goes wrong while events are handled. The attempt that is under way in a partition is written down before
 * it begins, so that an event which kills the process is known by the next one.
 */
export const DEAD_LETTER_TABLES: readonly string[] = [
  `CREATE TABLE delivery_attempt (
  consumer VARCHAR(64) NOT NULL,
  topic VARCHAR(64) NOT NULL,
  partition_no INT UNSIGNED NOT NULL,
  event_ids TEXT NOT NULL,
  attempts INT UNSIGNED NOT NULL,
  begun_at DATETIME(3) NOT NULL,
  PRIMARY KEY (consumer, topic, partition_no)
) ${TABLE_OPTIONS}`,
  // The digest tells the same message at the same place from another one: parked twice, it is one letter.
  `CREATE TABLE dead_letter (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  consumer VARCHAR(64) NOT NULL,
  digest BINARY(32) NOT NULL,
  topic VARCHAR(64) NOT NULL,
  partition_no INT UNSIGNED NOT NULL,
  message_offset DECIMAL(20) UNSIGNED NOT NULL,
  message_key VARCHAR(255) NULL,
  headers MEDIUMTEXT NOT NULL,
  payload LONGBLOB NOT NULL,
  event_id VARCHAR(64) NULL,
  type VARCHAR(96) NULL,
  reason VARCHAR(32) NOT NULL,
  error TEXT NOT NULL,
  attempts INT UNSIGNED NOT NULL,
  parked_at DATETIME(3) NOT NULL,
  state VARCHAR(16) NOT NULL,
  replays INT UNSIGNED NOT NULL DEFAULT 0,
  replaying_until DATETIME(3) NULL,
  resolved_at DATETIME(3) NULL,
  resolved_by VARCHAR(64) NULL,
  note VARCHAR(500) NULL,
  UNIQUE KEY message (consumer, digest),
  KEY event (consumer, event_id),
  KEY waiting (state, id)
) ${TABLE_OPTIONS}`,
];

/** DDL of the index by which the relay finds the aggregates that have older events in the outbox. */
export const OUTBOX_INDEX = 'ALTER TABLE outbox ADD KEY waiting (published_at, aggregate_id)';
