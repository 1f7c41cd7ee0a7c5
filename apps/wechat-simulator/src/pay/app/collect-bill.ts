import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { Faults } from '../../simulation/domain/faults.js';
import type { BillEntry } from '../domain/bill-entry.js';
import { type BillDay, isWithin } from '../domain/bill-day.js';
import { inventedTrade } from '../domain/invented-trade.js';
import { PayState } from './pay-state.js';

/** The rows of one day: payments by when they succeeded, refunds by when they were accepted, and what the bill faults make of them. */
@Injectable()
export class CollectBill {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: PayState,
    private readonly faults: Faults,
  ) {}

  /** True rows in order of time, the same each time for the same day. */
  honest(day: BillDay): BillEntry[] {
    const entries: BillEntry[] = [];
    for (const trade of this.state.trades.all()) {
      const { payment } = trade;
      if (payment && isWithin(day, payment.paidAt)) entries.push({ trade, payment, alteredBy: 0 });
    }
    for (const refund of this.state.refunds.all()) {
      const { trade, createdAt } = refund;
      if (trade.payment && isWithin(day, createdAt)) {
        entries.push({ trade, payment: trade.payment, refund, alteredBy: 0 });
      }
    }
    return entries.sort((a, b) => timeOf(a) - timeOf(b));
  }

  spoilt(entries: readonly BillEntry[], day: BillDay): BillEntry[] {
    const drops = this.faults.strikesIn('bill.drop', day.date);
    const alters = this.faults.strikesIn('bill.alterAmount', day.date);
    const drawn = entries.map((entry) => ({ entry, dropped: drops(), altered: alters() }));
    const kept = drawn.filter(({ dropped }) => !dropped);
    const rows = kept.map(({ entry, altered }) => (altered ? { ...entry, alteredBy: 1 } : entry));
    return [...rows, ...this.unknown(day)];
  }

  private unknown(day: BillDay): BillEntry[] {
    const digits = day.date.replaceAll('-', '');
    return Array.from({ length: this.faults.rates.bill.addUnknown }, (_, index) => {
      const number = String(index + 1).padStart(6, '0');
      const payment = { transactionId: `42009999${digits}${number.padStart(12, '0')}`, paidAt: day.from };
      const outTradeNo = `UNKNOWN${digits}${number}`;
      const trade = inventedTrade({ ...payment, outTradeNo, total: 100 + index }, this.account);
      return { trade, payment, alteredBy: 0 };
    });
  }
}

function timeOf({ payment, refund }: BillEntry): number {
  return (refund?.createdAt ?? payment.paidAt).getTime();
}
