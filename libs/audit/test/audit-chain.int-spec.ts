import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MysqlTransactions, REQUEST, type Tx } from '@minisuite/database';
import { SystemClock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { SequentialIds, testDatabase, type TestDatabase } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { Audit } from '../src/audit.js';
import { CreateAuditLog1767225601000 } from '../src/create-audit-log.js';
import { ChainAuditLog1780000001000 } from '../src/chain-audit-log.js';
import { MoveAuditLog1795700000000 } from '../src/move-audit-log.js';
import { auditMigrations, auditTable, type Link, verifyAudit } from '../src/index.js';

const anna = { requestId: 'r-1', operatorId: '7', operatorName: 'anna', roles: ['admin'] };

Logger.overrideLogger(false);

let database: TestDatabase;
let audit: Audit;
let transactions: MysqlTransactions<Tx>;
beforeEach(async () => {
  database = await testDatabase(auditMigrations);
  audit = new Audit(database.dataSource, new SequentialIds(), new SystemClock());
  transactions = new MysqlTransactions(database.dataSource, (tx) => tx);
});
afterEach(() => database.drop());

const run = <T>(work: (tx: Tx) => Promise<T>) => RequestContext.run(anna, () => transactions.run(REQUEST, work));
const record = (action: string) => run((tx) => audit.record(tx, { action, details: { note: '茶 "x"\\' } }));
const sql = <T>(text: string) =>
  database.dataSource.query<T>(text.replaceAll('audit_log', auditTable(database.dataSource)));
const verify = (noted?: Link) => verifyAudit(database.dataSource, noted);
const fault = async (noted?: Link) => (await verify(noted)).fault;

async function fiveRows(): Promise<void> {
  for (const action of ['a', 'b', 'c', 'd', 'e']) await record(action);
}

describe('the chain of audit rows', () => {
  it('is sound when it is empty, and however it grows', async () => {
    expect(await verify()).toEqual({ rows: 0, anchor: { seq: '0', hash: '0'.repeat(64) }, fault: null });
    await fiveRows();
    expect(await verify()).toMatchObject({ rows: 5, anchor: { seq: '5' }, fault: null });
  });

  it('has no gap where a transaction was rolled back', async () => {
    await record('a');
    const failing = run(async (tx) => {
      await audit.record(tx, { action: 'b' });
      throw new Error('the write failed');
    });
    await expect(failing).rejects.toThrow('the write failed');
    await record('c');
    expect(await verify()).toMatchObject({ rows: 2, fault: null });
  });

  it('is one line when many add to it at once, and deadlocks with no other lock, whichever of the two they ask for first', async () => {
    await sql('CREATE TABLE thing (id INT PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB');
    await sql('INSERT INTO thing VALUES (1, 0)');
    let attempts = 0;
    const add = (early: boolean) =>
      run(async (tx) => {
        attempts += 1;
        if (early) await audit.record(tx, { action: 'early' });
        await tx.execute('UPDATE thing SET n = n + 1 WHERE id = 1');
        if (!early) await audit.record(tx, { action: 'late' });
        await audit.record(tx, { action: 'second' });
      });
    await Promise.all(Array.from({ length: 50 }, (_, index) => add(index % 2 === 0)));
    expect(attempts).toBe(50);
    expect(await verify()).toMatchObject({ rows: 100, anchor: { seq: '100' }, fault: null });
  });

  it('can be looked at while it grows', async () => {
    const growing = Promise.all(Array.from({ length: 30 }, (_, index) => record(`a${index}`)));
    for (let look = 0; look < 5; look += 1) expect(await fault()).toBeNull();
    await growing;
    expect(await verify()).toMatchObject({ rows: 30, fault: null });
  });
});

describe('who tampers with audit rows is found out when', () => {
  beforeEach(fiveRows);

  it.each([
    "reason = 'another'",
    'operator_id = 8',
    'operator_id = NULL',
    "outcome = 'FAILED'",
    "at = '2020-01-01'",
    "details = '{}'",
    "request_id = ''",
  ])('a row was changed: %s', async (change) => {
    await sql(`UPDATE audit_log SET ${change} WHERE seq = 3`);
    expect(await fault()).toEqual({ kind: 'changed', seq: '3' });
  });

  it('a row was taken out, also the first', async () => {
    await sql('DELETE FROM audit_log WHERE seq = 3');
    expect(await fault()).toEqual({ kind: 'missing', seq: '3' });
    await sql('DELETE FROM audit_log WHERE seq = 1');
    expect(await fault()).toEqual({ kind: 'missing', seq: '1' });
  });

  it('a row was taken out and the others moved up', async () => {
    await sql('DELETE FROM audit_log WHERE seq = 3');
    await sql('UPDATE audit_log SET seq = seq - 1 WHERE seq > 3 ORDER BY seq');
    expect(await fault()).toEqual({ kind: 'changed', seq: '3' });
  });

  it('two rows changed places', async () => {
    await sql('UPDATE audit_log SET seq = 99 WHERE seq = 2');
    await sql('UPDATE audit_log SET seq = 2 WHERE seq = 3');
    await sql('UPDATE audit_log SET seq = 3 WHERE seq = 99');
    expect(await fault()).toEqual({ kind: 'changed', seq: '2' });
  });

  it('the newest were cut off', async () => {
    await sql('DELETE FROM audit_log WHERE seq >= 4');
    expect(await fault()).toEqual({ kind: 'cut-off', seq: '4' });
    await sql('DELETE FROM audit_log');
    expect(await fault()).toEqual({ kind: 'cut-off', seq: '1' });
  });

  it.each([
    ['past the head', 'seq + 5', '6'],
    ['before the first', '0', '0'],
  ])('a row was added %s', async (_, place, seq) => {
    await sql(
      `INSERT INTO audit_log SELECT id + 100, at, operator_id, operator_name, action, target_type, target_id, outcome, reason,
        details, request_id, ${place}, hash FROM audit_log WHERE seq = 1`,
    );
    expect(await fault()).toEqual({ kind: 'added', seq });
  });

  it('the head was taken out: nothing is written any more, and nothing is sound', async () => {
    await sql('DELETE FROM audit_log');
    await sql('DELETE FROM audit_chain');
    await expect(verify()).rejects.toThrow('no head');
    await expect(record('f')).rejects.toThrow('no head');
  });

  it('the newest were cut off together with the head, against an anchor', async () => {
    const { anchor } = await verify();
    const third = (await sql<{ hash: string }[]>('SELECT hash FROM audit_log WHERE seq = 3'))[0];
    await sql('DELETE FROM audit_log WHERE seq > 3');
    await sql(`UPDATE audit_chain SET seq = 3, hash = '${third?.hash}'`);
    expect(await fault()).toBeNull();
    expect(await fault(anchor)).toEqual({ kind: 'cut-off', seq: '4' });
    for (const action of ['d', 'e', 'f']) await record(action);
    expect(await fault(anchor)).toEqual({ kind: 'rewritten', seq: '5' });
  });

  it('the whole chain was made anew, against an anchor', async () => {
    const { anchor } = await verify();
    await record('f');
    expect(await fault(anchor)).toBeNull();
    await sql("UPDATE audit_log SET reason = 'another' WHERE seq = 2");
    const runner = database.dataSource.createQueryRunner();
    const [chain, move] = [new ChainAuditLog1780000001000(), new MoveAuditLog1795700000000()];
    await move.down(runner);
    await chain.down(runner);
    await chain.up(runner);
    await move.up(runner);
    await runner.release();
    expect(await fault()).toBeNull();
    expect(await fault(anchor)).toEqual({ kind: 'rewritten', seq: '5' });
  });
});

describe('rows from before there was a chain', () => {
  it('are chained in the order of their ids, also when that was cut and begun again, and the next one follows', async () => {
    const older = await testDatabase([CreateAuditLog1767225601000]);
    const rows = Array.from({ length: 1203 }, (_, index) => {
      const about = ['order', String(index), 'SUCCEEDED', 'because', '{"n":1}', 'r'];
      return [String(1000 - index + 10_000), new Date(1e12 + index), index % 7 ? 7 : null, 'anna', 'ship', ...about];
    });
    await older.dataSource.query(
      `INSERT INTO audit_log (id, at, operator_id, operator_name, action, target_type, target_id, outcome, reason, details, request_id)
        VALUES ?`,
      [rows],
    );
    const runner = older.dataSource.createQueryRunner();
    const chain = new ChainAuditLog1780000001000();
    await runner.query(
      "CREATE TRIGGER cut BEFORE UPDATE ON audit_log FOR EACH ROW IF NEW.id = 10500 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'cut off'; END IF",
    );
    await expect(chain.up(runner)).rejects.toThrow('cut off');
    await runner.query('DROP TRIGGER cut');
    await chain.up(runner);
    for (const _ of ['at first', 'once more']) await new MoveAuditLog1795700000000().up(runner);
    await runner.release();
    const upgraded = new Audit(older.dataSource, new SequentialIds(), new SystemClock());
    const further = new MysqlTransactions(older.dataSource, (tx) => tx);
    await RequestContext.run(anna, () => further.run(REQUEST, (tx) => upgraded.record(tx, { action: 'after' })));
    expect(await verifyAudit(older.dataSource)).toMatchObject({ rows: 1204, anchor: { seq: '1204' }, fault: null });
    await older.drop();
  });
});
