import { TABLE_OPTIONS } from '@minisuite/database';

/** DDL of the table that a schema needs for audit rows. Nothing here updates or deletes a row. */
export const AUDIT_TABLE = `CREATE TABLE audit_log (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  at DATETIME(3) NOT NULL,
  operator_id BIGINT UNSIGNED NULL,
  operator_name VARCHAR(64) NOT NULL,
  action VARCHAR(64) NOT NULL,
  target_type VARCHAR(64) NOT NULL,
  target_id VARCHAR(128) NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  details TEXT NOT NULL,
  request_id VARCHAR(128) NOT NULL,
  KEY of_operator (operator_id, id),
  KEY of_action (action, id),
  KEY of_target (target_id, id)
) ${TABLE_OPTIONS}`;
