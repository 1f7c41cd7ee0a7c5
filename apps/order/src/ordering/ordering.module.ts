import { userV1 } from '@minisuite/contracts';
import { MysqlTransactions } from '@minisuite/database';
import { GrpcClients, type PromiseClient } from '@minisuite/grpc';
import { Outbox } from '@minisuite/messaging';
import { Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OffersInTransaction } from '../catalogue/app/ports.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { OrderConfig } from '../order.config.js';
import { StockInTransaction } from '../stock/app/ports.js';
import { StockModule } from '../stock/stock.module.js';
import { USER_CLIENT, UserAddressBook } from './adapters/clients/user-address-book.js';
import { OrderController } from './adapters/grpc/order.controller.js';
import { PaymentEvents } from './adapters/kafka/payment-events.js';
import { MysqlKeptAnswerPurge } from './adapters/mysql/mysql-kept-answer-purge.js';
import { MysqlKeptAnswers } from './adapters/mysql/mysql-kept-answers.js';
import { MysqlOrderQueries } from './adapters/mysql/mysql-order-queries.js';
import { MysqlOrders } from './adapters/mysql/mysql-orders.js';
import { OrderingTimers } from './adapters/timer/ordering-timers.js';
import { BatchGetOrders } from './app/batch-get-orders.js';
import { CancelOrder } from './app/cancel-order.js';
import { ExpireUnpaidOrders } from './app/expire-unpaid-orders.js';
import { ForgetOldAnswers } from './app/forget-old-answers.js';
import { GetOrder } from './app/get-order.js';
import { ListOrders } from './app/list-orders.js';
import { MarkOrdersPaid } from './app/mark-orders-paid.js';
import { PlaceOrder } from './app/place-order.js';
import { PlaceOrders } from './app/place-orders.js';
import { AddressBook, KeptAnswerPurge, OrderingSettings, OrderingTransactions, OrderQueries } from './app/ports.js';

const USE_CASES = [
  PlaceOrders,
  PlaceOrder,
  GetOrder,
  ListOrders,
  BatchGetOrders,
  CancelOrder,
  MarkOrdersPaid,
  ExpireUnpaidOrders,
  ForgetOldAnswers,
];

const transactions: Provider = {
  provide: OrderingTransactions,
  inject: [DataSource, Outbox, StockInTransaction, OffersInTransaction],
  useFactory: (dataSource: DataSource, outbox: Outbox, stock: StockInTransaction, offers: OffersInTransaction) =>
    new MysqlTransactions(dataSource, (tx) => ({
      orders: new MysqlOrders(tx, outbox),
      keptAnswers: new MysqlKeptAnswers(tx),
      offers: offers.of(tx),
      stock: stock.of(tx),
    })),
};

const userClient: Provider = {
  provide: USER_CLIENT,
  inject: [GrpcClients, OrderConfig],
  useFactory: (clients: GrpcClients, config: OrderConfig): PromiseClient<userV1.UserServiceClient> =>
    clients.create<userV1.UserServiceClient>({
      package: 'user',
      service: userV1.USER_SERVICE_NAME,
      address: config.userAddress,
      credential: config.grpc.credential,
      deadlineMs: 3000,
    }),
};

const onDataSource = <T>(provide: abstract new () => T, Query: new (dataSource: DataSource) => T): Provider => ({
  provide,
  inject: [DataSource],
  useFactory: (dataSource: DataSource) => new Query(dataSource),
});

@Module({
  imports: [CatalogueModule, StockModule],
  controllers: [OrderController],
  providers: [
    ...USE_CASES,
    transactions,
    userClient,
    onDataSource(OrderQueries, MysqlOrderQueries),
    onDataSource(KeptAnswerPurge, MysqlKeptAnswerPurge),
    { provide: OrderingSettings, useExisting: OrderConfig },
    { provide: AddressBook, useClass: UserAddressBook },
    PaymentEvents,
    OrderingTimers,
  ],
})
export class OrderingModule {}
