import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { operationsV1 } from '@minisuite/contracts';
import { DatabaseModule, MysqlTransactions, REQUEST, type Tx } from '@minisuite/database';
import { grpcClient, GrpcModule, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { Ids } from '@minisuite/ids';
import { RequestContext } from '@minisuite/service';
import {
  freePort,
  SequentialIds,
  startTestService,
  testDatabase,
  type TestDatabase,
  type TestService,
} from '@minisuite/testing';
import { Global, Module } from '@nestjs/common';
import { Audit, type AuditEntry, auditMigrations, AuditModule, auditTable } from '../src/index.js';

const credential = 'x'.repeat(40);
const from = { name: 'gateway', credential } as const;
const anna = { requestId: 'r-1', operatorId: '7', operatorName: 'anna', roles: ['admin'] };

@Global()
@Module({ providers: [{ provide: Ids, useClass: SequentialIds }], exports: [Ids] })
class CountingIds {}

let database: TestDatabase;
let service: TestService;
let client: PromiseClient<operationsV1.AuditServiceClient> & { close(): void };
let transactions: MysqlTransactions<Tx>;

beforeAll(async () => {
  database = await testDatabase(auditMigrations);
  const port = await freePort();
  const imports = [
    GrpcModule.with({ name: 'order', credential, rules: {} }),
    DatabaseModule.with({ url: database.url, poolSize: 5 }),
    CountingIds,
    AuditModule,
  ];
  const server = grpcServer({ host: '127.0.0.1', port, package: 'order' });
  service = await startTestService({ module: class Root {}, imports }, { server });
  const address = `127.0.0.1:${port}`;
  const target = { package: 'operations', of: 'order', service: operationsV1.AUDIT_SERVICE_NAME, address } as const;
  client = grpcClient({ ...target, from, deadlineMs: 20_000 });
  transactions = new MysqlTransactions(database.dataSource, (tx) => tx);
});
afterAll(async () => {
  client.close();
  await service.stop();
  await database.drop();
});
beforeEach(() => database.dataSource.query(`TRUNCATE ${auditTable(database.dataSource)}`));

const record = (entry: AuditEntry, scope: Parameters<typeof RequestContext.run>[0] = anna) =>
  RequestContext.run(scope, () => transactions.run(REQUEST, (tx) => service.get(Audit).record(tx, entry)));
const list = (request: Partial<operationsV1.ListAuditEntriesRequest> = {}, scope = anna) =>
  RequestContext.run(scope, () =>
    client.listAuditEntries({ limit: 0, cursor: '', action: '', operatorId: '', targetId: '', ...request }),
  );

describe('an audit row', () => {
  it('tells who did what to what, why and in which request', async () => {
    const target = { type: 'dead-letter', id: '55' };
    await record({ action: 'dead-letter.discard', target, reason: 'a test', details: { attempts: 3 } });
    const { entries } = await list();
    expect(entries).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        at: expect.anything(),
        operatorId: '7',
        operatorName: 'anna',
        action: 'dead-letter.discard',
        targetType: 'dead-letter',
        targetId: '55',
        outcome: 'AUDIT_OUTCOME_SUCCEEDED',
        reason: 'a test',
        details: '{"attempts":3}',
        requestId: 'r-1',
        seq: expect.stringMatching(/^[1-9]\d*$/),
        hash: expect.stringMatching(/^[\da-f]{64}$/),
      },
    ]);
  });

  it('may be about somebody unknown', async () => {
    await record(
      { action: 'operator.log-in', outcome: 'FAILED', operator: { id: null, name: '茶\u0000'.repeat(99) } },
      { requestId: 'r-2' },
    );
    const { entries } = await list();
    expect(entries).toMatchObject([{ operatorId: '', outcome: 'AUDIT_OUTCOME_FAILED', requestId: 'r-2' }]);
    expect([...(entries[0]?.operatorName ?? '')]).toHaveLength(64);
  });

  it('is not written for nobody, and not without what it tells about', async () => {
    await expect(record({ action: 'x' }, { requestId: 'r' })).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
    const failing = RequestContext.run(anna, () =>
      transactions.run(REQUEST, async (tx) => {
        await service.get(Audit).record(tx, { action: 'x' });
        throw new Error('the write failed');
      }),
    );
    await expect(failing).rejects.toThrow('the write failed');
    expect((await list()).entries).toEqual([]);
  });
});

describe('the list', () => {
  const idsOf = ({ entries }: operationsV1.ListAuditEntriesResponse) => entries.map(({ targetId }) => targetId);

  it('is read page by page, newest first', async () => {
    for (const id of ['1', '2', '3', '4', '5']) await record({ action: 'x', target: { type: 't', id } });
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.nextCursor });
    const third = await list({ limit: 2, cursor: second.nextCursor });
    expect([idsOf(first), idsOf(second), idsOf(third), third.nextCursor]).toEqual([['5', '4'], ['3', '2'], ['1'], '']);
  });

  it('is filtered by action, operator and target', async () => {
    const bert = { ...anna, operatorId: '8', operatorName: 'bert' };
    await record({ action: 'a', target: { type: 't', id: '1' } });
    await record({ action: 'b', target: { type: 't', id: '1' } }, bert);
    await record({ action: 'b', target: { type: 't', id: '2' } });
    expect(idsOf(await list({ action: 'b' }))).toEqual(['2', '1']);
    expect(idsOf(await list({ operatorId: '8' }))).toEqual(['1']);
    expect(idsOf(await list({ targetId: '1', action: 'a' }))).toEqual(['1']);
    expect(idsOf(await list({ action: "' OR 1=1 -- " }))).toEqual([]);
  });

  it.each([
    ['limit', { limit: 101 }],
    ['limit', { limit: -1 }],
    ['cursor', { cursor: 'x' }],
    ['operatorId', { operatorId: '1 OR 1=1' }],
  ])('refuses a wrong %s', async (path, request) => {
    await expect(list(request)).rejects.toMatchObject({ reason: 'VALIDATION_FAILED', details: [{ path }] });
  });

  it('is for operators only', async () => {
    const user = { requestId: 'r', userId: '7', sessionId: '70' } as never;
    await expect(list({}, user)).rejects.toMatchObject({ reason: 'TOKEN_MISSING', kind: 'unauthenticated' });
  });
});
