import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Clock } from '@minisuite/kernel';
import { responseMessage, rsaSign } from '@minisuite/wechat';
import type { FakeWechat } from './fake-wechat.js';

export const COLUMNS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'.split(
    ',',
  );
const SUMMARY = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

/** A row by its columns; those that nobody reads are filled in. */
export type Row = Partial<Record<string, string>>;

export const paymentRow = (number: string, transaction: string, fen: number, changes: Row = {}): Row => ({
  微信订单号: transaction,
  商户订单号: number,
  交易状态: 'SUCCESS',
  微信退款单号: '0',
  商户退款单号: '0',
  退款金额: '0.00',
  退款状态: '',
  订单金额: yuan(fen),
  申请退款金额: '0.00',
  商品名称: '青瓷茶杯, 两只',
  ...changes,
});

export const refundRow = (number: string, refundId: string, fen: number, changes: Row = {}): Row => ({
  ...paymentRow('M1', '4200001', 0),
  交易状态: 'REFUND',
  微信退款单号: refundId,
  商户退款单号: number,
  退款金额: yuan(fen),
  退款状态: 'SUCCESS',
  申请退款金额: yuan(fen),
  ...changes,
});

export function billText(rows: readonly Row[], columns: readonly string[] = COLUMNS): string {
  const values = rows.map((row) => columns.map((column) => `\`${row[column] ?? ''}`).join(','));
  const summary = `\`${rows.length},${SUMMARY.split(',')
    .slice(1)
    .map(() => '`0.00')
    .join(',')}`;
  return `\uFEFF${[columns.join(','), ...values, SUMMARY, summary].join('\r\n')}\r\n`;
}

function yuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** What WeChat has for one day. */
export interface ServedBill {
  /** Bytes that are sent, and the text whose hash is told. */
  readonly bytes: Buffer | (() => AsyncIterable<Uint8Array>);
  readonly hashed: string;
}

type Answer = { readonly code: string; readonly status?: number } | ServedBill;

/** WeChat's bills on the far side of `fetch`; everything else goes to the other fake. Days that nobody has set are being made. */
export class BillServer {
  readonly days = new Map<string, Answer>();
  /** What WeChat does before it tells of a bill. */
  before: () => Promise<void> = async () => {};
  asked = 0;

  constructor(
    private readonly wechat: FakeWechat,
    private readonly clock: Clock,
  ) {}

  /** A proper bill; answers its text. */
  serve(day: string, rows: readonly Row[], columns?: readonly string[]): string {
    const text = billText(rows, columns);
    this.days.set(day, { bytes: gzipSync(text), hashed: text });
    return text;
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(address);
    if (pathname === '/v3/bill/tradebill') {
      await this.before();
      return this.link(searchParams.get('bill_date') ?? '');
    }
    if (pathname === '/file') return this.file(searchParams.get('day') ?? '');
    return this.wechat.fetch(address, init);
  };

  private link(day: string): Response {
    this.asked += 1;
    const answer = this.days.get(day) ?? { code: 'STATEMENT_CREATING' };
    if ('code' in answer) return new Response(JSON.stringify({ code: answer.code }), { status: answer.status ?? 400 });
    const hash = createHash('sha1').update(answer.hashed).digest('hex');
    const download = `https://pay.example/file?day=${day}`;
    return this.signed(JSON.stringify({ hash_type: 'SHA1', hash_value: hash, download_url: download }));
  }

  private file(day: string): Response {
    const answer = this.days.get(day);
    if (!answer || 'code' in answer) return new Response('{}', { status: 404 });
    const { bytes } = answer;
    return new Response(typeof bytes === 'function' ? ReadableStream.from(bytes()) : Uint8Array.from(bytes));
  }

  private signed(body: string): Response {
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000));
    const signature = rsaSign(responseMessage(timestamp, 'bill', body), this.wechat.platform.privateKey);
    const headers = {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'bill',
      'wechatpay-serial': this.wechat.publicKeyId,
      'wechatpay-signature': signature,
    };
    return new Response(body, { status: 200, headers });
  }
}
