import { describe, expect, it } from '@jest/globals';
import {
  clientOptions,
  envelope,
  merchant,
  paidOrder,
  platform,
  publicKeySigner,
  signed,
} from '../../test/fake-pay.js';
import { API_V3_KEY, NOW, PUBLIC_KEY_ID } from '../../test/pay-keys.js';
import { NotificationParser, type SignedMessage, WechatPayVerifier } from '../index.js';

const verifier = new WechatPayVerifier({ publicKeys: { [PUBLIC_KEY_ID]: platform.publicKey }, now: () => NOW });
const parser = new NotificationParser({ verifier, apiV3Key: API_V3_KEY });
const good = envelope(paidOrder);

async function refusal(message: SignedMessage): Promise<unknown> {
  return parser.parsePaymentNotification(message).then(
    () => 'accepted',
    (error: { name: string; reason: string }) => `${error.name} ${error.reason}`,
  );
}

function withHeader(name: string, value: string | string[] | undefined): SignedMessage {
  const message = signed(good);
  return { body: message.body, headers: { ...message.headers, [name]: value } };
}

describe('NotificationParser', () => {
  it('opens a payment notification, from a Buffer too', async () => {
    const { headers, body } = signed(good);
    const parsed = await parser.parsePaymentNotification({ headers: new Headers(headers), body: Buffer.from(body) });
    expect(parsed).toMatchObject({
      id: 'EV-2026030112000000001',
      eventType: 'TRANSACTION.SUCCESS',
      createdAt: new Date('2026-03-01T12:00:00Z'),
      transaction: {
        appId: clientOptions.appId,
        mchId: clientOptions.mchId,
        outTradeNo: 'P10000001',
        tradeState: 'SUCCESS',
        amount: { total: 1990, payerTotal: 1990, currency: 'CNY' },
      },
    });
  });

  it('accepts WeChat time up to 5 minutes away and no more', async () => {
    const seconds = NOW / 1000;
    await expect(refusal(signed(good, publicKeySigner, seconds - 299))).resolves.toBe('accepted');
    await expect(refusal(signed(good, publicKeySigner, seconds + 299))).resolves.toBe('accepted');
    await expect(refusal(signed(good, publicKeySigner, seconds - 300))).resolves.toMatch('stale_timestamp');
    await expect(refusal(signed(good, publicKeySigner, seconds + 300))).resolves.toMatch('stale_timestamp');
  });

  it.each([
    ['wechatpay-signature', undefined, 'missing_signature'],
    ['wechatpay-nonce', undefined, 'missing_signature'],
    ['wechatpay-serial', ['a', 'b'], 'missing_signature'],
    ['wechatpay-timestamp', 'now', 'stale_timestamp'],
    ['wechatpay-timestamp', '1772366401', 'bad_signature'],
    ['wechatpay-nonce', 'other', 'bad_signature'],
    ['wechatpay-signature', 'bm90IGEgc2lnbmF0dXJl', 'bad_signature'],
    ['wechatpay-signature', 'WECHATPAY/SIGNTEST/AAAA', 'signature_probe'],
    ['wechatpay-serial', 'PUB_KEY_ID_0000000000000000000000000000', 'unknown_serial'],
    ['wechatpay-serial', '5157F09EFDC096DE15EBE81A47057A7232F1B8E1', 'unknown_serial'],
    ['wechatpay-signature-type', 'WECHATPAY2-SM2-WITH-SM3', 'unsupported_signature_type'],
  ])('refuses %s = %o as %s', async (name, value, reason) => {
    await expect(refusal(withHeader(name, value))).resolves.toBe(`NotificationRejected ${reason}`);
  });

  it('refuses a body of which one byte was changed', async () => {
    const { headers, body } = signed(good);
    await expect(refusal({ headers, body: body.replace('支付成功', '支付成巧') })).resolves.toMatch('bad_signature');
    await expect(refusal({ headers, body: `${body} ` })).resolves.toMatch('bad_signature');
  });

  it('refuses the signature of another key under the right serial', async () => {
    const stranger = { serial: PUBLIC_KEY_ID, privateKey: merchant.privateKey };
    await expect(refusal(signed(good, stranger))).resolves.toMatch('bad_signature');
  });

  it('refuses a ciphertext made with another key, or changed', async () => {
    const foreign = envelope(paidOrder, {}, 'another-key-of-thirty-two-bytes!');
    await expect(refusal(signed(foreign))).resolves.toMatch('bad_ciphertext');
    const { resource, ...rest } = JSON.parse(good) as { resource: object };
    const tampered = { ...rest, resource: { ...resource, associated_data: 'refund' } };
    await expect(refusal(signed(JSON.stringify(tampered)))).resolves.toMatch('bad_ciphertext');
  });

  it.each([
    ['no JSON', 'hello'],
    ['no resource', envelope(paidOrder, { resource: undefined })],
    [
      'another algorithm',
      envelope(paidOrder, { resource: { algorithm: 'AES', ciphertext: 'x', nonce: '123456789012' } }),
    ],
    ['a float amount', envelope({ ...paidOrder, amount: { total: 19.9, currency: 'CNY' } })],
    ['an amount as text', envelope({ ...paidOrder, amount: { total: '1990', currency: 'CNY' } })],
    ['no transaction id', envelope({ ...paidOrder, transaction_id: undefined })],
    ['an unpaid state', envelope({ ...paidOrder, trade_state: 'NOTPAY' })],
  ])('refuses signed nonsense: %s', async (_what, body) => {
    await expect(refusal(signed(body))).resolves.toBe('NotificationRejected malformed');
  });

  it('leaves other events to open()', async () => {
    const refund = envelope({ refund_status: 'SUCCESS' }, { event_type: 'REFUND.SUCCESS' });
    await expect(refusal(signed(refund))).resolves.toMatch('unexpected_event');
    const opened = await parser.open(signed(refund));
    expect(opened).toMatchObject({ eventType: 'REFUND.SUCCESS', resource: { refund_status: 'SUCCESS' } });
  });
});
