import { BillRejected, type BillRejectionReason, readBill, WechatPayClient, WechatPayError } from '@minisuite/wechat';
import { Injectable } from '@nestjs/common';
import { type BillAnswer, Bills, BillUnavailable } from '../../app/ports.js';
import { BillRefused } from '../../domain/bill-refused.js';
import type { BillRow } from '../../domain/bill-row.js';
import { billRow, COLUMNS } from './bill-row-mapper.js';

const REASONS: Record<BillRejectionReason, string> = {
  hash: 'The bill is not the one that WeChat has signed: its hash is another.',
  cut: 'The bill ends before its end.',
  columns: 'The bill lacks a column that is needed, or has one twice.',
  malformed: 'The bill cannot be read.',
};

@Injectable()
export class WechatBills extends Bills {
  constructor(private readonly client: WechatPayClient) {
    super();
  }

  async open(billDate: string): Promise<BillAnswer> {
    try {
      const { downloadUrl, hashValue } = await this.client.tradeBill({ billDate, billType: 'ALL', gzip: true });
      return { state: 'READY', rows: this.rows(downloadUrl, hashValue) };
    } catch (error) {
      if (error instanceof WechatPayError && error.code === 'NOSTATEMENTEXIST') return { state: 'NONE' };
      if (error instanceof WechatPayError && error.code === 'STATEMENTCREATING') return { state: 'CREATING' };
      throw translated(error);
    }
  }

  private async *rows(downloadUrl: string, hashValue: string): AsyncGenerator<BillRow> {
    try {
      const file = await this.client.downloadBill(downloadUrl);
      for await (const row of readBill(file, { hashValue, columns: COLUMNS })) yield billRow(row);
    } catch (error) {
      throw translated(error);
    }
  }
}

function translated(error: unknown): unknown {
  if (error instanceof BillRejected) return new BillRefused(REASONS[error.reason]);
  if (!(error instanceof WechatPayError)) return error;
  const text = `WeChat answers ${error.code}.`;
  // The link is short-lived, and error answers are not signed: only a day that WeChat calls wrong is not asked for again.
  return error.code === 'PARAMERROR' ? new BillRefused(text) : new BillUnavailable(text);
}
