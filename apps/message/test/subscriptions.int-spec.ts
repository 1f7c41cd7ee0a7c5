import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { messageV1 } from '@minisuite/contracts';
import { REQUEST } from '@minisuite/database';
import { eventually, FakeClock } from '@minisuite/testing';
import { NotifyOrdersPaid } from '../src/inbox/app/notify-orders-paid.js';
import { SendDueDeliveries } from '../src/subscriptions/app/send-due-deliveries.js';
import { type RunningMessageService, startMessageService, TEMPLATE } from './message-service.js';

const { SUBSCRIPTION_RESULT_ACCEPT: ACCEPT, SUBSCRIPTION_RESULT_REJECT: REJECT } = messageV1.SubscriptionResult;

const clock = new FakeClock(new Date());

let running: RunningMessageService;
let user = 100;

beforeAll(async () => {
  running = await startMessageService({ clock });
});

beforeEach(() => {
  user += 1;
  running.wechat.sent.length = 0;
  running.wechat.outcome = { kind: 'sent' };
});

afterAll(() => running.stop());

const grant = (result: messageV1.SubscriptionResult, templateId = TEMPLATE) =>
  running.as(String(user), (client) => client.recordSubscriptions({ grants: [{ templateId, result }] }));

const paid = (orderIds: string[]) =>
  running.service.get(NotifyOrdersPaid).run(
    orderIds.map((orderId) => ({
      orderId,
      userId: String(user),
      amount: 1,
      title: 't',
      paidAt: new Date(),
      requestId: 'r',
    })),
    REQUEST,
  );

async function rows(status: string): Promise<number> {
  const found = await running.database.dataSource.query<{ n: string }[]>(
    'SELECT COUNT(*) AS n FROM delivery WHERE user_id = ? AND status = ?',
    [user, status],
  );
  return Number(found[0]?.n);
}

async function remaining(of = user): Promise<number> {
  const found = await running.database.dataSource.query<{ remaining: number }[]>(
    'SELECT remaining FROM subscription_consent WHERE user_id = ?',
    [of],
  );
  return found[0]?.remaining ?? 0;
}

describe('subscribe messages', () => {
  it('one goes out for each consent, even when more orders are paid at once', async () => {
    await grant(ACCEPT);
    await grant(ACCEPT);
    await paid(['1', '2', '3']);
    await eventually('two are sent', async () => (await rows('SENT')) === 2);
    expect(running.wechat.sent.map(({ data }) => data['character_string1']).sort()).toEqual(['1', '2']);
    expect(await remaining()).toBe(0);
  });

  it('none goes out without consent', async () => {
    await grant(REJECT);
    await paid(['1']);
    expect([await rows('PENDING'), await rows('SENT')]).toEqual([0, 0]);
  });

  it('none goes out on the consent of another user', async () => {
    await grant(ACCEPT);
    user += 1;
    await paid(['1']);
    expect([await rows('PENDING'), await rows('SENT'), await remaining()]).toEqual([0, 0, 0]);
    expect(await remaining(user - 1)).toBe(1);
  });

  it('parallel orders of one user never spend a consent twice', async () => {
    await grant(ACCEPT);
    await Promise.all(Array.from({ length: 10 }, (_, index) => paid([String(index + 1)])));
    await eventually('one is sent', async () => (await rows('SENT')) === 1);
    expect((await rows('SENT')) + (await rows('PENDING'))).toBe(1);
  });

  it('a refusal by WeChat ends the delivery and the consents', async () => {
    running.wechat.outcome = { kind: 'unsubscribed', error: '43101' };
    await grant(ACCEPT);
    await grant(ACCEPT);
    await paid(['1']);
    await eventually('it has failed', async () => (await rows('FAILED')) === 1);
    expect(await remaining()).toBe(0);
  });

  it('a failure is tried again later', async () => {
    running.wechat.outcome = { kind: 'failed', error: 'away' };
    await grant(ACCEPT);
    await paid(['1']);
    await eventually('a try has failed', async () => {
      const sql = "SELECT id FROM delivery WHERE user_id = ? AND attempts = 1 AND status = 'PENDING'";
      return (await running.database.dataSource.query<object[]>(sql, [user])).length === 1;
    });
    running.wechat.outcome = { kind: 'sent' };
    clock.advance(14_999);
    await running.service.get(SendDueDeliveries).run();
    expect(running.wechat.sent).toHaveLength(1);
    clock.advance(1);
    await eventually('it is sent', async () => (await rows('SENT')) === 1);
  });

  it('an unknown template is refused', async () => {
    await expect(grant(ACCEPT, 'other')).rejects.toMatchObject({ details: [{ path: 'grants.0.templateId' }] });
  });
});
