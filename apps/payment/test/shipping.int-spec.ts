import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MysqlTransactions, REQUEST } from '@minisuite/database';
import { DomainError } from '@minisuite/kernel';
import { metrics } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { MysqlShippingReports } from '../src/shipping/adapters/mysql/mysql-shipping-reports.js';
import { NoteShipments } from '../src/shipping/app/note-shipments.js';
import type { ShippingReport } from '../src/shipping/domain/shipping-report.js';
import { ShippingWorld } from './shipping-world.js';

// Each event goes over Kafka, where a group may have to gather first.
jest.setTimeout(90_000);

let world: ShippingWorld;
beforeAll(async () => void (world = await ShippingWorld.start()));
afterAll(() => world.stop());
beforeEach(() => {
  world.uploads.answer = () => ({ kind: 'taken' });
  world.receivers.failure = undefined;
});

const isSent = ({ status }: { status: string }) => status === 'SENT';

describe('a shipped order', () => {
  it('is reported to WeChat with its payment and payer', async () => {
    const order = await world.paidOrder();
    await world.ship([order]);
    const row = await world.until('WeChat knows', order.orderId, isSent);
    expect(row).toMatchObject({ attempts: 1, error: null, request_id: `r-${order.orderId}` });
    expect(row.sent_at).not.toBeNull();
    expect(world.uploadsOf(order.orderId)).toEqual([
      {
        transactionId: order.transactionId,
        carrier: 'YTO',
        trackingNo: `T${order.orderId}`,
        itemDesc: '青瓷茶杯',
        openid: 'oFake31',
        receiverContact: '',
      },
    ]);
    expect(world.receivers.phones).not.toContain(order.orderId);
  });

  it('names its receiver where the carrier wants it, masked and nowhere kept', async () => {
    const order = await world.paidOrder();
    await world.ship([{ ...order, carrier: 'SF' }]);
    const row = await world.until('WeChat knows', order.orderId, isSent);
    expect(world.uploadsOf(order.orderId)).toMatchObject([{ receiverContact: '189****1234' }]);
    expect(JSON.stringify(row)).not.toMatch(/1234|oFake/);
  });

  it('is reported once, however often it is said to be shipped', async () => {
    const order = await world.paidOrder();
    const next = await world.paidOrder();
    await world.ship([order, order]);
    await world.until('WeChat knows', order.orderId, isSent);
    await world.ship([order, order]);
    await world.rows('UPDATE outbox SET published_at = NULL');
    await eventually('all is published again', async () => {
      const [row] = await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM outbox WHERE published_at IS NULL');
      return Number(row?.n) === 0;
    });
    await world.ship([next]);
    await world.until('WeChat knows of another', next.orderId, isSent);
    expect(world.uploadsOf(order.orderId)).toHaveLength(1);
    expect(await world.report(order.orderId)).toMatchObject({ status: 'SENT', attempts: 1 });
  });
});

describe('an unknown outcome', () => {
  it('is tried again later, and a report that was taken meanwhile is done', async () => {
    world.uploads.answer = () => ({ kind: 'unknown', error: 'WeChat: unavailable (-1)' });
    const order = await world.paidOrder();
    await world.ship([order]);
    const row = await world.until('a try was made', order.orderId, ({ error }) => error !== null);
    expect(row).toMatchObject({ status: 'PENDING', attempts: 1, error: 'WeChat: unavailable (-1)', sent_at: null });
    expect(row.next_at.getTime() - world.clock.now().getTime()).toBe(15_000);
    world.clock.advance(15_000);
    // A try is counted before it is made, and this one still has to get the old answer.
    const isMadeAgain = ({ attempts }: { attempts: number }) =>
      attempts === 2 && world.uploadsOf(order.orderId).length === 2;
    const again = await world.until('another was made', order.orderId, isMadeAgain);
    expect(again.next_at.getTime() - world.clock.now().getTime()).toBe(30_000);
    world.uploads.answer = () => ({ kind: 'taken' });
    world.clock.advance(30_000);
    expect(await world.until('WeChat knows', order.orderId, isSent)).toMatchObject({ attempts: 3, error: null });
  });

  it('is also that another service is away; that the user is gone is final', async () => {
    world.receivers.failure = new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'away');
    const order = await world.paidOrder();
    await world.ship([order]);
    expect(await world.until('a try', order.orderId, ({ error }) => error !== null)).toMatchObject({
      status: 'PENDING',
      error: 'SERVICE_UNAVAILABLE: away',
    });
    world.receivers.failure = new DomainError('not_found', 'NOT_FOUND', 'gone');
    world.clock.advance(15_000);
    expect(await world.until('the end', order.orderId, ({ status }) => status === 'FAILED')).toMatchObject({
      attempts: 2,
      error: 'NOT_FOUND: gone',
    });
    expect(world.uploadsOf(order.orderId)).toEqual([]);
  });
});

describe('a refusal', () => {
  it('ends the report, for good', async () => {
    world.uploads.answer = () => ({ kind: 'refused', error: 'WeChat: other (10060031)' });
    const order = await world.paidOrder();
    await world.ship([order]);
    await world.until('it has failed', order.orderId, ({ status }) => status === 'FAILED');
    world.clock.advance(86_400_000);
    const next = await world.paidOrder();
    world.uploads.answer = () => ({ kind: 'taken' });
    await world.ship([next]);
    await world.until('WeChat knows of another', next.orderId, isSent);
    expect(await world.report(order.orderId)).toMatchObject({ status: 'FAILED', attempts: 1, sent_at: null });
  });
});

describe('what cannot be', () => {
  const note = (orderId: string, paymentId: string) =>
    world.service.get(NoteShipments).execute(
      [
        {
          orderId,
          userId: '31',
          paymentId,
          carrier: 'YTO',
          trackingNo: 'T1',
          title: 't',
          origin: { requestId: 'r' },
        },
      ],
      REQUEST,
    );

  it('a shipment of an unknown payment, or of another order, changes nothing', async () => {
    const [one, two] = [await world.paidOrder(), await world.paidOrder()];
    await expect(note('999', '999')).rejects.toThrow('has not paid order');
    await expect(note(one.orderId, two.paymentId)).rejects.toThrow('has not paid order');
    expect(await world.report(one.orderId)).toBeUndefined();
    await world.rows("UPDATE payment SET transaction_id = NULL, status = 'PENDING' WHERE id = ?", [two.paymentId]);
    await expect(note(two.orderId, two.paymentId)).rejects.toThrow('has not paid order');
  });

  it('does not keep others from being reported when it comes as an event', async () => {
    const order = await world.paidOrder();
    await world.ship([{ orderId: '998', paymentId: '998' }, order]);
    await world.until('WeChat knows', order.orderId, isSent);
    const parked = await eventually(
      'it is parked',
      async () => {
        const [row] = await world.rows<{ message_key: string }>('SELECT message_key FROM dead_letter');
        return row;
      },
      30_000,
    );
    expect(parked.message_key).toBe('998');
  });
});

describe('a try', () => {
  const transactions = () => new MysqlTransactions(world.database.dataSource, (tx) => new MysqlShippingReports(tx));
  const soon = (ms: number) => new Date(world.clock.now().getTime() + ms);

  /** A report that becomes due in a minute. */
  async function noted(): Promise<ShippingReport> {
    const order = await world.paidOrder();
    const parcel = { userId: '31', carrier: 'X', trackingNo: `T${order.orderId}`, title: 't' };
    const shipment = { ...order, ...parcel, origin: { requestId: 'r' } };
    await transactions().run(REQUEST, (reports) => reports.add([shipment], soon(60_000)));
    return { ...order, ...parcel, attempts: 0, requestId: 'r' };
  }

  it('is one of ten that begin at once, and none begins after the end', async () => {
    const report = await noted();
    const next = soon(60_000);
    const claim = (attempts: number) =>
      transactions().run(REQUEST, (reports) => reports.claim({ ...report, attempts }, next));
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(0)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const settle = (attempts: number, status: 'SENT' | 'FAILED', error: string | null) =>
      transactions().run(REQUEST, (reports) => reports.settle({ ...report, attempts }, { status, error, now: next }));
    expect(await settle(0, 'FAILED', 'of another try')).toBe(false);
    expect(await settle(1, 'SENT', null)).toBe(true);
    expect(await claim(1)).toBe(false);
    expect(await settle(1, 'FAILED', 'late')).toBe(false);
    expect(await world.report(report.orderId)).toMatchObject({ status: 'SENT', error: null, attempts: 1 });
  });

  it('that died with its process is made again', async () => {
    const report = await noted();
    await transactions().run(REQUEST, (reports) => reports.claim(report, soon(15_000)));
    world.clock.advance(15_000);
    expect(await world.until('WeChat knows', report.orderId, isSent)).toMatchObject({ attempts: 2 });
  });

  it('is made by one process only', async () => {
    await world.startProcess();
    const orders = await Promise.all(Array.from({ length: 25 }, () => world.paidOrder()));
    await world.ship(orders);
    for (const { orderId } of orders) await world.until('WeChat knows', orderId, isSent);
    expect(orders.map(({ orderId }) => world.uploadsOf(orderId).length)).toEqual(orders.map(() => 1));
  });
});

it('the age of what WeChat does not know is a metric', async () => {
  const age = async () => {
    const text = await metrics().getSingleMetricAsString('minisuite_shipping_reports_oldest_seconds');
    return Number(/ ([\d.]+)$/m.exec(text)?.[1]);
  };
  expect(await age()).toBe(0);
  world.uploads.answer = () => ({ kind: 'unknown', error: 'x' });
  const order = await world.paidOrder();
  await world.ship([order]);
  await world.until('a try was made', order.orderId, ({ error }) => error !== null);
  world.clock.advance(7000);
  // Asked at most once a second.
  await eventually('the age is told', async () => (await age()) === 7);
});
