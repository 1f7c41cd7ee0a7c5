import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HandlePaymentNotification } from '../src/payments/app/handle-payment-notification.js';
import { notification } from './notification.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start({ publicKeyMode: false });
});
afterAll(() => world.stop());
afterEach(() => world.wechat.disturb.clear());

const deliver = (outTradeNo: string, mode: 'public key' | 'platform certificate') =>
  world.service
    .get(HandlePaymentNotification)
    .execute(notification(world.wechat, outTradeNo, world.clock.now(), { mode }));

describe('a merchant without a public key of WeChat', () => {
  it('asks WeChat to come again while the certificates cannot be had, and opens and books payments with them', async () => {
    world.wechat.disturb.set('certificates', () => world.wechat.refuse(500, 'SYSTEM_ERROR'));
    const order = world.orders.add();
    expect(await refusalOf(world.create(order.id))).toMatchObject({ reason: 'WECHAT_UNAVAILABLE' });
    const outTradeNo = [...world.wechat.trades.keys()].at(-1) ?? '';
    world.wechat.pay(outTradeNo);
    expect(await refusalOf(deliver(outTradeNo, 'platform certificate'))).toMatchObject({ kind: 'unavailable' });

    world.wechat.disturb.clear();
    world.clock.advance(60_000);
    await deliver(outTradeNo, 'platform certificate');
    const rows = await world.rows('SELECT status FROM payment WHERE out_trade_no = ?', [outTradeNo]);
    expect(rows).toEqual([{ status: 'SUCCEEDED' }]);

    const { payment } = await world.create(world.orders.add().id);
    expect(payment.status).toBe('PENDING');
    world.wechat.pay(payment.outTradeNo);
    expect(await refusalOf(deliver(payment.outTradeNo, 'public key'))).toMatchObject({ reason: 'SIGNATURE_INVALID' });
  });
});
