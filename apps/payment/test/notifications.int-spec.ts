import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '@minisuite/service';
import { GetPayment } from '../src/payments/app/get-payment.js';
import { HandlePaymentNotification } from '../src/payments/app/handle-payment-notification.js';
import type { RawNotification } from '../src/payments/domain/raw-notification.js';
import { type KeyMode, notification, type NotificationChanges, signed } from './notification.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
});
afterAll(() => world.stop());
afterEach(() => world.wechat.disturb.clear());

const deliver = (message: RawNotification) => world.service.get(HandlePaymentNotification).execute(message);
const build = (outTradeNo: string, changes?: NotificationChanges) =>
  notification(world.wechat, outTradeNo, world.clock.now(), changes);
const paidPayment = async () => {
  const { payment } = await world.create(world.orders.add().id);
  return { payment, trade: world.wechat.pay(payment.outTradeNo) };
};
const statusOf = async (id: string) =>
  (await world.rows<{ status: string }>('SELECT status FROM payment WHERE id = ?', [id]))[0]?.status;
const counted = async (result: string) => {
  const metric = await metrics().getSingleMetric('minisuite_payment_notifications_total')?.get();
  return metric?.values.find(({ labels }) => labels['result'] === result)?.value ?? 0;
};

describe('a payment notification', () => {
  it.each(['public key', 'platform certificate'] as KeyMode[])('signed with the %s books the money', async (mode) => {
    const { payment, trade } = await paidPayment();
    await deliver(build(payment.outTradeNo, { mode }));
    const [row] = await world.rows('SELECT status, transaction_id, paid_at FROM payment WHERE id = ?', [payment.id]);
    expect(row).toEqual({ status: 'SUCCEEDED', transaction_id: trade.transactionId, paid_at: world.clock.now() });
    expect(await world.successesOf(payment.id)).toEqual([
      {
        paymentId: payment.id,
        orderId: payment.orderId,
        userId: '31',
        amount: 1990,
        transactionId: trade.transactionId,
        paidAt: world.clock.now().toISOString(),
      },
    ]);
  });

  it('delivered 20 times at once books it once', async () => {
    const { payment } = await paidPayment();
    const [settled, repeated] = [await counted('settled'), await counted('repeated')];
    await Promise.all(Array.from({ length: 20 }, () => deliver(build(payment.outTradeNo))));
    expect(await statusOf(payment.id)).toBe('SUCCEEDED');
    expect(await world.successesOf(payment.id)).toHaveLength(1);
    expect(await counted('settled')).toBe(settled + 1);
    expect(await counted('repeated')).toBe(repeated + 19);
  });

  it('and questions of our own at the same time book it once', async () => {
    const { payment } = await paidPayment();
    const ask = () => world.service.get(GetPayment).execute({ userId: '31', id: payment.id, sync: true });
    const seen = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => (index % 2 ? ask() : deliver(build(payment.outTradeNo)))),
    );
    expect(seen.filter((answer) => answer?.status === 'SUCCEEDED')).toHaveLength(10);
    expect(await world.successesOf(payment.id)).toHaveLength(1);
  });

  it('books money even for a payment that was closed here', async () => {
    const { payment } = await paidPayment();
    await world.rows("UPDATE payment SET status = 'CLOSED', active_order_id = NULL WHERE id = ?", [payment.id]);
    await deliver(build(payment.outTradeNo));
    expect(await statusOf(payment.id)).toBe('SUCCEEDED');
    expect(await world.successesOf(payment.id)).toHaveLength(1);
  });
});

describe('a payment notification is refused, counted, and changes nothing', () => {
  const FORGED = { kind: 'unauthenticated', reason: 'SIGNATURE_INVALID' };
  const WRONG = { kind: 'invalid', reason: 'VALIDATION_FAILED' };

  const UNKNOWN = { kind: 'not_found', reason: 'NOT_FOUND' };

  const outcomeOf = async (id: string, message: RawNotification, result: string) => {
    const before = await counted(result);
    const { kind, reason } = await refusalOf(deliver(message));
    const events = await world.successesOf(id);
    return { kind, reason, counted: (await counted(result)) - before, status: await statusOf(id), events };
  };
  const unchanged = { counted: 1, status: 'PENDING', events: [] };

  it.each<[string, NotificationChanges, object, string]>([
    ['an old timestamp', { secondsAgo: 300 }, FORGED, 'stale_timestamp'],
    ['a timestamp to come', { secondsAgo: -300 }, FORGED, 'stale_timestamp'],
    ['an unknown key id', { headers: { 'wechatpay-serial': 'PUB_KEY_ID_0' } }, FORGED, 'unknown_serial'],
    ['an unknown certificate', { headers: { 'wechatpay-serial': 'AB'.repeat(20) } }, FORGED, 'unknown_serial'],
    ['another key than it names', { mode: 'platform certificate', headers: {} }, FORGED, 'bad_signature'],
    ['no signature', { headers: { 'wechatpay-signature': '' } }, FORGED, 'missing_signature'],
    ['a probe of WeChat', { headers: { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/x' } }, FORGED, 'signature_probe'],
    [
      'another signature type',
      { headers: { 'wechatpay-signature-type': 'SM2' } },
      FORGED,
      'unsupported_signature_type',
    ],
    ['another APIv3 key', { apiV3Key: 'k'.repeat(32) }, WRONG, 'bad_ciphertext'],
    ['a missing resource', { envelope: { resource: undefined } }, WRONG, 'malformed'],
    ['an event that is none of ours', { envelope: { event_type: 'REFUND.SUCCESS' } }, WRONG, 'unexpected_event'],
    ['an unpaid state', { transaction: { trade_state: 'NOTPAY' } }, WRONG, 'malformed'],
    ['no transaction id', { transaction: { transaction_id: undefined } }, WRONG, 'malformed'],
    ['1 fen less', { transaction: { amount: { total: 1989, currency: 'CNY' } } }, WRONG, 'amount_mismatch'],
    ['another currency', { transaction: { amount: { total: 1990, currency: 'USD' } } }, WRONG, 'currency_mismatch'],
    ['no currency', { transaction: { amount: { total: 1990 } } }, WRONG, 'currency_mismatch'],
    ['another merchant', { transaction: { mchid: '1900000002' } }, WRONG, 'mchid_mismatch'],
    ['another mini-program', { transaction: { appid: 'wx00000000000000bb' } }, WRONG, 'appid_mismatch'],
    ['an unknown number', { transaction: { out_trade_no: 'M999999' } }, UNKNOWN, 'unknown_payment'],
  ])('with %s', async (what, changes, answer, result) => {
    const { payment } = await paidPayment();
    const message = build(payment.outTradeNo, changes);
    const headers =
      what === 'another key than it names'
        ? { ...message.headers, 'wechatpay-serial': world.wechat.publicKeyId }
        : message.headers;
    expect(await outcomeOf(payment.id, { ...message, headers }, result)).toEqual({ ...unchanged, ...answer });
  });

  it('with one bit of the ciphertext changed, signed again', async () => {
    const { payment } = await paidPayment();
    const envelope = JSON.parse(build(payment.outTradeNo).body.toString()) as { resource: { ciphertext: string } };
    const sealed = Buffer.from(envelope.resource.ciphertext, 'base64');
    sealed.writeUInt8(sealed.readUInt8(5) ^ 1, 5);
    envelope.resource.ciphertext = sealed.toString('base64');
    const message = signed(world.wechat, JSON.stringify(envelope), world.clock.now());
    expect(await outcomeOf(payment.id, message, 'bad_ciphertext')).toEqual({ ...unchanged, ...WRONG });
  });

  it('with one byte of the body changed', async () => {
    const { payment } = await paidPayment();
    const { headers, body } = build(payment.outTradeNo);
    const message = { headers, body: Buffer.from(`${body.toString()} `) };
    expect(await outcomeOf(payment.id, message, 'bad_signature')).toEqual({ ...unchanged, ...FORGED });
  });

  it('with a body that is no JSON', async () => {
    const { payment } = await paidPayment();
    const message = signed(world.wechat, 'hello', world.clock.now());
    expect(await outcomeOf(payment.id, message, 'malformed')).toEqual({ ...unchanged, ...WRONG });
  });

  it('with a second transaction for a number that has been paid', async () => {
    const { payment } = await paidPayment();
    await deliver(build(payment.outTradeNo));
    const other = build(payment.outTradeNo, { transaction: { transaction_id: '4200000000000000000000000009' } });
    expect(await refusalOf(deliver(other))).toMatchObject(WRONG);
    expect(await world.successesOf(payment.id)).toHaveLength(1);
  });
});
