import { Audit, type AuditEntry } from '@minisuite/audit';
import { paymentV1, userV1 } from '@minisuite/contracts';
import { MysqlTransactions, type Tx } from '@minisuite/database';
import { FieldCipher } from '@minisuite/encryption';
import { GrpcClients, type PromiseClient } from '@minisuite/grpc';
import { Outbox } from '@minisuite/messaging';
import { Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OffersInTransaction } from '../catalogue/app/ports.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ContentModule } from '../content/content.module.js';
import { OrderConfig } from '../order.config.js';
import { StockInTransaction } from '../stock/app/ports.js';
import { StockModule } from '../stock/stock.module.js';
import { GrpcPaymentClosing } from './adapters/clients/grpc-payment-closing.js';
import { USER_CLIENT, UserAddressBook } from './adapters/clients/user-address-book.js';
import { OrderController } from './adapters/grpc/order.controller.js';
import { OrderOperationsController } from './adapters/grpc/order-operations.controller.js';
import { PaymentEvents } from './adapters/kafka/payment-events.js';
import { MysqlKeptAnswerPurge } from './adapters/mysql/mysql-kept-answer-purge.js';
import { MysqlKeptAnswers } from './adapters/mysql/mysql-kept-answers.js';
import { MysqlOrderQueries } from './adapters/mysql/mysql-order-queries.js';
import { MysqlOrders } from './adapters/mysql/mysql-orders.js';
import { MysqlRemarks } from './adapters/mysql/mysql-remarks.js';
import { MysqlWaitingRemarks } from './adapters/mysql/mysql-waiting-remarks.js';
import { OrderingTimers } from './adapters/timer/ordering-timers.js';
import { AskToClose } from './app/ask-to-close.js';
import { BatchGetOrders } from './app/batch-get-orders.js';
import { CancelOrder } from './app/cancel-order.js';
import { CheckRemarks } from './app/check-remarks.js';
import { CloseDueOrders } from './app/close-due-orders.js';
import { CompleteDueOrders } from './app/complete-due-orders.js';
import { ConfirmReceipt } from './app/confirm-receipt.js';
import { DecideClosings } from './app/decide-closings.js';
import { ForgetOldAnswers } from './app/forget-old-answers.js';
import { GetOrder } from './app/get-order.js';
import { ListOrders } from './app/list-orders.js';
import { MarkOrdersPaid } from './app/mark-orders-paid.js';
import { PlaceOrder } from './app/place-order.js';
import { PlaceOrders } from './app/place-orders.js';
import {
  AddressBook,
  KeptAnswerPurge,
  OrderingSettings,
  OrderingTransactions,
  OrderQueries,
  OrdersInTransaction,
  PaymentClosing,
  WaitingRemarks,
} from './app/ports.js';
import { ShipOrder } from './app/ship-order.js';

const USE_CASES = [
  PlaceOrders,
  PlaceOrder,
  GetOrder,
  ListOrders,
  BatchGetOrders,
  AskToClose,
  DecideClosings,
  CancelOrder,
  CloseDueOrders,
  MarkOrdersPaid,
  ShipOrder,
  ConfirmReceipt,
  CompleteDueOrders,
  ForgetOldAnswers,
  CheckRemarks,
];

const transactions: Provider = {
  provide: OrderingTransactions,
  inject: [DataSource, OrdersInTransaction, StockInTransaction, OffersInTransaction, Audit, FieldCipher],
  useFactory: (
    dataSource: DataSource,
    orders: OrdersInTransaction,
    stock: StockInTransaction,
    offers: OffersInTransaction,
    audit: Audit,
    cipher: FieldCipher,
  ) =>
    new MysqlTransactions(dataSource, (tx) => ({
      orders: orders.of(tx),
      remarks: new MysqlRemarks(tx),
      keptAnswers: new MysqlKeptAnswers(tx, cipher),
      offers: offers.of(tx),
      stock: stock.of(tx),
      audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
    })),
};

const ordersInTransaction: Provider = {
  provide: OrdersInTransaction,
  inject: [Outbox, FieldCipher],
  useFactory: (outbox: Outbox, cipher: FieldCipher): OrdersInTransaction => ({
    of: (tx: Tx) => new MysqlOrders(tx, outbox, cipher),
  }),
};

const paymentClosing: Provider = {
  provide: PaymentClosing,
  inject: [GrpcClients, OrderConfig],
  useFactory: (clients: GrpcClients, config: OrderConfig) =>
    new GrpcPaymentClosing(
      clients.create<paymentV1.PaymentServiceClient>({
        package: 'payment',
        service: paymentV1.PAYMENT_SERVICE_NAME,
        address: config.paymentAddress,
        deadlineMs: 10_000,
      }),
    ),
};

const userClient: Provider = {
  provide: USER_CLIENT,
  inject: [GrpcClients, OrderConfig],
  useFactory: (clients: GrpcClients, config: OrderConfig): PromiseClient<userV1.UserServiceClient> =>
    clients.create<userV1.UserServiceClient>({
      package: 'user',
      service: userV1.USER_SERVICE_NAME,
      address: config.userAddress,
      deadlineMs: 3000,
    }),
};

const onDataSource = <T>(
  provide: abstract new () => T,
  Query: new (dataSource: DataSource, cipher: FieldCipher) => T,
): Provider => ({
  provide,
  inject: [DataSource, FieldCipher],
  useFactory: (dataSource: DataSource, cipher: FieldCipher) => new Query(dataSource, cipher),
});

@Module({
  imports: [CatalogueModule, StockModule, ContentModule],
  controllers: [OrderController, OrderOperationsController],
  providers: [
    ...USE_CASES,
    transactions,
    ordersInTransaction,
    userClient,
    paymentClosing,
    onDataSource(OrderQueries, MysqlOrderQueries),
    onDataSource(KeptAnswerPurge, MysqlKeptAnswerPurge),
    onDataSource(WaitingRemarks, MysqlWaitingRemarks),
    { provide: OrderingSettings, useExisting: OrderConfig },
    { provide: AddressBook, useClass: UserAddressBook },
    PaymentEvents,
    OrderingTimers,
  ],
  exports: [OrdersInTransaction, OrderQueries],
})
export class OrderingModule {}
