import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { paymentV1 } from '@minisuite/contracts';
import { grpcClient, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { RequestContext, type RequestScope } from '@minisuite/service';
import { freePort } from '@minisuite/testing';
import { refusalOf } from './payment-world.js';
import { OPERATOR } from './reconciliation-world.js';
import { ShippingWorld } from './shipping-world.js';

type Client = PromiseClient<paymentV1.ShippingServiceClient> & { close(): void };
const { ShippingReportStatus: Status } = paymentV1;

// Each event goes over Kafka, where a group may have to gather first.
jest.setTimeout(90_000);

let world: ShippingWorld;
let client: Client;

beforeAll(async () => {
  world = await ShippingWorld.start();
  const port = await freePort();
  const from = { name: 'gateway', credential: world.credential } as const;
  await world.startProcess(grpcServer({ host: '127.0.0.1', port, package: 'payment' }));
  const service = paymentV1.SHIPPING_SERVICE_NAME;
  client = grpcClient({ package: 'payment', service, address: `127.0.0.1:${port}`, from, deadlineMs: 20_000 });
});
afterAll(async () => {
  client.close();
  await world.stop();
});
beforeEach(() => void (world.uploads.answer = () => ({ kind: 'taken' })));

const as = <T>(scope: RequestScope, work: () => Promise<T>): Promise<T> => RequestContext.run(scope, work);
const ALL = { status: Status.SHIPPING_REPORT_STATUS_UNSPECIFIED, limit: 0, cursor: '' };
const list = (part: Partial<typeof ALL> = {}) => as(OPERATOR, () => client.listShippingReports({ ...ALL, ...part }));
const retry = (orderId: string, correction: { carrier?: string; trackingNo?: string } = {}) =>
  as(OPERATOR, () => client.retryShippingReport({ orderId, carrier: '', trackingNo: '', ...correction }));
const isSent = ({ status }: { status: string }) => status === 'SENT';
const audited = (orderId: string) =>
  world.rows<{ details: string; operator_name: string }>(
    `SELECT details, operator_name FROM ${auditTable(world.database.dataSource)} WHERE action = 'shipping-report.retry' AND target_id = ?`,
    [orderId],
  );

describe('an operator', () => {
  it('sees what WeChat does not take, page by page', async () => {
    const failed = [await world.refused(), await world.refused(), await world.refused()].map(({ orderId }) => orderId);
    const sent = await world.paidOrder();
    world.uploads.answer = () => ({ kind: 'taken' });
    await world.ship([sent]);
    await world.until('WeChat knows', sent.orderId, isSent);
    const status = Status.SHIPPING_REPORT_STATUS_FAILED;
    const first = await list({ status, limit: 2 });
    expect(first.reports.map(({ orderId }) => orderId)).toEqual([failed[2], failed[1]]);
    const rest = await list({ status, limit: 2, cursor: first.nextCursor });
    expect(rest).toMatchObject({
      reports: [
        {
          orderId: failed[0],
          carrier: 'YTO',
          trackingNo: `T${failed[0]}`,
          status,
          attempts: 1,
          error: 'WeChat: invalid_argument (10060014)',
          sentAt: null,
        },
      ],
      nextCursor: '',
    });
    const [newest] = (await list({ limit: 1 })).reports;
    expect(newest).toMatchObject({ ...sentMessage(sent), error: '' });
    expect(newest?.sentAt).not.toBeNull();
    expect((await list({ status: Status.SHIPPING_REPORT_STATUS_CANCELLED })).reports).toEqual([]);
  });

  it('has WeChat told at once, of what was meant, and that is on record', async () => {
    const { orderId } = await world.refused('SF');
    world.uploads.answer = () => ({ kind: 'taken' });
    const { report } = await retry(orderId, { carrier: 'ZTO', trackingNo: 'ZT-0001' });
    expect(report).toMatchObject({ orderId, carrier: 'ZTO', trackingNo: 'ZT-0001', error: '' });
    expect(report?.status).toBe('SHIPPING_REPORT_STATUS_PENDING');
    expect(await world.until('WeChat knows', orderId, isSent)).toMatchObject({ attempts: 2 });
    expect(world.uploads.parcels.at(-1)).toMatchObject({ carrier: 'ZTO', trackingNo: 'ZT-0001', receiverContact: '' });
    const [row, ...more] = await audited(orderId);
    expect([row?.operator_name, more]).toEqual(['anna', []]);
    expect(JSON.parse(row?.details ?? '')).toEqual({
      carrierBefore: 'SF',
      trackingNoBefore: `T${orderId}`,
      errorBefore: 'WeChat: invalid_argument (10060014)',
      carrierAfter: 'ZTO',
      trackingNoAfter: 'ZT-0001',
    });
  });

  it('may leave the parcel, or a part of it, as it is', async () => {
    const { orderId } = await world.refused();
    await retry(orderId, { carrier: 'STO' });
    await world.until('it has failed again', orderId, ({ status, attempts }) => status === 'FAILED' && attempts === 2);
    world.uploads.answer = () => ({ kind: 'taken' });
    await retry(orderId);
    await world.until('WeChat knows', orderId, isSent);
    expect(world.uploadsOf(orderId).map(({ carrier }) => carrier)).toEqual(['YTO', 'STO', 'STO']);
  });

  it('cannot retry what has not failed, or is not there', async () => {
    const order = await world.paidOrder();
    await world.ship([order]);
    const before = await world.until('WeChat knows', order.orderId, isSent);
    for (const status of ['PENDING', 'SENT', 'CANCELLED']) {
      // Far away, so that nobody tries it meanwhile.
      await world.rows("UPDATE shipping_report SET status = ?, next_at = '2099-01-01' WHERE order_id = ?", [
        status,
        order.orderId,
      ]);
      expect(await refusalOf(retry(order.orderId, { trackingNo: 'YT-9999' }))).toMatchObject({ reason: 'CONFLICT' });
      expect(await world.report(order.orderId)).toMatchObject({ status, attempts: before.attempts });
    }
    expect(await refusalOf(retry('999'))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await audited(order.orderId)).toEqual([]);
    const { reports } = await list({ limit: 1 });
    expect(reports).toMatchObject([{ trackingNo: `T${order.orderId}` }]);
  });

  it('is one of ten who retry at once', async () => {
    const { orderId } = await world.refused();
    world.uploads.answer = () => ({ kind: 'taken' });
    const numbers = Array.from({ length: 10 }, (_, index) => `YT-${index}000`);
    const outcomes = await Promise.allSettled(numbers.map((trackingNo) => retry(orderId, { trackingNo })));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(9);
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: { reason: 'CONFLICT' } });
    await world.until('WeChat knows', orderId, isSent);
    expect(await audited(orderId)).toHaveLength(1);
    const told = world.uploads.parcels.filter(({ trackingNo }) => /^YT-\d000$/.test(trackingNo));
    expect(told).toHaveLength(1);
  });

  it.each([
    [{ carrier: 'sf' }, 'carrier'],
    [{ trackingNo: '1 2' }, 'trackingNo'],
  ])('is told that %j is no parcel', async (correction, path) => {
    const { orderId } = await world.refused();
    const refusal = await refusalOf(retry(orderId, correction));
    expect(refusal).toMatchObject({ reason: 'VALIDATION_FAILED', details: [{ path }] });
    expect(await world.report(orderId)).toMatchObject({ status: 'FAILED', attempts: 1 });
    expect(await audited(orderId)).toEqual([]);
  });

  it.each([
    [{ limit: 101 }, 'limit'],
    [{ limit: -1 }, 'limit'],
    [{ cursor: '!' }, 'cursor'],
    [{ status: 99 as unknown as typeof ALL.status }, 'status'],
  ])('is told that %j is not a list', async (part, path) => {
    expect(await refusalOf(list(part))).toMatchObject({ reason: 'VALIDATION_FAILED', details: [{ path }] });
  });

  it('names an order by its id', async () => {
    for (const id of ['', 'x', '-1', '1'.repeat(21)]) {
      expect(await refusalOf(retry(id))).toMatchObject({
        reason: 'VALIDATION_FAILED',
        details: [{ path: 'order_id' }],
      });
    }
  });

  it('is not who a user is', async () => {
    const { orderId } = await world.refused();
    const user = { requestId: 'r', userId: '31' };
    const calls: (() => Promise<unknown>)[] = [
      () => client.listShippingReports(ALL),
      () => client.retryShippingReport({ orderId, carrier: '', trackingNo: '' }),
    ];
    for (const call of calls) expect(await refusalOf(as(user, call))).toMatchObject({ reason: 'TOKEN_MISSING' });
    expect(await world.report(orderId)).toMatchObject({ status: 'FAILED' });
  });
});

function sentMessage({ orderId, paymentId }: { orderId: string; paymentId: string }) {
  return { orderId, paymentId, status: Status.SHIPPING_REPORT_STATUS_SENT, attempts: 1 };
}
