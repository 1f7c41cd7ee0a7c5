import { TABLE_OPTIONS } from '@minisuite/database';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { hashOf, type Link, NO_LINK, nextSeq } from './audit-chain.js';
import { AUDIT_SELECTION, type AuditRow, auditRow } from './audit-row.js';

const PORTION = 500;

/** Chains the rows that there are, in the order of their ids, and those to come. It may take long, so that it can be begun again when it was cut. */
export class ChainAuditLog1780000001000 implements MigrationInterface {
  readonly name = 'ChainAuditLog1780000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE IF NOT EXISTS audit_chain (
        id TINYINT UNSIGNED NOT NULL PRIMARY KEY, seq BIGINT UNSIGNED NOT NULL, hash CHAR(64) NOT NULL
      ) ${TABLE_OPTIONS}`,
    );
    if (!(await runner.hasColumn('audit_log', 'seq')))
      await runner.query('ALTER TABLE audit_log ADD seq BIGINT UNSIGNED NULL, ADD hash CHAR(64) NULL');
    const head = await this.chain(runner);
    await runner.query('REPLACE INTO audit_chain (id, seq, hash) VALUES (1, ?, ?)', [head.seq, head.hash]);
    await runner.query(
      `ALTER TABLE audit_log MODIFY seq BIGINT UNSIGNED NOT NULL, MODIFY hash CHAR(64) NOT NULL, ADD UNIQUE KEY in_chain (seq)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_log DROP KEY in_chain, DROP seq, DROP hash');
    await runner.query('DROP TABLE audit_chain');
  }

  private async chain({ manager }: QueryRunner): Promise<Link> {
    let head = NO_LINK;
    for (let after = '0'; ;) {
      const sql = `SELECT ${AUDIT_SELECTION} FROM audit_log WHERE id > ? ORDER BY id LIMIT ?`;
      const rows = (await manager.query<AuditRow[]>(sql, [after, PORTION])).map(auditRow);
      const before = head;
      head = await manager.transaction((transaction) => this.portion(transaction, before, rows));
      after = rows.at(-1)?.id ?? after;
      if (rows.length < PORTION) return head;
    }
  }

  private async portion(manager: EntityManager, before: Link, rows: readonly AuditRow[]): Promise<Link> {
    let { seq, hash } = before;
    for (const row of rows) {
      seq = nextSeq(seq);
      hash = hashOf(hash, seq, row);
      await manager.query('UPDATE audit_log SET seq = ?, hash = ? WHERE id = ?', [seq, hash, row.id]);
    }
    return { seq, hash };
  }
}
