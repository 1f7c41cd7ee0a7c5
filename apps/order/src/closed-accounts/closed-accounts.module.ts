import { MysqlTransactions } from '@minisuite/database';
import { Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OrdersInTransaction } from '../ordering/app/ports.js';
import { OrderingModule } from '../ordering/ordering.module.js';
import { ReviewsInTransaction } from '../reviews/app/ports.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { UserEvents } from './adapters/kafka/user-events.js';
import { ForgetCustomers } from './app/forget-customers.js';
import { ClosedAccountTransactions } from './app/ports.js';

const transactions: Provider = {
  provide: ClosedAccountTransactions,
  inject: [DataSource, OrdersInTransaction, ReviewsInTransaction],
  useFactory: (dataSource: DataSource, orders: OrdersInTransaction, reviews: ReviewsInTransaction) =>
    new MysqlTransactions(dataSource, (tx) => ({ orders: orders.of(tx), reviews: reviews.of(tx) })),
};

@Module({
  imports: [OrderingModule, ReviewsModule],
  providers: [transactions, ForgetCustomers, UserEvents],
})
export class ClosedAccountsModule {}
