import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { DeleteExpiredKeys } from '../src/idempotency/app/delete-expired-keys.js';
import { OncePerKey } from '../src/idempotency/app/once-per-key.js';
import { KEPT_MS, LEASE_MS } from '../src/idempotency/domain/claim.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.payers.before = async () => {};
});

const refused = (reason: string, replayed = false) => ({ reason, replayed });

describe('an Idempotency-Key', () => {
  it('used 20 times at once gives one payment; who is too early is told to wait', async () => {
    const order = world.orders.add();
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => world.create(order.id, { key: 'parallel' })));
    const created = all.filter((one) => one.status === 'fulfilled').map((one) => one.value);
    expect(created.length).toBeGreaterThan(0);
    expect(created.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(created.map(({ payment, payParams }) => `${payment.outTradeNo} ${payParams.package}`)).size).toBe(1);
    const refusals: unknown[] = all.filter((one) => one.status === 'rejected').map((one) => one.reason);
    for (const refusal of refusals) expect(refusal).toMatchObject(refused('IDEMPOTENCY_KEY_IN_PROGRESS'));
    expect(await world.rows('SELECT id FROM payment WHERE order_id = ?', [order.id])).toHaveLength(1);
    expect(await world.create(order.id, { key: 'parallel' })).toMatchObject({ replayed: true });
  });

  it('replays its answer even when the order has changed since', async () => {
    const order = world.orders.add();
    const first = await world.create(order.id, { key: 'replay' });
    world.orders.change(order.id, { awaitsPayment: false });
    const again = await world.create(order.id, { key: 'replay' });
    expect(again).toMatchObject({ payment: first.payment, replayed: true });
    expect(again.payParams.package).toBe(first.payParams.package);
  });

  it('is refused for another request', async () => {
    const [order, other] = [world.orders.add(), world.orders.add()];
    await world.create(order.id, { key: 'reused' });
    const reused = refused('IDEMPOTENCY_KEY_REUSED');
    expect(await refusalOf(world.create(order.id, { key: 'reused', hash: 'h2' }))).toMatchObject(reused);
    expect(await refusalOf(world.create(other.id, { key: 'reused' }))).toMatchObject(reused);
  });

  it('keeps a lasting refusal', async () => {
    const order = world.orders.add({ awaitsPayment: false });
    const first = await refusalOf(world.create(order.id, { key: 'refused' }));
    world.orders.change(order.id, { awaitsPayment: true });
    const again = await refusalOf(world.create(order.id, { key: 'refused' }));
    expect(first).toMatchObject(refused('ORDER_STATE_CONFLICT'));
    expect(again).toMatchObject(refused('ORDER_STATE_CONFLICT', true));
    expect(again).toMatchObject({ kind: first.kind, message: first.message });
  });

  it('belongs to its user: the same key of another user is another key', async () => {
    const [mine, theirs] = [world.orders.add(), world.orders.add({ userId: '32' })];
    const first = await world.create(mine.id, { key: 'common' });
    const second = await world.create(theirs.id, { key: 'common', userId: '32', hash: 'h2' });
    expect(second.replayed).toBe(false);
    expect(second.payment.id).not.toBe(first.payment.id);
  });

  it('is told from one in other letters', async () => {
    const [one, two] = [world.orders.add(), world.orders.add()];
    await world.create(one.id, { key: 'letters' });
    expect(await world.create(two.id, { key: 'LETTERS', hash: 'h2' })).toMatchObject({ replayed: false });
  });

  it.each(['', 'with space', 'schlüssel', 'x'.repeat(256)])('must be sane: %j', async (key) => {
    expect((await refusalOf(world.create(world.orders.add().id, { key }))).kind).toBe('invalid');
  });

  it('lets a retry run again after an accident of ours', async () => {
    const order = world.orders.add();
    world.payers.before = () => Promise.reject(new Error('broken'));
    await expect(world.create(order.id, { key: 'accident' })).rejects.toThrow('broken');
    world.payers.before = async () => {};
    expect(await world.create(order.id, { key: 'accident' })).toMatchObject({ replayed: false });
  });
});

describe('a process that dies between the row and the prepay', () => {
  it('leaves a payment that the same key takes up when the lease has passed', async () => {
    const order = world.orders.add();
    const { promise: asleep, resolve: wake } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    world.payers.before = () => {
      reach();
      return asleep;
    };
    const lost = world.create(order.id, { key: 'crash' });
    // Not as soon as the row can be seen: the attempt may still wait for the answer to its commit, and then would not sleep.
    await reached;
    const [row] = await world.rows<{ out_trade_no: string }>('SELECT out_trade_no FROM payment WHERE order_id = ?', [
      order.id,
    ]);
    world.payers.before = async () => {};
    expect(await refusalOf(world.create(order.id, { key: 'crash' }))).toMatchObject(
      refused('IDEMPOTENCY_KEY_IN_PROGRESS'),
    );
    world.clock.advance(LEASE_MS);
    const resumed = await world.create(order.id, { key: 'crash' });
    expect(resumed).toMatchObject({ payment: { outTradeNo: row?.out_trade_no }, replayed: false });

    // Had it only slept, it would come to the same payment and leave the kept answer alone.
    wake();
    expect((await lost).payment.id).toBe(resumed.payment.id);
    const bodies = world.wechat.prepayBodies.filter((body) => body.includes(resumed.payment.outTradeNo));
    expect(new Set(bodies).size).toBe(1);
    expect(await world.create(order.id, { key: 'crash' })).toMatchObject({
      payment: { id: resumed.payment.id },
      replayed: true,
    });
  });
});

describe('an attempt that outlives its lease', () => {
  it('does not touch the answer of the one that took over, whatever it comes to', async () => {
    const once = world.service.get(OncePerKey);
    const request = { userId: '31', route: 'test', key: 'late', requestHash: 'h' };
    const { promise: asleep, reject: fail } = Promise.withResolvers<string>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const late = refusalOf(
      once.run(request, () => {
        begin();
        return asleep;
      }),
    );
    await begun;
    world.clock.advance(LEASE_MS);
    expect(await once.run(request, async () => '42')).toEqual({ reference: '42', replayed: false });
    fail(new DomainError('conflict', 'CONFLICT', 'Too late.'));
    expect(await late).toMatchObject({ reason: 'CONFLICT' });
    expect(await once.run(request, async () => '43')).toEqual({ reference: '42', replayed: true });
  });
});

describe('kept answers', () => {
  it('are free again after 24 hours, and deleted in bites', async () => {
    const old = world.orders.add();
    await world.create(old.id, { key: 'day-1' });
    await world.create(old.id, { key: 'day-2' });
    world.clock.advance(KEPT_MS);
    const order = world.orders.add();
    expect(await world.create(order.id, { key: 'day-1', hash: 'h2' })).toMatchObject({ replayed: false });
    const left = async () => (await world.rows('SELECT 1 AS one FROM idempotency')).length;
    const before = await left();
    const deleteExpired = world.service.get(DeleteExpiredKeys);
    expect(await deleteExpired.execute(2)).toBe(true);
    expect(await left()).toBe(before - 2);
    while (await deleteExpired.execute(2));
    expect(await left()).toBe(1);
  });
});
