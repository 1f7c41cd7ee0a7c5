import { EventsLeave, InvariantsModule } from '@minisuite/invariants';
import { Module } from '@nestjs/common';
import { ClosedOrdersHaveNoOpenPayment } from './adapters/mysql/closed-orders-have-no-open-payment.js';
import { LedgerBalances } from './adapters/mysql/ledger-balances.js';
import { LedgerIsTheBooks } from './adapters/mysql/ledger-is-the-books.js';
import { OneKeptPayment } from './adapters/mysql/one-kept-payment.js';
import { PendingIsNotStuck } from './adapters/mysql/pending-is-not-stuck.js';
import { RefundsFit } from './adapters/mysql/refunds-fit.js';
import { ShipmentsAreReported } from './adapters/mysql/shipments-are-reported.js';

@Module({
  imports: [
    InvariantsModule.with([
      LedgerBalances,
      LedgerIsTheBooks,
      RefundsFit,
      OneKeptPayment,
      ClosedOrdersHaveNoOpenPayment,
      PendingIsNotStuck,
      ShipmentsAreReported,
      EventsLeave,
    ]),
  ],
})
export class PaymentInvariantsModule {}
