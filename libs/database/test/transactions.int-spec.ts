import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { isDeadlock, isDuplicateKey, MysqlTransactions, REQUEST, TABLE_OPTIONS, type Tx } from '../src/index.js';

let database: TestDatabase;
let transactions: MysqlTransactions<Tx>;

beforeAll(async () => {
  database = await testDatabase([], {
    ddl: [`CREATE TABLE account (id BIGINT UNSIGNED NOT NULL PRIMARY KEY, balance BIGINT NOT NULL) ${TABLE_OPTIONS}`],
  });
  transactions = new MysqlTransactions(database.dataSource, (tx) => tx);
});

beforeEach(async () => {
  await database.dataSource.query('DELETE FROM account');
  await database.dataSource.query('INSERT INTO account VALUES (1, 100), (2, 100)');
});

afterAll(() => database.drop());

async function balances(): Promise<number[]> {
  const rows = await database.dataSource.query<{ balance: string }[]>('SELECT balance FROM account ORDER BY id');
  return rows.map(({ balance }) => Number(balance));
}

describe('Transactions', () => {
  it('roll everything back when the work throws', async () => {
    const run = transactions.run(REQUEST, async (tx) => {
      await tx.execute('UPDATE account SET balance = 0 WHERE id = 1');
      throw new Error('changed my mind');
    });
    await expect(run).rejects.toThrow('changed my mind');
    expect(await balances()).toEqual([100, 100]);
  });

  it('roll back what the work did when its cause was claimed before', async () => {
    const claimed = { claim: async () => Promise.reject(new Error('handled before')) };
    const run = transactions.run(claimed, (tx) => tx.execute('UPDATE account SET balance = 0'));
    await expect(run).rejects.toThrow('handled before');
    expect(await balances()).toEqual([100, 100]);
  });

  it('tell of a commit after it, and never of a roll-back', async () => {
    const told: string[] = [];
    await transactions.run(REQUEST, async (tx) => tx.afterCommit(() => told.push('committed')));
    await transactions
      .run(REQUEST, async (tx) => {
        tx.afterCommit(() => told.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => {});
    expect(told).toEqual(['committed']);
  });

  it('are run again after a deadlock until both have won', async () => {
    const { promise: eachHoldsOne, resolve: goOn } = Promise.withResolvers<void>();
    let attempts = 0;
    const transfer = (amount: number, from: number, to: number) =>
      transactions.run(REQUEST, async (tx) => {
        await tx.execute('UPDATE account SET balance = balance - ? WHERE id = ?', [amount, from]);
        attempts += 1;
        // Now each waits for the other, and one has to begin again.
        if (attempts === 2) goOn();
        await eachHoldsOne;
        await tx.execute('UPDATE account SET balance = balance + ? WHERE id = ?', [amount, to]);
      });
    await Promise.all([transfer(1, 1, 2), transfer(3, 2, 1)]);
    expect(attempts).toBe(3);
    expect(await balances()).toEqual([102, 98]);
  });

  it('read what others have committed, as READ COMMITTED promises', async () => {
    const seen = await transactions.run(REQUEST, async (tx) => {
      const before = await tx.query<{ balance: string }>('SELECT balance FROM account WHERE id = 1');
      await database.dataSource.query('UPDATE account SET balance = 7 WHERE id = 1');
      const after = await tx.query<{ balance: string }>('SELECT balance FROM account WHERE id = 1');
      return [before[0]?.balance, after[0]?.balance];
    });
    expect(seen).toEqual(['100', '7']);
  });

  it('give back every connection, also after failures', async () => {
    const failing = Array.from({ length: 40 }, () => transactions.run(REQUEST, (tx) => tx.execute('no sql')));
    await Promise.allSettled(failing);
    expect(await transactions.run(REQUEST, (tx) => tx.query('SELECT 1 AS one'))).toHaveLength(1);
  });
});

describe('MySQL errors', () => {
  it('a duplicate key is told from a deadlock', async () => {
    const error: unknown = await database.dataSource
      .query('INSERT INTO account VALUES (1, 0)')
      .catch((e: unknown) => e);
    expect([isDuplicateKey(error), isDeadlock(error)]).toEqual([true, false]);
  });
});
