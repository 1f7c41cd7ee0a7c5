import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type EventRecord,
  OrderShipped,
  PaymentUnexpected,
  recordEvent,
  RefundRejected,
  RefundSucceeded,
  UserClosed,
} from '@minisuite/contracts';
import { MysqlTransactions, REQUEST } from '@minisuite/database';
import { Outbox } from '@minisuite/messaging';
import { eventually } from '@minisuite/testing';
import { type RunningMessageService, startMessageService } from './message-service.js';

const at = '2026-03-01T20:59:31.000Z';

let running: RunningMessageService;
beforeAll(async () => void (running = await startMessageService()));
afterAll(() => running.stop());

/** Publishes as the services that these events come from do; only the outbox is this service's. */
async function publish(...records: EventRecord[]): Promise<void> {
  const transactions = new MysqlTransactions(running.database.dataSource, (tx) => tx);
  await transactions.run(REQUEST, (tx) => running.service.get(Outbox).append(tx, records));
}

const refund = (userId: string, refundId: string) => ({
  refundId,
  paymentId: '41',
  orderId: '21',
  userId,
  amount: 990,
});
const rejected = (userId: string, refundId: string) =>
  recordEvent(RefundRejected, '41', { ...refund(userId, refundId), why: '已拆封', rejectedAt: at });
const shipped = (userId: string) =>
  recordEvent(OrderShipped, '21', {
    orderId: '21',
    userId,
    paymentId: '41',
    carrier: 'SF',
    trackingNo: 'SF-1',
    title: '西湖龙井',
    shippedAt: at,
  });

async function inboxOf(userId: string, count: number): Promise<{ kind: string; subjectId: string }[]> {
  return eventually(
    `user ${userId} has ${count} messages`,
    async () => {
      const page = await running.as(userId, (client) => client.listMessages({ limit: 100, cursor: '' }));
      return page.messages.length >= count ? page.messages : undefined;
    },
    30_000,
  );
}

const allAreSent = () =>
  eventually('all are sent', async () => {
    const sql = 'SELECT COUNT(*) AS n FROM outbox WHERE published_at IS NULL';
    return Number((await running.database.dataSource.query<{ n: string }[]>(sql))[0]?.n) === 0;
  });

describe('notices', () => {
  it('of money and goods come to the inbox of the user they concern', async () => {
    const payment = { paymentId: '41', orderId: '21', userId: '11', amount: 990, refundId: '61', paidAt: at };
    await publish(
      recordEvent(PaymentUnexpected, '41', { ...payment, why: 'ORDER_CLOSED' }),
      recordEvent(RefundSucceeded, '41', {
        ...refund('11', '61'),
        kind: 'ORDER_CLOSED',
        refundedAmount: 990,
        succeededAt: at,
      }),
      rejected('11', '62'),
      shipped('11'),
      shipped('12'),
    );
    const messages = (await inboxOf('11', 4)).map(({ kind, subjectId }) => `${kind} ${subjectId}`);
    expect(messages.toSorted()).toEqual([
      'order.shipped 21',
      'payment.unexpected 21',
      'refund.rejected 62',
      'refund.succeeded 61',
    ]);
    expect(await inboxOf('12', 1)).toHaveLength(1);
  }, 60_000);

  it('come once, however often their events do', async () => {
    await publish(rejected('13', '71'));
    await inboxOf('13', 1);
    // An event arrives before it is noted as sent.
    await allAreSent();
    await running.database.dataSource.query('UPDATE outbox SET published_at = NULL');
    // Of the same payment and thus behind them.
    await publish(rejected('13', '72'));
    await inboxOf('13', 2);
    await allAreSent();
    expect((await inboxOf('13', 2)).map(({ subjectId }) => subjectId)).toEqual(['72', '71']);
  }, 90_000);

  it('are forgotten with everything else when their user leaves, those of others not', async () => {
    await publish(shipped('31'), shipped('32'));
    await Promise.all([inboxOf('31', 1), inboxOf('32', 1)]);
    const { dataSource } = running.database;
    await dataSource.query(
      "INSERT INTO subscription_consent VALUES (31, 't', 1, 'accept', UTC_TIMESTAMP(3)), (32, 't', 1, 'accept', UTC_TIMESTAMP(3))",
    );
    await publish(recordEvent(UserClosed, '31', { userId: '31', closedAt: at }));
    const left = async (userId: string) => {
      const sql =
        'SELECT (SELECT COUNT(*) FROM message WHERE user_id = ?) + (SELECT COUNT(*) FROM subscription_consent WHERE user_id = ?) AS n';
      return Number((await dataSource.query<{ n: string }[]>(sql, [userId, userId]))[0]?.n);
    };
    await eventually('user 31 is forgotten', async () => (await left('31')) === 0, 30_000);
    expect(await left('32')).toBe(2);
  }, 90_000);
});
