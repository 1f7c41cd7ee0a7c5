import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { operationsV1 } from '@minisuite/contracts';
import { createDataSource, DatabaseModule, LEASE_TABLE } from '@minisuite/database';
import { grpcClient, GrpcModule, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { metrics, RequestContext } from '@minisuite/service';
import {
  eventually,
  freePort,
  startTestService,
  testDatabase,
  type TestDatabase,
  type TestService,
} from '@minisuite/testing';
import { type CheckResult, ConsistentView, InvariantCheck, InvariantsModule } from '../src/index.js';

const credential = 'x'.repeat(40);
const from = { name: 'gateway', credential } as const;
const operator = { requestId: 'r-1', operatorId: '7', operatorName: 'anna', roles: ['admin'] };

/** Two accounts hold 100 together, whoever moves how much between them. */
class AccountsBalance extends InvariantCheck {
  readonly name = 'accounts-balance';
  readonly promise = 'The accounts hold 100 together.';

  async check(view: ConsistentView): Promise<CheckResult> {
    // Read one by one, so that a writer in between would be seen.
    const left = await view.count('SELECT amount FROM account WHERE id = 1');
    const right = await view.count('SELECT amount FROM account WHERE id = 2');
    const violations = left + right === 100 ? [] : [{ id: '1', problem: `holds ${left + right} with the other` }];
    return { checked: 2, violations };
  }
}

class NoNotes extends InvariantCheck {
  readonly name = 'no-notes';
  readonly promise = 'Nobody leaves a note.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const notes = await view.query<{ id: string }>('SELECT id FROM note ORDER BY id');
    return { checked: notes.length, violations: notes.map(({ id }) => ({ id: String(id), problem: 'is a note' })) };
  }
}

let database: TestDatabase;
let services: TestService[];
let client: PromiseClient<operationsV1.InvariantServiceClient> & { close(): void };

beforeAll(async () => {
  const account = 'CREATE TABLE account (id INT PRIMARY KEY, amount INT NOT NULL)';
  database = await testDatabase([], {
    ddl: [
      LEASE_TABLE,
      account,
      'CREATE TABLE note (id INT PRIMARY KEY)',
      'INSERT INTO account VALUES (1, 50), (2, 50)',
    ],
  });
  const port = await freePort();
  const imports = [
    GrpcModule.with({ name: 'order', credential, rules: {} }),
    DatabaseModule.with({ url: database.url, poolSize: 5 }),
    InvariantsModule.with([AccountsBalance, NoNotes], { everyMs: 50 }),
  ];
  const server = grpcServer({ host: '127.0.0.1', port, package: 'order' });
  services = [await startTestService({ module: class Root {}, imports }, { server })];
  const address = `127.0.0.1:${port}`;
  client = grpcClient({
    package: 'operations',
    of: 'order',
    service: operationsV1.INVARIANT_SERVICE_NAME,
    address,
    from,
    deadlineMs: 20_000,
  });
});
afterAll(async () => {
  client.close();
  for (const service of services) await service.stop();
  await database.drop();
});
beforeEach(() => database.dataSource.query('DELETE FROM note'));

const check = (scope: Parameters<typeof RequestContext.run>[0] = operator) =>
  RequestContext.run(scope, () => client.checkInvariants({}));
const shown = async (name: string): Promise<string> => {
  const text = await metrics().metrics();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name))
    .join('\n');
};

describe('the invariants of a service', () => {
  it('are told with what was looked at', async () => {
    expect((await check()).invariants).toEqual([
      expect.objectContaining({ name: 'accounts-balance', checked: '2', violations: '0', examples: [] }),
      expect.objectContaining({ name: 'no-notes', promise: 'Nobody leaves a note.', checked: '0', violations: '0' }),
    ]);
  });

  it('are checked for operators and services, not for users', async () => {
    await expect(check({ requestId: 'r-2', userId: '31' })).rejects.toMatchObject({ reason: 'FORBIDDEN' });
    expect((await check({ requestId: 'r-3' })).invariants).toHaveLength(2);
  });

  it('count every violation and list the first hundred', async () => {
    await database.dataSource.query('INSERT INTO note VALUES ?', [Array.from({ length: 250 }, (_, n) => [n + 1])]);
    const notes = (await check()).invariants[1];
    expect(notes).toMatchObject({ checked: '250', violations: '250' });
    expect(notes?.examples).toHaveLength(100);
    expect(notes?.examples[0]).toEqual({ id: '1', problem: 'is a note' });
  });

  it('are not found violated by what others write meanwhile, and hold nobody up', async () => {
    const writer = createDataSource({ url: database.url, poolSize: 1 });
    await writer.initialize();
    const state = { moved: 0 };
    const stop = new AbortController();
    const moving = (async () => {
      while (!stop.signal.aborted) {
        await writer.transaction(async (manager) => {
          await manager.query('UPDATE account SET amount = amount - 7 WHERE id = 1');
          await manager.query('UPDATE account SET amount = amount + 7 WHERE id = 2');
        });
        state.moved += 1;
      }
    })();
    try {
      // However slow the writer is beside the checks.
      for (let round = 0; round < 40 || state.moved <= 10; round += 1) {
        expect((await check()).invariants[0]?.violations).toBe('0');
      }
    } finally {
      stop.abort();
      await moving;
      await writer.destroy();
    }
  });

  it('may be looked at again at a later moment', async () => {
    await ConsistentView.of(database.dataSource, async (view) => {
      await view.dataSource.query('INSERT INTO note VALUES (1)');
      expect(await view.count('SELECT COUNT(*) FROM note')).toBe(0);
      expect(await view.fresh((later) => later.count('SELECT COUNT(*) FROM note'))).toBe(1);
    });
  });

  it('cannot be repaired by a check', async () => {
    const writing = ConsistentView.of(database.dataSource, (view) => view.query('INSERT INTO note VALUES (2)'));
    await expect(writing).rejects.toThrow(/READ ONLY/i);
    await database.dataSource.query('INSERT INTO note VALUES (2)');
  });
});

describe('the schedule', () => {
  it('shows violations as a metric, until they are gone', async () => {
    await database.dataSource.query('INSERT INTO note VALUES (1), (2), (3)');
    const metric = 'minisuite_invariant_violations{invariant="no-notes"}';
    await eventually('three notes are shown', async () => (await shown(metric)) === `${metric} 3`, 60_000);
    await database.dataSource.query('DELETE FROM note');
    await eventually('no note is shown', async () => (await shown(metric)) === `${metric} 0`, 60_000);
    expect(Number((await shown('minisuite_invariants_checked_seconds')).split(' ')[1])).toBeLessThan(10);
  }, 150_000);

  it('belongs to one process, and passes to the next', async () => {
    const owner = async () => {
      const sql = "SELECT owner FROM lease WHERE name = 'invariants' AND expires_at > UTC_TIMESTAMP(3)";
      return (await database.dataSource.query<{ owner: string }[]>(sql))[0]?.owner;
    };
    const first = await eventually('somebody checks', owner);
    const imports = [
      GrpcModule.with({ name: 'order', credential, rules: {} }),
      DatabaseModule.with({ url: database.url, poolSize: 5 }),
      InvariantsModule.with([AccountsBalance], { everyMs: 50 }),
    ];
    services.push(await startTestService({ module: class Second {}, imports }));
    await check();
    expect(await owner()).toBe(first);
    await services.shift()?.stop();
    await eventually('the other one checks', async () => {
      const now = await owner();
      return now !== undefined && now !== first;
    });
  });

  it.each(['ends', 'fails'])(
    'rests nineteen times as long as a check takes that %s, so that large books do not keep the database busy',
    async (how) => {
      const times: { begun: number; ended: number }[] = [];
      class Slow extends InvariantCheck {
        readonly name = 'slow';
        readonly promise = 'It takes a tenth of a second.';

        async check(view: ConsistentView): Promise<CheckResult> {
          const begun = performance.now();
          await view.query('SELECT SLEEP(0.1)');
          times.push({ begun, ended: performance.now() });
          if (how === 'fails') throw new Error('the other service is away');
          return { checked: 0, violations: [] };
        }
      }
      const own = await testDatabase([], { ddl: [LEASE_TABLE] });
      const imports = [
        DatabaseModule.with({ url: own.url, poolSize: 5 }),
        InvariantsModule.with([Slow], { everyMs: 1 }),
      ];
      const service = await startTestService({ module: class Third {}, imports });
      await eventually('it has checked twice', async () => times.length === 2, 60_000);
      await service.stop();
      await own.drop();
      const [first, second] = times;
      expect((second?.begun ?? 0) - (first?.ended ?? 0)).toBeGreaterThan(19 * 100);
    },
    90_000,
  );
});
