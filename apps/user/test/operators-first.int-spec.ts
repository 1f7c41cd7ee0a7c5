import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { migrations } from '../src/migrations.js';
import { PASSWORD, runOperators, type RunningOperators } from './running-operators.js';

let database: TestDatabase;
let running: RunningOperators[] = [];
beforeEach(async () => void (database = await testDatabase(migrations)));
afterEach(async () => {
  await Promise.all(running.map((process) => process.stop()));
  running = [];
  await database.drop();
});

async function start(password?: string | null): Promise<RunningOperators> {
  const process = await runOperators(database, password);
  running.push(process);
  return process;
}

const operators = () => database.dataSource.query<object[]>('SELECT username, roles, status FROM operator');
const created = async (process: RunningOperators) =>
  (await process.audited()).filter(({ action }) => action === 'operator.create');

describe('the first operator', () => {
  it('is made once by two processes that start at once', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    await expect(operators()).resolves.toEqual([{ username: 'admin', roles: 'admin', status: 'ACTIVE' }]);
    await expect(one.logIn()).resolves.toMatchObject({ operator: { username: 'admin' } });
    await expect(created(two)).resolves.toMatchObject([
      { operatorId: '', operatorName: 'system', outcome: 'AUDIT_OUTCOME_SUCCEEDED', targetType: 'operator' },
    ]);
  });

  it('is made once when all have seen that there is none', async () => {
    const [one, two] = await Promise.all([start(null), start(null)]);
    await Promise.all([one, two, one, two].map(({ createFirst }) => createFirst.run(PASSWORD)));
    await expect(operators()).resolves.toHaveLength(1);
    await expect(created(one)).resolves.toHaveLength(1);
  });

  it('keeps the first password, whatever later starts are given', async () => {
    await start();
    const later = await start('another-horse-battery');
    await expect(later.logIn()).resolves.toMatchObject({ operator: { username: 'admin' } });
    await expect(later.logIn('another-horse-battery')).rejects.toMatchObject({ reason: 'CREDENTIALS_INVALID' });
    await expect(created(later)).resolves.toHaveLength(1);
  });

  it('is not made with a password that nobody chose: one line says what to do', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn');
    const process = await start(null);
    // Others may warn meanwhile, as of a slow Kafka.
    const told = warn.mock.calls.filter(([line]) => String(line).includes('OPERATOR_INITIAL_PASSWORD'));
    expect(told).toHaveLength(1);
    warn.mockRestore();
    await expect(operators()).resolves.toEqual([]);
    await expect(process.logIn()).rejects.toMatchObject({ reason: 'CREDENTIALS_INVALID' });
  });
});
