import { Audit, type AuditEntry } from '@minisuite/audit';
import { MysqlTransactions } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PaymentQueries } from '../payments/app/ports.js';
import { SyncPayment } from '../payments/app/sync-payment.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { SyncRefund } from '../refunds/app/sync-refund.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { ReconciliationController } from './adapters/grpc/reconciliation.controller.js';
import { LeasedTurns } from './adapters/mysql/leased-turns.js';
import { MysqlBooks } from './adapters/mysql/mysql-books.js';
import { MysqlDifferences } from './adapters/mysql/mysql-differences.js';
import { MysqlReconciliationLists } from './adapters/mysql/mysql-reconciliation-lists.js';
import { MysqlReconciliationQueries } from './adapters/mysql/mysql-reconciliation-queries.js';
import { MysqlReconciliations } from './adapters/mysql/mysql-reconciliations.js';
import { MysqlStagedBills } from './adapters/mysql/mysql-staged-bills.js';
import { ReconciliationGauges } from './adapters/mysql/reconciliation-gauges.js';
import { ReconciliationTimer } from './adapters/timer/reconciliation-timer.js';
import { WechatBills } from './adapters/wechat/wechat-bills.js';
import { CompareBill } from './app/compare-bill.js';
import { ForgetOldBills } from './app/forget-old-bills.js';
import { LoadBill } from './app/load-bill.js';
import { PlanDays } from './app/plan-days.js';
import {
  Bills,
  Books,
  ReconciliationLists,
  ReconciliationQueries,
  ReconciliationTransactions,
  Repairs,
  StagedBills,
  Turns,
} from './app/ports.js';
import { ReconcileDue } from './app/reconcile-due.js';
import { Reconcile } from './app/reconcile.js';
import { ReconciliationSignal } from './app/reconciliation-signal.js';
import { RepairDifferences } from './app/repair-differences.js';
import { ResolveDifference } from './app/resolve-difference.js';
import { RunReconciliation } from './app/run-reconciliation.js';

@Module({
  imports: [PaymentsModule, RefundsModule],
  controllers: [ReconciliationController],
  providers: [
    PlanDays,
    ReconcileDue,
    Reconcile,
    LoadBill,
    CompareBill,
    RepairDifferences,
    ForgetOldBills,
    RunReconciliation,
    ResolveDifference,
    ReconciliationSignal,
    ReconciliationTimer,
    ReconciliationGauges,
    { provide: Bills, useClass: WechatBills },
    { provide: Books, useClass: MysqlBooks },
    { provide: StagedBills, useClass: MysqlStagedBills },
    { provide: ReconciliationQueries, useClass: MysqlReconciliationQueries },
    { provide: ReconciliationLists, useClass: MysqlReconciliationLists },
    { provide: Turns, useClass: LeasedTurns },
    {
      provide: ReconciliationTransactions,
      inject: [DataSource, Ids, Audit],
      useFactory: (dataSource: DataSource, ids: Ids, audit: Audit) =>
        new MysqlTransactions(dataSource, (tx) => ({
          reconciliations: new MysqlReconciliations(tx),
          differences: new MysqlDifferences(tx, ids),
          audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
        })),
    },
    {
      provide: Repairs,
      inject: [PaymentQueries, SyncPayment, SyncRefund],
      useFactory: (payments: PaymentQueries, syncPayment: SyncPayment, syncRefund: SyncRefund): Repairs => ({
        syncPayment: async (id) => {
          const payment = await payments.find(id);
          if (payment) await syncPayment.execute(payment);
        },
        syncRefund: async (id) => {
          await syncRefund.execute(id);
        },
      }),
    },
  ],
})
export class ReconciliationModule {}
