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

type Handler = () => Response | Promise<Response>;

/** WeChat Pay on the far side of `fetch`: keeps trades, signs its answers, and fails in the ways a test asks for. */
export class FakeWechat {
  readonly merchant = rsaPair();
  readonly platform = rsaPair();
  readonly publicKeyId = `PUB_KEY_ID_${Date.now()}`;
  readonly apiV3Key = randomBytes(16).toString('hex');
  readonly trades = new Map<string, FakeTrade>();
  readonly prepayBodies: string[] = [];
  queries = 0;
  /** Stands between request and answer, by kind of call; may answer something else, or only after the call has had its effect. */
  readonly disturb = new Map<'prepay' | 'query' | 'certificates', (answer: Handler) => Promise<Response>>();

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

  private route(path: string, body: string, publicKeyMode: boolean): ['prepay' | 'query' | 'certificates', Handler] {
    const answer = (status: number, json: object) => this.signed(status, JSON.stringify(json), publicKeyMode);
    if (path === '/v3/certificates') return ['certificates', () => answer(200, this.certificateList())];
    if (path === '/v3/pay/transactions/jsapi') return ['prepay', () => this.prepay(body, answer)];
    return ['query', () => this.query(path.split('/').at(-1) ?? '', answer)];
  }

  private prepay(body: string, answer: (status: number, json: object) => Response): Response {
    this.prepayBodies.push(body);
    const order = JSON.parse(body) as FakeTrade['order'];
    const known = this.trades.get(order.out_trade_no);
    if (known && JSON.stringify(known.order) !== JSON.stringify(order)) return answer(400, { code: 'INVALID_REQUEST' });
    if (known?.state === 'SUCCESS') return answer(400, { code: 'ORDERPAID' });
    if (known?.state === 'CLOSED') return answer(400, { code: 'ORDER_CLOSED' });
    if (!known) this.trades.set(order.out_trade_no, { order, state: 'NOTPAY' });
    return answer(200, { prepay_id: `wx${randomBytes(16).toString('hex')}` });
  }

  private query(outTradeNo: string, answer: (status: number, json: object) => Response): Response {
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
    return new Response(body, { status, headers });
  }
}
