import { randomBytes } from 'node:crypto';
import { beijingTime, encryptResource, responseMessage, rsaSign } from '@minisuite/wechat';
import type { Clock } from '@minisuite/kernel';
import { type PlatformCertificate, platformCertificate, rsaPair } from './pay-keys.js';

export const APP_ID = 'wx00000000000000aa';
export const MCH_ID = '1900000001';

export interface FakeTrade {
  readonly order: Record<string, unknown> & { out_trade_no: string; amount: { total: number; currency: string } };
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED';
  transactionId?: string;
  paidAt?: Date;
}

export interface FakeRefund {
  readonly order: {
    out_refund_no: string;
    out_trade_no: string;
    reason?: string;
    amount: { refund: number; total: number };
  };
  readonly id: string;
  status: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';
  succeededAt?: Date;
}

type Call = 'prepay' | 'query' | 'close' | 'refund' | 'query refund' | 'certificates';
type Answer = (status: number, json: object) => Response;
type Handler = () => Response | Promise<Response>;

/** WeChat Pay on the far side of `fetch`: keeps trades, signs its answers, and fails in the ways a test asks for. */
export class FakeWechat {
  readonly merchant = rsaPair();
  readonly platform = rsaPair();
  readonly publicKeyId = `PUB_KEY_ID_${Date.now()}`;
  readonly apiV3Key = randomBytes(16).toString('hex');
  readonly trades = new Map<string, FakeTrade>();
  readonly refunds = new Map<string, FakeRefund>();
  readonly prepayBodies: string[] = [];
  readonly refundBodies: string[] = [];
  /** What the merchant has; null means enough. */
  funds: number | null = null;
  queries = 0;
  /** Stands between request and answer, by kind of call; may answer something else, or only after the call has had its effect. */
  readonly disturb = new Map<Call, (answer: Handler) => Promise<Response>>();

  private constructor(
    readonly certificate: PlatformCertificate,
    private readonly clock: Clock,
  ) {}

  static async make(clock: Clock): Promise<FakeWechat> {
    return new FakeWechat(await platformCertificate(), clock);
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(address);
    const serial = new Headers(init.headers).get('wechatpay-serial');
    const [kind, handler] = this.route(pathname, typeof init.body === 'string' ? init.body : '', serial !== null);
    return (await this.disturb.get(kind)?.(async () => handler())) ?? handler();
  };

  refuse(status: number, code: string): Promise<Response> {
    return Promise.resolve(new Response(JSON.stringify({ code, message: code }), { status }));
  }

  /** The user confirms on the phone; the notification is up to the test. */
  pay(outTradeNo: string): FakeTrade {
    const trade = this.trade(outTradeNo);
    Object.assign(trade, {
      state: 'SUCCESS',
      transactionId: `42000${randomBytes(9).toString('hex')}`,
      paidAt: this.clock.now(),
    });
    return trade;
  }

  trade(outTradeNo: string): FakeTrade {
    const trade = this.trades.get(outTradeNo);
    if (!trade) throw new Error(`WeChat does not know ${outTradeNo}`);
    return trade;
  }

  transactionOf({ order, state, transactionId, paidAt }: FakeTrade): Record<string, unknown> {
    const { appid, mchid, out_trade_no, amount, payer } = order;
    return {
      appid,
      mchid,
      out_trade_no,
      trade_state: state,
      trade_state_desc: state,
      ...(transactionId && { transaction_id: transactionId, trade_type: 'JSAPI', bank_type: 'OTHERS', payer }),
      ...(paidAt && { success_time: beijingTime(paidAt) }),
      amount: { ...amount, payer_total: amount.total, payer_currency: 'CNY' },
    };
  }

  private route(path: string, body: string, publicKeyMode: boolean): [Call, Handler] {
    const answer: Answer = (status, json) =>
      this.signed(status, status === 204 ? '' : JSON.stringify(json), publicKeyMode);
    const number = path.split('/').at(-1) ?? '';
    if (path === '/v3/certificates') return ['certificates', () => answer(200, this.certificateList())];
    if (path === '/v3/pay/transactions/jsapi') return ['prepay', () => this.prepay(body, answer)];
    if (path.endsWith('/close')) return ['close', () => this.close(path.split('/').at(-2) ?? '', answer)];
    if (path === '/v3/refund/domestic/refunds') return ['refund', () => this.refund(body, answer)];
    if (path.startsWith('/v3/refund/')) return ['query refund', () => this.queryRefund(number, answer)];
    return ['query', () => this.query(number, answer)];
  }

  private close(outTradeNo: string, answer: Answer): Response {
    const trade = this.trades.get(outTradeNo);
    if (trade?.state === 'SUCCESS') return answer(400, { code: 'ORDERPAID' });
    if (trade) trade.state = 'CLOSED';
    return answer(204, {});
  }

  private refund(body: string, answer: Answer): Response {
    this.refundBodies.push(body);
    const order = JSON.parse(body) as FakeRefund['order'];
    const known = this.refunds.get(order.out_refund_no);
    if (known) return answer(200, this.refundView(known));
    const trade = this.trades.get(order.out_trade_no);
    if (trade?.state !== 'SUCCESS') return answer(404, { code: 'RESOURCE_NOT_EXISTS' });
    if (this.funds !== null && this.funds < order.amount.refund) return answer(403, { code: 'NOT_ENOUGH' });
    const refund: FakeRefund = { order, id: `50300${randomBytes(8).toString('hex')}`, status: 'PROCESSING' };
    this.refunds.set(order.out_refund_no, refund);
    return answer(200, this.refundView(refund));
  }

  private queryRefund(outRefundNo: string, answer: Answer): Response {
    const refund = this.refunds.get(outRefundNo);
    return refund ? answer(200, this.refundView(refund)) : answer(404, { code: 'RESOURCE_NOT_EXISTS' });
  }

  /** The money arrives, or does not. */
  endRefund(outRefundNo: string, status: FakeRefund['status'] = 'SUCCESS'): FakeRefund {
    const refund = this.refunds.get(outRefundNo);
    if (!refund) throw new Error(`WeChat does not know ${outRefundNo}`);
    refund.status = status;
    if (status === 'SUCCESS') refund.succeededAt = this.clock.now();
    return refund;
  }

  refundView({ order, id, status, succeededAt }: FakeRefund): Record<string, unknown> {
    return {
      refund_id: id,
      out_refund_no: order.out_refund_no,
      out_trade_no: order.out_trade_no,
      transaction_id: this.trade(order.out_trade_no).transactionId,
      status,
      create_time: beijingTime(this.clock.now()),
      ...(succeededAt && { success_time: beijingTime(succeededAt) }),
      amount: { ...order.amount, payer_total: order.amount.total, payer_refund: order.amount.refund, currency: 'CNY' },
    };
  }

  private prepay(body: string, answer: Answer): Response {
    this.prepayBodies.push(body);
    const order = JSON.parse(body) as FakeTrade['order'];
    const known = this.trades.get(order.out_trade_no);
    if (known && JSON.stringify(known.order) !== JSON.stringify(order)) return answer(400, { code: 'INVALID_REQUEST' });
    if (known?.state === 'SUCCESS') return answer(400, { code: 'ORDERPAID' });
    if (known?.state === 'CLOSED') return answer(400, { code: 'ORDER_CLOSED' });
    if (!known) this.trades.set(order.out_trade_no, { order, state: 'NOTPAY' });
    return answer(200, { prepay_id: `wx${randomBytes(16).toString('hex')}` });
  }

  private query(outTradeNo: string, answer: Answer): Response {
    this.queries += 1;
    const trade = this.trades.get(outTradeNo);
    return trade ? answer(200, this.transactionOf(trade)) : answer(404, { code: 'ORDER_NOT_EXIST' });
  }

  private certificateList(): object {
    const { serial, pem } = this.certificate;
    const times = { effective_time: '2025-01-01T00:00:00+08:00', expire_time: '2030-01-01T00:00:00+08:00' };
    const encrypted = encryptResource(pem, this.apiV3Key, { associatedData: 'certificate' });
    return { data: [{ serial_no: serial, ...times, encrypt_certificate: encrypted }] };
  }

  private signed(status: number, body: string, publicKeyMode: boolean): Response {
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000));
    const key = publicKeyMode ? this.platform.privateKey : this.certificate.privateKey;
    const headers = {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'answer',
      'wechatpay-serial': publicKeyMode ? this.publicKeyId : this.certificate.serial,
      'wechatpay-signature': rsaSign(responseMessage(timestamp, 'answer', body), key),
    };
    return new Response(status === 204 ? null : body, { status, headers });
  }
}
