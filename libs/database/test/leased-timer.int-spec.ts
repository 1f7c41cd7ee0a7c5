import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, testDatabase, type TestDatabase } from '@minisuite/testing';
import { LEASE_TABLE, LeasedTimer, Leases } from '../src/index.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase([], { ddl: [LEASE_TABLE] });
});

afterAll(() => database.drop());

it('of two processes one works at a time, and the other goes on when it stops', async () => {
  const rounds = { first: 0, second: 0 };
  const timer = (who: 'first' | 'second') =>
    new LeasedTimer('work', 20, new Leases(database.dataSource), async () => {
      rounds[who] += 1;
      return false;
    });
  const [first, second] = [timer('first'), timer('second')];
  first.start();
  await eventually('the first one works', () => rounds.first > 0 || undefined);
  second.start();
  await eventually('the first one goes on', () => rounds.first > 10 || undefined);
  expect(rounds.second).toBe(0);
  await first.stop();
  const last = rounds.first;
  await eventually('the second one takes over', () => rounds.second > 3 || undefined);
  expect(rounds.first).toBe(last);
  await second.stop();
});
