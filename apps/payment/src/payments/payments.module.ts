import { orderV1, userV1 } from '@minisuite/contracts';
import { Audit, type AuditEntry } from '@minisuite/audit';
import { MysqlTransactions } from '@minisuite/database';
import { GrpcClients, type GrpcTarget, type PromiseClient } from '@minisuite/grpc';
import { Clock } from '@minisuite/kernel';
import { Outbox } from '@minisuite/messaging';
import { WechatPayClient } from '@minisuite/wechat';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { PaymentConfig } from '../payment.config.js';
import { GrpcOrders } from './adapters/clients/grpc-orders.js';
import { GrpcPayers } from './adapters/clients/grpc-payers.js';
import { PaymentController } from './adapters/grpc/payment.controller.js';
import { ledgerTable } from '../ledger/adapters/mysql/ledger-table.js';
import { MysqlLedger } from '../ledger/adapters/mysql/mysql-ledger.js';
import { MysqlRefunds } from '../refunds/adapters/mysql/mysql-refunds.js';
import { MysqlOrderAccounts } from './adapters/mysql/mysql-order-accounts.js';
import { MysqlPaymentQueries } from './adapters/mysql/mysql-payment-queries.js';
import { MysqlPayments } from './adapters/mysql/mysql-payments.js';
import { PendingPaymentsTimer } from './adapters/timer/pending-payments-timer.js';
import { WechatPayAdapter } from './adapters/wechat/wechat-pay-adapter.js';
import { wechatPayClient } from './adapters/wechat/wechat-pay-client.js';
import { AskPendingPayments } from './app/ask-pending-payments.js';
import { CloseAtWechat } from './app/close-at-wechat.js';
import { CloseOrders } from './app/close-orders.js';
import { CreatePayment } from './app/create-payment.js';
import { GetPayment } from './app/get-payment.js';
import { HandlePaymentNotification } from './app/handle-payment-notification.js';
import { PayOrder } from './app/pay-order.js';
import { Merchant, Orders, Payers, PaymentQueries, PaymentTransactions, WechatPay } from './app/ports.js';
import { PreparePayment } from './app/prepare-payment.js';
import { SettlePayment } from './app/settle-payment.js';
import { SettlePayments } from './app/settle-payments.js';
import { SyncPayment } from './app/sync-payment.js';
import { WechatPace } from './app/wechat-pace.js';

const CALL_DEADLINE_MS = 2000;

@Module({
  imports: [IdempotencyModule],
  controllers: [PaymentController],
  providers: [
    PayOrder,
    PreparePayment,
    CreatePayment,
    GetPayment,
    SyncPayment,
    SettlePayments,
    SettlePayment,
    HandlePaymentNotification,
    CloseAtWechat,
    CloseOrders,
    AskPendingPayments,
    PendingPaymentsTimer,
    { provide: PaymentQueries, useClass: MysqlPaymentQueries },
    {
      provide: PaymentTransactions,
      inject: [DataSource, Outbox, Audit, PaymentConfig],
      useFactory: (dataSource: DataSource, outbox: Outbox, audit: Audit, { database }: PaymentConfig) => {
        const ledger = ledgerTable(new URL(database.url).pathname.slice(1));
        return new MysqlTransactions(dataSource, (tx) => ({
          accounts: new MysqlOrderAccounts(tx),
          payments: new MysqlPayments(tx, outbox),
          refunds: new MysqlRefunds(tx, outbox),
          ledger: new MysqlLedger(tx, ledger),
          audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
        }));
      },
    },
    {
      provide: WechatPace,
      inject: [PaymentConfig],
      useFactory: ({ wechat }: PaymentConfig) => new WechatPace(wechat.backgroundPerSecond),
    },
    { provide: Merchant, inject: [PaymentConfig], useFactory: ({ wechat }: PaymentConfig): Merchant => wechat },
    { provide: WechatPayClient, inject: [PaymentConfig, Clock], useFactory: wechatPayClient },
    { provide: WechatPay, useClass: WechatPayAdapter },
    {
      provide: Orders,
      inject: [GrpcClients, PaymentConfig],
      useFactory: (clients: GrpcClients, { orderAddress: address }: PaymentConfig) =>
        new GrpcOrders(
          clientOf<orderV1.OrderServiceClient>(clients, {
            package: 'order',
            service: orderV1.ORDER_SERVICE_NAME,
            address,
          }),
        ),
    },
    {
      provide: Payers,
      inject: [GrpcClients, PaymentConfig],
      useFactory: (clients: GrpcClients, { userAddress: address }: PaymentConfig) =>
        new GrpcPayers(
          clientOf<userV1.UserServiceClient>(clients, {
            package: 'user',
            service: userV1.USER_SERVICE_NAME,
            address,
          }),
        ),
    },
  ],
  exports: [
    IdempotencyModule,
    PaymentTransactions,
    PaymentQueries,
    Orders,
    Payers,
    Merchant,
    WechatPayClient,
    WechatPace,
    SyncPayment,
  ],
})
export class PaymentsModule {}

function clientOf<T extends object>(clients: GrpcClients, target: GrpcTarget): PromiseClient<T> {
  return clients.create<T>({ ...target, deadlineMs: CALL_DEADLINE_MS });
}
