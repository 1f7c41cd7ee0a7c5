import { MysqlTransactions } from '@minisuite/database';
import { Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OrdersInTransaction } from '../ordering/app/ports.js';
import { OrderingModule } from '../ordering/ordering.module.js';
import { StockInTransaction } from '../stock/app/ports.js';
import { StockModule } from '../stock/stock.module.js';
import { RefundEvents } from './adapters/kafka/refund-events.js';
import { MysqlOrderRefunds } from './adapters/mysql/mysql-order-refunds.js';
import { HoldOrders } from './app/hold-orders.js';
import { AfterSalesTransactions } from './app/ports.js';
import { SettleRefunds } from './app/settle-refunds.js';

const transactions: Provider = {
  provide: AfterSalesTransactions,
  inject: [DataSource, OrdersInTransaction, StockInTransaction],
  useFactory: (dataSource: DataSource, orders: OrdersInTransaction, stock: StockInTransaction) =>
    new MysqlTransactions(dataSource, (tx) => ({
      orders: orders.of(tx),
      refunds: new MysqlOrderRefunds(tx),
      stock: stock.of(tx),
    })),
};

@Module({
  imports: [OrderingModule, StockModule],
  providers: [transactions, HoldOrders, SettleRefunds, RefundEvents],
})
export class AfterSalesModule {}
