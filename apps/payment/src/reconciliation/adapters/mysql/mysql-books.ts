import { fen } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { refundIdOf } from '../../../refunds/domain/refund-number.js';
import { type BookMark, Books } from '../../app/ports.js';
import type { Subject } from '../../domain/bill-row.js';
import type { OurPayment, OurRecord, OurRefund } from '../../domain/our-record.js';

interface PaymentRow {
  readonly id: string;
  readonly amount: string;
  readonly status: OurPayment['state'];
  readonly out_trade_no: string;
  readonly transaction_id: string | null;
  readonly at: Date;
}

interface RefundRow {
  readonly id: string;
  readonly payment_id: string;
  readonly amount: string;
  readonly status: OurRefund['state'];
  readonly out_refund_no: string;
  readonly wechat_refund_id: string | null;
  readonly attention: string | null;
  readonly at: Date;
}

const PAYMENTS = 'SELECT id, amount, status, out_trade_no, transaction_id, paid_at AS at FROM payment';
const REFUNDS =
  'SELECT id, payment_id, amount, status, out_refund_no, wechat_refund_id, attention, succeeded_at AS at FROM refund';

@Injectable()
export class MysqlBooks extends Books {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async find(subject: Subject, numbers: readonly string[]): Promise<Map<string, OurRecord>> {
    if (numbers.length === 0) return new Map();
    const records = subject === 'payment' ? await this.payments(numbers) : await this.refunds(numbers);
    return new Map(records.map((record) => [record.number, record]));
  }

  async done(
    subject: Subject,
    { from, to }: { from: Date; to: Date },
    after: BookMark | null,
    limit: number,
  ): Promise<{ records: OurRecord[]; mark: BookMark | null }> {
    const [select, column] = subject === 'payment' ? [PAYMENTS, 'paid_at'] : [REFUNDS, 'succeeded_at'];
    const { at, id } = after ?? { at: from, id: '0' };
    const rows = await this.dataSource.query<(PaymentRow | RefundRow)[]>(
      `${select} WHERE ${column} >= ? AND ${column} < ? AND (${column} > ? OR id > ?) ORDER BY ${column}, id LIMIT ?`,
      [at, to, at, id, limit],
    );
    const last = rows.length === limit ? rows.at(-1) : undefined;
    const records = rows.map((row) => ('out_trade_no' in row ? ourPayment(row) : ourRefund(row, row.out_refund_no)));
    return { records, mark: last ? { at: last.at, id: String(last.id) } : null };
  }

  async firstPaymentAt(): Promise<Date | null> {
    // Ids grow with time.
    const [row] = await this.dataSource.query<{ created_at: Date }[]>(
      'SELECT created_at FROM payment ORDER BY id LIMIT 1',
    );
    return row?.created_at ?? null;
  }

  private async payments(numbers: readonly string[]): Promise<OurRecord[]> {
    const rows = await this.dataSource.query<PaymentRow[]>(`${PAYMENTS} WHERE out_trade_no IN (?)`, [[...numbers]]);
    return rows.map(ourPayment);
  }

  /** By their ids, because a refund that WeChat has closed goes on under another number. */
  private async refunds(numbers: readonly string[]): Promise<OurRecord[]> {
    const ids = new Map(numbers.map((number) => [number, refundIdOf(number)]));
    const wanted = [...new Set(ids.values())].filter((id) => id !== null);
    if (wanted.length === 0) return [];
    const rows = await this.dataSource.query<RefundRow[]>(`${REFUNDS} WHERE id IN (?)`, [wanted]);
    const byId = new Map(rows.map((row) => [String(row.id), row]));
    return [...ids].flatMap(([number, id]) => {
      const row = byId.get(id ?? '');
      return row ? [ourRefund(row, number)] : [];
    });
  }
}

function ourPayment({
  id,
  amount,
  status: state,
  out_trade_no: number,
  transaction_id: wechatNumber,
}: PaymentRow): OurPayment {
  return {
    subject: 'payment',
    number,
    paymentId: String(id),
    refundId: null,
    wechatNumber,
    amount: fen(amount),
    state,
  };
}

function ourRefund(row: RefundRow, number: string): OurRefund {
  return {
    subject: 'refund',
    number,
    paymentId: String(row.payment_id),
    refundId: String(row.id),
    wechatNumber: row.wechat_refund_id,
    amount: fen(row.amount),
    state: row.status,
    waiting: row.attention !== null,
    current: number === row.out_refund_no,
  };
}
