import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { SyncRefund } from '../src/refunds/app/sync-refund.js';
import { paymentRow, refundRow } from './reconciliation-bill-server.js';
import { ReconciliationWorld } from './reconciliation-world.js';

let world: ReconciliationWorld;
// The day on which the test's clock stands still.
const TODAY = '2026-01-01';

beforeAll(async () => {
  world = await ReconciliationWorld.start();
});
afterAll(() => world.stop());

async function pending(): Promise<{ id: string; number: string }> {
  const { payment } = await world.payments.create(world.payments.orders.add().id);
  return { id: payment.id, number: payment.outTradeNo };
}

const statusOf = async (id: string) =>
  (await world.payments.rows<{ status: string }>('SELECT status FROM payment WHERE id = ?', [id]))[0]?.status;

describe('a payment that WeChat has and we have not', () => {
  it('is booked as if its notification had come, and the difference is repaired', async () => {
    const one = await pending();
    const trade = world.payments.wechat.pay(one.number);
    world.bills.serve(TODAY, [paymentRow(one.number, trade.transactionId ?? '', 1990)]);
    const state = await world.run(TODAY);
    expect(state).toMatchObject({ status: 'COMPLETED', differences: 1, openDifferences: 0 });
    expect(await world.differences(state.id)).toMatchObject([
      {
        kind: 'ONLY_AT_WECHAT',
        status: 'REPAIRED',
        paymentId: one.id,
        ourState: 'PENDING',
        note: expect.stringContaining('asked'),
      },
    ]);
    expect(await statusOf(one.id)).toBe('SUCCEEDED');
    expect(await world.payments.successesOf(one.id)).toHaveLength(1);
    expect(await world.run(TODAY)).toMatchObject({ differences: 1, openDifferences: 0 });
    expect(await world.payments.successesOf(one.id)).toHaveLength(1);
  });

  it('stays open when WeChat says otherwise, with what it said', async () => {
    const one = await pending();
    world.bills.serve(TODAY, [paymentRow(one.number, '4200000001', 1990)]);
    const { id } = await world.run(TODAY);
    const found = (await world.differences(id)).find(({ number }) => number === one.number);
    expect(found).toMatchObject({
      kind: 'ONLY_AT_WECHAT',
      status: 'OPEN',
      note: expect.stringContaining('did not settle'),
    });
    expect(await statusOf(one.id)).toBe('PENDING');
  });

  it('waits while WeChat cannot be asked, and goes on from there', async () => {
    const one = await pending();
    const trade = world.payments.wechat.pay(one.number);
    world.payments.wechat.disturb.set('query', async () => new Response('{"code":"SYSTEM_ERROR"}', { status: 500 }));
    world.bills.serve(TODAY, [paymentRow(one.number, trade.transactionId ?? '', 1990)]);
    const waiting = await world.run(TODAY);
    expect(waiting).toMatchObject({
      status: 'WAITING',
      stage: 'REPAIR',
      attempts: 1,
      error: expect.stringContaining('1 difference'),
    });
    expect(await statusOf(one.id)).toBe('PENDING');
    world.payments.wechat.disturb.clear();
    await world.payments.rows('UPDATE reconciliation SET next_at = ? WHERE id = ?', [
      world.payments.clock.now(),
      waiting.id,
    ]);
    await eventually('WeChat is asked again', async () => (await world.state(waiting.id))?.status === 'COMPLETED');
    expect(await statusOf(one.id)).toBe('SUCCEEDED');
  });
});

describe('a refund', () => {
  it('that has succeeded at WeChat is asked for by the refunds’ own way, and stays open while that says nothing', async () => {
    const payment = await world.paid('2025-12-20T12:00:00+08:00');
    const ask = { ask_at: new Date('2030-01-01'), status: 'PROCESSING' };
    const refund = await world.refund(payment.id, ask);
    const asked: string[] = [];
    const sync = world.service.get(SyncRefund);
    const original = sync.execute.bind(sync);
    sync.execute = async (id: string) => {
      asked.push(id);
      await world.payments.rows("UPDATE refund SET status = 'SUCCEEDED' WHERE id = ?", [id]);
      return original(id);
    };
    world.bills.serve('2025-12-20', [
      paymentRow(payment.number, payment.wechat, 1990),
      refundRow(refund.number, refund.wechat, 500),
    ]);
    const { id } = await world.run('2025-12-20');
    expect(asked).toEqual([refund.id]);
    expect(await world.differences(id)).toMatchObject([
      { kind: 'STATE', subject: 'refund', status: 'REPAIRED', ourState: 'PROCESSING' },
    ]);
    sync.execute = original;
  });
});
