import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { paymentV1 } from '@minisuite/contracts';
import { grpcClient, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { RequestContext, type RequestScope } from '@minisuite/service';
import { eventually, freePort, type TestService } from '@minisuite/testing';
import { refusalOf } from './payment-world.js';
import { paymentRow } from './reconciliation-bill-server.js';
import { OPERATOR, ReconciliationWorld } from './reconciliation-world.js';

type Client = PromiseClient<paymentV1.ReconciliationServiceClient> & { close(): void };

let world: ReconciliationWorld;
let server: TestService;
let client: Client;

beforeAll(async () => {
  world = await ReconciliationWorld.start();
  const port = await freePort();
  server = await world.process(grpcServer({ host: '127.0.0.1', port, package: 'payment' }));
  const from = { name: 'gateway', credential: world.payments.config.grpc.credential } as const;
  const service = paymentV1.RECONCILIATION_SERVICE_NAME;
  client = grpcClient({ package: 'payment', service, address: `127.0.0.1:${port}`, from, deadlineMs: 20_000 });
});
afterAll(async () => {
  client.close();
  await server.stop();
  await world.stop();
});

const as = <T>(scope: RequestScope, work: () => Promise<T>): Promise<T> => RequestContext.run(scope, work);
const operate = <T>(work: () => Promise<T>): Promise<T> => as(OPERATOR, work);
const run = (billDate: string) => operate(() => client.runReconciliation({ billDate }));
const list = (limit: number, cursor = '') => operate(() => client.listReconciliations({ limit, cursor }));
const differences = (request: Partial<paymentV1.ListDifferencesRequest>) =>
  operate(() =>
    client.listDifferences({
      reconciliationId: '1',
      status: paymentV1.DifferenceStatus.DIFFERENCE_STATUS_UNSPECIFIED,
      limit: 0,
      cursor: '',
      ...request,
    }),
  );
const audited = (action: string) =>
  world.payments.rows(`SELECT * FROM ${auditTable(world.payments.database.dataSource)} WHERE action = ? ORDER BY id`, [
    action,
  ]);

async function ended(billDate: string): Promise<paymentV1.Reconciliation> {
  return eventually(`${billDate} has ended`, async () => {
    const { reconciliations } = await list(100);
    const day = reconciliations.find((each) => each.billDate === billDate);
    return day && day.finishedAt ? day : undefined;
  });
}

describe('ReconciliationService', () => {
  it('runs a day, lists days and their differences page by page, and resolves one', async () => {
    for (const day of ['2025-12-01', '2025-12-03', '2025-12-02']) {
      world.bills.serve(day, [paymentRow(`X${day}-1`, '421', 5), paymentRow(`X${day}-2`, '422', 6)]);
      // The bill waits for the answer, so that the day is not over by then.
      const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
      world.bills.before = () => answered;
      const { reconciliation } = await run(day).finally(answer);
      expect(reconciliation).toMatchObject({ billDate: day, status: 'RECONCILIATION_STATUS_RUNNING' });
      await ended(day);
    }
    const first = await list(2);
    expect(first.reconciliations.map(({ billDate }) => billDate)).toEqual(['2025-12-03', '2025-12-02']);
    const rest = await list(2, first.nextCursor);
    expect(rest).toMatchObject({ reconciliations: [{ billDate: '2025-12-01' }], nextCursor: '' });
    const [day] = rest.reconciliations;
    expect(day).toMatchObject({
      status: 'RECONCILIATION_STATUS_COMPLETED',
      payments: '2',
      refunds: '0',
      paidAmount: '11',
      refundedAmount: '0',
      differences: '2',
      openDifferences: '2',
    });

    const reconciliationId = day?.id ?? '';
    const page = await differences({ reconciliationId, limit: 1 });
    const next = await differences({ reconciliationId, limit: 1, cursor: page.nextCursor });
    expect(next.nextCursor).toBe('');
    const numbers = [...page.differences, ...next.differences].map(({ number }) => number);
    expect(numbers.sort()).toEqual(['X2025-12-01-1', 'X2025-12-01-2']);
    expect(page.differences[0]).toMatchObject({
      kind: 'DIFFERENCE_KIND_ONLY_AT_WECHAT',
      subject: 'payment',
      paymentId: '',
    });

    const id = page.differences[0]?.id ?? '';
    const resolved = await operate(() => client.resolveDifference({ id, note: ' From a till. ' }));
    expect(resolved.difference).toMatchObject({ id, status: 'DIFFERENCE_STATUS_RESOLVED', note: 'From a till.' });
    const open = await differences({ reconciliationId, status: paymentV1.DifferenceStatus.DIFFERENCE_STATUS_OPEN });
    expect(open.differences).toHaveLength(1);
    expect(await refusalOf(operate(() => client.resolveDifference({ id, note: 'x' })))).toMatchObject({
      reason: 'CONFLICT',
    });
    expect(await audited('reconciliation.run')).toHaveLength(3);
    expect(await audited('reconciliation.resolve')).toMatchObject([
      { target_id: id, operator_name: 'anna', reason: 'From a till.' },
    ]);
  });

  it('is for operators', async () => {
    const user = { requestId: 'r-2', userId: '31' };
    const calls: (() => Promise<unknown>)[] = [
      () => client.listReconciliations({ limit: 1, cursor: '' }),
      () => client.runReconciliation({ billDate: '2025-12-05' }),
      () =>
        client.listDifferences({
          reconciliationId: '1',
          status: paymentV1.DifferenceStatus.DIFFERENCE_STATUS_UNSPECIFIED,
          limit: 1,
          cursor: '',
        }),
      () => client.resolveDifference({ id: '1', note: 'x' }),
    ];
    for (const call of calls) {
      expect(await refusalOf(as(user, call))).toMatchObject({ reason: 'TOKEN_MISSING' });
    }
    expect((await list(100)).reconciliations.map(({ billDate }) => billDate)).not.toContain('2025-12-05');
  });

  it.each([
    ['no day', 'yesterday'],
    ['a day that is not in the calendar', '2025-02-29'],
    ['a day to come', '2026-01-02'],
    ['a day whose bill WeChat does not keep', '2025-09-01'],
    ['a day and more', '2025-12-05; DROP TABLE payment'],
  ])('refuses %s', async (_what, billDate) => {
    const before = (await audited('reconciliation.run')).length;
    const error = await refusalOf(run(billDate));
    expect(error).toMatchObject({ kind: 'invalid', reason: 'VALIDATION_FAILED', details: [{ path: 'bill_date' }] });
    expect(await audited('reconciliation.run')).toHaveLength(before);
  });

  it('refuses other bad input, and knows no day or difference that is not there', async () => {
    const invalid = { reason: 'VALIDATION_FAILED' };
    expect(await refusalOf(list(101))).toMatchObject(invalid);
    expect(await refusalOf(list(1, 'x'))).toMatchObject(invalid);
    expect(await refusalOf(differences({ reconciliationId: '1 OR 1=1' }))).toMatchObject(invalid);
    expect(await refusalOf(differences({ reconciliationId: '1' }))).toMatchObject({ reason: 'NOT_FOUND' });
    const resolve = (id: string, note: string) => refusalOf(operate(() => client.resolveDifference({ id, note })));
    expect(await resolve('x', 'note')).toMatchObject(invalid);
    expect(await resolve('1', ' ')).toMatchObject(invalid);
    expect(await resolve('1', 'x'.repeat(501))).toMatchObject(invalid);
    expect(await resolve('1', 'note')).toMatchObject({ reason: 'NOT_FOUND' });
  });
});
