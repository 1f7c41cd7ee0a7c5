import { Audit, type AuditEntry } from '@minisuite/audit';
import { Redis } from '@minisuite/cache';
import { orderV1, userV1 } from '@minisuite/contracts';
import { MysqlTransactions } from '@minisuite/database';
import { GrpcClients } from '@minisuite/grpc';
import { Clock } from '@minisuite/kernel';
import { AccessTokens, MiniProgramClient, RedisTokenStore } from '@minisuite/wechat';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PaymentConfig } from '../payment.config.js';
import { GrpcReceivers } from './adapters/clients/grpc-receivers.js';
import { ShippingController } from './adapters/grpc/shipping.controller.js';
import { ShippedOrders } from './adapters/kafka/shipped-orders.js';
import { ShippingReportGauge } from './adapters/metrics/shipping-report-gauge.js';
import { MysqlShippingReportQueries } from './adapters/mysql/mysql-shipping-report-queries.js';
import { MysqlShippingReports } from './adapters/mysql/mysql-shipping-reports.js';
import { ShippingReportsTimer } from './adapters/timer/shipping-reports-timer.js';
import { WechatShippingUploads } from './adapters/wechat/wechat-shipping-uploads.js';
import { CancelRefundedReports } from './app/cancel-refunded-reports.js';
import { NoteShipments } from './app/note-shipments.js';
import { Receivers, ShippingReportQueries, ShippingTransactions, ShippingUploads } from './app/ports.js';
import { ReportShipment } from './app/report-shipment.js';
import { RetryShippingReport } from './app/retry-shipping-report.js';
import { SendDueReports } from './app/send-due-reports.js';
import { ShippingPace } from './app/shipping-pace.js';

@Module({
  controllers: [ShippingController],
  providers: [
    NoteShipments,
    ReportShipment,
    RetryShippingReport,
    CancelRefundedReports,
    SendDueReports,
    ShippedOrders,
    ShippingPace,
    ShippingReportGauge,
    ShippingReportsTimer,
    { provide: ShippingReportQueries, useClass: MysqlShippingReportQueries },
    {
      provide: ShippingTransactions,
      inject: [DataSource, Audit],
      useFactory: (dataSource: DataSource, audit: Audit) =>
        new MysqlTransactions(dataSource, (tx) => ({
          reports: new MysqlShippingReports(tx),
          audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
        })),
    },
    {
      provide: ShippingUploads,
      inject: [PaymentConfig, Redis, Clock],
      useFactory: ({ miniProgram }: PaymentConfig, redis: Redis, clock: Clock) => {
        const tokens = new AccessTokens({ ...miniProgram, store: new RedisTokenStore(redis) });
        return new WechatShippingUploads(new MiniProgramClient({ ...miniProgram, tokens }), clock);
      },
    },
    {
      provide: Receivers,
      inject: [PaymentConfig, GrpcClients],
      useFactory: ({ userAddress, orderAddress }: PaymentConfig, clients: GrpcClients) =>
        new GrpcReceivers(
          clients.create<userV1.UserServiceClient>({
            package: 'user',
            service: userV1.USER_SERVICE_NAME,
            address: userAddress,
          }),
          clients.create<orderV1.OrderServiceClient>({
            package: 'order',
            service: orderV1.ORDER_SERVICE_NAME,
            address: orderAddress,
          }),
        ),
    },
  ],
})
export class ShippingModule {}
