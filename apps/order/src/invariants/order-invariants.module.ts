import { paymentV1 } from '@minisuite/contracts';
import { GrpcClients } from '@minisuite/grpc';
import { EventsLeave, InvariantsModule } from '@minisuite/invariants';
import { Global, Module, type Provider } from '@nestjs/common';
import { OrderConfig } from '../order.config.js';
import { GrpcKeptPayments } from './adapters/clients/grpc-kept-payments.js';
import { ClosingIsNotStuck } from './adapters/mysql/closing-is-not-stuck.js';
import { PaidOrdersHaveTheirPayment } from './adapters/mysql/paid-orders-have-their-payment.js';
import { RatingsAreOfTheirReviews } from './adapters/mysql/ratings-are-of-their-reviews.js';
import { ReservationsHaveLiveOrders } from './adapters/mysql/reservations-have-live-orders.js';
import { SoldIsPaid } from './adapters/mysql/sold-is-paid.js';
import { StockBalances } from './adapters/mysql/stock-balances.js';
import { KeptPayments } from './app/ports.js';

const keptPayments: Provider = {
  provide: KeptPayments,
  inject: [GrpcClients, OrderConfig],
  useFactory: (clients: GrpcClients, config: OrderConfig) =>
    new GrpcKeptPayments(
      clients.create<paymentV1.PaymentServiceClient>({
        package: 'payment',
        service: paymentV1.PAYMENT_SERVICE_NAME,
        address: config.paymentAddress,
      }),
    ),
};

// Global, because the checks are made inside the module that runs them.
@Global()
@Module({
  imports: [
    InvariantsModule.with([
      StockBalances,
      ReservationsHaveLiveOrders,
      SoldIsPaid,
      ClosingIsNotStuck,
      RatingsAreOfTheirReviews,
      EventsLeave,
      PaidOrdersHaveTheirPayment,
    ]),
  ],
  providers: [keptPayments],
  exports: [KeptPayments],
})
export class OrderInvariantsModule {}
