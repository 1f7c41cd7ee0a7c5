import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsistentView, EventsLeave, RunChecks } from '@minisuite/invariants';
import { eventually, testDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { HandlePaymentNotification } from '../src/payments/app/handle-payment-notification.js';
import { CloseOrders } from '../src/payments/app/close-orders.js';
import { notification } from './notification.js';
import { ReconciliationWorld } from './reconciliation-world.js';

let world: ReconciliationWorld;
let ledger: string;

beforeAll(async () => {
  world = await ReconciliationWorld.start();
  const [row] = await world.payments.rows<{ name: string }>('SELECT DATABASE() AS name');
  ledger = `\`${row?.name}_ledger\`.ledger_line`;
});
afterAll(() => world.stop());
afterEach(async () => {
  for (const table of ['payment', 'refund', 'order_account', 'outbox', ledger]) await sql(`DELETE FROM ${table}`);
});

const sql = (text: string, values: unknown[] = []) => world.payments.rows(text, values);
/** What is violated, with its ids. */
async function violated(): Promise<Record<string, string[]>> {
  const results = await world.service.get(RunChecks).execute();
  const bad = results.filter(({ violations }) => violations > 0);
  return Object.fromEntries(bad.map(({ name, examples }) => [name, examples.map(({ id }) => id)]));
}

/** A payment that was opened and paid as it always is; its order keeps it. */
async function paidOrder(): Promise<{ id: string; orderId: string; number: string }> {
  const { id: orderId } = world.payments.orders.add();
  const { payment } = await world.payments.create(orderId);
  await pay(payment.outTradeNo);
  return { id: payment.id, orderId, number: payment.outTradeNo };
}

async function pay(number: string): Promise<void> {
  world.payments.wechat.pay(number);
  const message = notification(world.payments.wechat, number, world.payments.clock.now());
  const { headers, body } = message;
  await world.service.get(HandlePaymentNotification).execute({ headers, body: Buffer.from(body) });
}

/** Money that came after the order was closed: it goes back. */
async function paidLate(): Promise<{ id: string; orderId: string }> {
  const { id: orderId } = world.payments.orders.add();
  const { payment } = await world.payments.create(orderId);
  const trade = world.payments.wechat.trade(payment.outTradeNo);
  trade.state = 'CLOSED';
  await world.service.get(CloseOrders).execute([orderId]);
  await pay(payment.outTradeNo);
  return { id: payment.id, orderId };
}

describe('the invariants of payment', () => {
  it('hold for what is paid, open, closed and goes back', async () => {
    await paidOrder();
    await paidLate();
    await world.payments.create(world.payments.orders.add().id);
    expect(await violated()).toEqual({});
    const results = await world.service.get(RunChecks).execute();
    expect(results.map(({ name }) => name)).toEqual([
      'ledger-balances',
      'ledger-is-the-books',
      'refunds-fit',
      'one-kept-payment',
      'closed-orders-have-no-open-payment',
      'pending-is-not-stuck',
      'shipments-are-reported',
      'events-leave',
    ]);
    expect(results.find(({ name }) => name === 'ledger-is-the-books')?.checked).toBe(3);
  });

  it('raise no false alarm while payments are made, paid, closed and given back', async () => {
    const stop = new AbortController();
    let made = 0;
    const writers = [paidOrder, paidLate, paidOrder].map(async (write) => {
      while (!stop.signal.aborted) {
        await write();
        made += 1;
      }
    });
    const found: unknown[] = [];
    const written = eventually(
      'there was a lot of writing, and looking',
      async () => {
        found.push(await violated());
        return made >= 60 && found.length > 5;
      },
      90_000,
    );
    await written.finally(() => stop.abort());
    await Promise.all(writers);
    expect(found.filter((each) => Object.keys(each as object).length > 0)).toEqual([]);
  }, 120_000);
});

describe('a violation is found', () => {
  it('when an entry does not add up', async () => {
    const { id } = await paidOrder();
    await sql(`UPDATE ${ledger} SET amount = amount - 1 WHERE account = 'orders' AND payment_id = ?`, [id]);
    expect(await violated()).toEqual({ 'ledger-balances': [`payment:${id}`, 'all'] });
  });

  it('when the ledger holds another amount than the payment', async () => {
    const { id } = await paidOrder();
    await sql(`UPDATE ${ledger} SET amount = IF(account = 'wechat', 1989, -1989) WHERE payment_id = ?`, [id]);
    expect(await violated()).toEqual({ 'ledger-is-the-books': [id, 'all'] });
  });

  it('when a payment was never booked', async () => {
    const { id } = await paidOrder();
    await sql(`DELETE FROM ${ledger} WHERE payment_id = ?`, [id]);
    expect(await violated()).toEqual({ 'ledger-is-the-books': [id, 'all'] });
  });

  it('when something is booked twice, for another purpose, or for nothing', async () => {
    const { id } = await paidOrder();
    const line = `INSERT INTO ${ledger} (entry, account, amount, payment_id, booked_at) VALUES (?, ?, ?, ?, NOW())`;
    for (const [account, amount] of [
      ['wechat', 5],
      ['orders', -5],
    ])
      await sql(line, ['refund:1', account, amount, id]);
    expect(await violated()).toEqual({ 'ledger-is-the-books': [id, 'all'] });
    await sql(`DELETE FROM ${ledger} WHERE entry = 'refund:1'`);
    await sql(`UPDATE ${ledger} SET account = 'returns' WHERE account = 'orders'`);
    expect(await violated()).toEqual({ 'ledger-is-the-books': [id] });
    await sql(`UPDATE ${ledger} SET account = 'orders' WHERE account = 'returns'`);
    for (const [account, amount] of [
      ['wechat', 5],
      ['orders', -5],
    ])
      await sql(line, ['payment:9', account, amount, 9]);
    expect(await violated()).toEqual({ 'ledger-is-the-books': ['payment:9', 'payment:9', 'all'] });
  });

  it('when a payment counts other refunds than it has', async () => {
    const { id } = await paidOrder();
    await sql('UPDATE payment SET refunding_amount = 1 WHERE id = ?', [id]);
    expect(await violated()).toEqual({ 'refunds-fit': [id] });
    await sql('UPDATE payment SET refunding_amount = 0 WHERE id = ?', [id]);
    const refund = await world.refund(id, { status: 'REQUESTED', amount: 10 });
    expect(await violated()).toEqual({ 'refunds-fit': [id] });
    await sql('UPDATE payment SET refunding_amount = 10 WHERE id = ?', [id]);
    expect(await violated()).toEqual({});
    await sql('UPDATE refund SET payment_id = 5 WHERE id = ?', [refund.id]);
    expect(await violated()).toEqual({ 'refunds-fit': [id, refund.id] });
  });

  it('when more goes back than was paid, or from a payment that was not', async () => {
    const { payment } = await world.payments.create(world.payments.orders.add().id);
    await world.refund(payment.id, { status: 'REQUESTED', amount: 10 });
    await sql('UPDATE payment SET refunding_amount = 10 WHERE id = ?', [payment.id]);
    expect(await violated()).toEqual({ 'refunds-fit': [payment.id] });
  });

  it('when the status of a payment is not that of its refunds', async () => {
    const { id } = await paidOrder();
    await sql("UPDATE payment SET status = 'PARTIALLY_REFUNDED' WHERE id = ?", [id]);
    expect(await violated()).toEqual({ 'refunds-fit': [id] });
  });

  it('when an order keeps a payment that is not paid, or not its own', async () => {
    const { id, orderId } = await paidOrder();
    await sql("UPDATE payment SET status = 'CLOSED' WHERE id = ?", [id]);
    expect(await violated()).toMatchObject({ 'one-kept-payment': [orderId] });
    await sql("UPDATE payment SET status = 'SUCCEEDED', order_id = 3 WHERE id = ?", [id]);
    expect(await violated()).toEqual({ 'one-kept-payment': [orderId] });
    await sql('UPDATE payment SET order_id = ? WHERE id = ?', [orderId, id]);
    await sql('UPDATE order_account SET kept_payment_id = 4 WHERE order_id = ?', [orderId]);
    expect(await violated()).toMatchObject({ 'one-kept-payment': [orderId, id] });
  });

  it('when an order is closed and keeps money, or money is neither kept nor given back', async () => {
    const { orderId } = await paidOrder();
    await sql('UPDATE order_account SET closed_at = NOW() WHERE order_id = ?', [orderId]);
    expect(await violated()).toEqual({ 'one-kept-payment': [orderId] });
    await sql('UPDATE order_account SET closed_at = NULL WHERE order_id = ?', [orderId]);
    const late = await paidLate();
    await sql('DELETE FROM refund WHERE payment_id = ?', [late.id]);
    await sql('UPDATE payment SET refunding_amount = 0 WHERE id = ?', [late.id]);
    expect(await violated()).toEqual({ 'one-kept-payment': [late.id] });
  });

  it('when a closed order has a payment that somebody could still pay', async () => {
    const { id: orderId } = world.payments.orders.add();
    const { payment } = await world.payments.create(orderId);
    await sql('UPDATE order_account SET closed_at = NOW() WHERE order_id = ?', [orderId]);
    expect(await violated()).toEqual({ 'closed-orders-have-no-open-payment': [payment.id] });
  });

  it('when a payment waits for ever, or is not asked for', async () => {
    const { payment } = await world.payments.create(world.payments.orders.add().id);
    const longAgo = new Date(world.payments.clock.now().getTime() - 3_700_000);
    await sql('UPDATE payment SET expires_at = ? WHERE id = ?', [longAgo, payment.id]);
    expect(await violated()).toEqual({ 'pending-is-not-stuck': [payment.id] });
    const soon = new Date(world.payments.clock.now().getTime() + 60_000);
    await sql('UPDATE payment SET expires_at = ?, ask_at = NULL WHERE id = ?', [soon, payment.id]);
    expect(await violated()).toEqual({ 'pending-is-not-stuck': [payment.id] });
  });

  it('when a refund waits for ever, unless an operator has to decide', async () => {
    const { id } = await paidOrder();
    const soon = new Date(world.payments.clock.now().getTime() + 60_000);
    const overdue = new Date(world.payments.clock.now().getTime() - 3_700_000);
    const under = { status: 'PROCESSING', amount: 10, attention: null };
    const refund = await world.refund(id, { ...under, ask_at: soon });
    await sql('UPDATE payment SET refunding_amount = 10 WHERE id = ?', [id]);
    expect(await violated()).toEqual({});
    for (const changes of ['attempts = 12, wechat_refund_id = NULL', 'ask_at = NULL']) {
      await sql(`UPDATE refund SET ${changes} WHERE id = ?`, [refund.id]);
      expect(await violated()).toEqual({ 'pending-is-not-stuck': [refund.id] });
    }
    await sql("UPDATE refund SET attention = 'NOT_ENOUGH' WHERE id = ?", [refund.id]);
    expect(await violated()).toEqual({});
    await sql('UPDATE refund SET attention = NULL, attempts = 0, ask_at = ? WHERE id = ?', [overdue, refund.id]);
    expect(Object.keys(await violated())).toEqual(['pending-is-not-stuck']);
  });

  it('when an event does not leave', async () => {
    // A schema without a relay, which would send the event away at once.
    const database = await testDatabase(migrations);
    const { clock } = world.payments;
    const check = () => ConsistentView.of(database.dataSource, (view) => new EventsLeave(clock).check(view));
    const write = (id: string, ageMs: number) => {
      const at = new Date(clock.now().getTime() - ageMs);
      const row = [id, 'payment.events', '7', 'payment.succeeded.v1', '{}', '{}', at];
      const columns = 'event_id, topic, aggregate_id, type, payload, headers, created_at';
      return database.dataSource.query(`INSERT INTO outbox (${columns}) VALUES (?)`, [row]);
    };
    await write('1', 299_000);
    expect(await check()).toEqual({ checked: 1, violations: [] });
    await write('2', 301_000);
    expect(await check()).toMatchObject({ checked: 2, violations: [{ id: '2' }] });
    await database.drop();
  });
});
