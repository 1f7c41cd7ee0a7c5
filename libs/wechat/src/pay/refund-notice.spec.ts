import { describe, expect, it } from '@jest/globals';
import { clientOptions, envelope, paidOrder, platform, signed } from '../../test/fake-pay.js';
import { API_V3_KEY, NOW, PUBLIC_KEY_ID } from '../../test/pay-keys.js';
import { NotificationParser, WechatPayVerifier } from '../index.js';

const verifier = new WechatPayVerifier({ publicKeys: { [PUBLIC_KEY_ID]: platform.publicKey }, now: () => NOW });
const parser = new NotificationParser({ verifier, apiV3Key: API_V3_KEY });

const refund = {
  mchid: clientOptions.mchId,
  out_trade_no: 'P10000001',
  transaction_id: '4200001234202603010000000001',
  out_refund_no: 'R10000001',
  refund_id: '50300807092026030100001',
  refund_status: 'SUCCESS',
  success_time: '2026-03-01T19:59:58+08:00',
  user_received_account: '支付用户零钱',
  amount: { total: 1990, refund: 990, payer_total: 1990, payer_refund: 990 },
};

const parse = (resource: object, event: string) =>
  parser.parseRefundNotification(signed(envelope(resource, { event_type: event })));

describe('refund notifications', () => {
  it('are opened', async () => {
    expect(await parse(refund, 'REFUND.SUCCESS')).toEqual({
      id: 'EV-2026030112000000001',
      eventType: 'REFUND.SUCCESS',
      createdAt: new Date('2026-03-01T12:00:00Z'),
      refund: {
        mchId: clientOptions.mchId,
        outTradeNo: 'P10000001',
        transactionId: refund.transaction_id,
        outRefundNo: 'R10000001',
        refundId: refund.refund_id,
        status: 'SUCCESS',
        successTime: new Date('2026-03-01T11:59:58Z'),
        amount: { total: 1990, refund: 990, payerTotal: 1990, payerRefund: 990 },
      },
    });
  });

  it.each(['ABNORMAL', 'CLOSED'])('tell %s without a time of success', async (status) => {
    const { refund: notice } = await parse(
      { ...refund, refund_status: status, success_time: undefined },
      `REFUND.${status}`,
    );
    expect(notice).toMatchObject({ status, successTime: undefined });
  });

  it.each([
    ['an event that belongs to another state', refund, 'REFUND.CLOSED', 'malformed'],
    ['a state that ends nothing', { ...refund, refund_status: 'PROCESSING' }, 'REFUND.SUCCESS', 'malformed'],
    ['a fraction of a fen', { ...refund, amount: { total: 1990, refund: 0.5 } }, 'REFUND.SUCCESS', 'malformed'],
    ['no number', { ...refund, out_refund_no: undefined }, 'REFUND.SUCCESS', 'malformed'],
    ['a payment', paidOrder, 'TRANSACTION.SUCCESS', 'unexpected_event'],
    ['an unknown event', refund, 'REFUND.PROCESSING', 'unexpected_event'],
  ])('are refused with %s', async (_what, resource, event, reason) => {
    await expect(parse(resource, event)).rejects.toMatchObject({ name: 'NotificationRejected', reason });
  });

  it('are refused when they are not signed by WeChat', async () => {
    const { headers, body } = signed(envelope(refund, { event_type: 'REFUND.SUCCESS' }));
    const changed = { headers, body: body.replace('支付成功', '退款成功') };
    await expect(parser.parseRefundNotification(changed)).rejects.toMatchObject({ reason: 'bad_signature' });
  });
});
