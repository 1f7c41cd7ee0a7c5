import { Module } from '@nestjs/common';
import { PaymentConfig } from '../payment.config.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { RefundController } from './adapters/grpc/refund.controller.js';
import { OrderEvents } from './adapters/kafka/order-events.js';
import { MysqlRefundQueries } from './adapters/mysql/mysql-refund-queries.js';
import { RefundsTimer } from './adapters/timer/refunds-timer.js';
import { WechatRefundsAdapter } from './adapters/wechat/wechat-refunds-adapter.js';
import { DecideRefund } from './app/decide-refund.js';
import { GetRefund } from './app/get-refund.js';
import { HandleRefundNotification } from './app/handle-refund-notification.js';
import { HoldRefunds } from './app/hold-refunds.js';
import { RefundQueries, RefundSettings, WechatRefunds } from './app/ports.js';
import { RequestRefund } from './app/request-refund.js';
import { SendDueRefunds } from './app/send-due-refunds.js';
import { SendRefund } from './app/send-refund.js';
import { SettleRefund } from './app/settle-refund.js';
import { SettleRefunds } from './app/settle-refunds.js';
import { SyncRefund } from './app/sync-refund.js';

@Module({
  imports: [PaymentsModule],
  controllers: [RefundController],
  providers: [
    RequestRefund,
    GetRefund,
    DecideRefund,
    HoldRefunds,
    SettleRefunds,
    SettleRefund,
    SendRefund,
    SendDueRefunds,
    SyncRefund,
    HandleRefundNotification,
    OrderEvents,
    RefundsTimer,
    { provide: RefundQueries, useClass: MysqlRefundQueries },
    { provide: WechatRefunds, useClass: WechatRefundsAdapter },
    {
      provide: RefundSettings,
      inject: [PaymentConfig],
      useFactory: ({ refunds }: PaymentConfig): RefundSettings => refunds,
    },
  ],
  exports: [SyncRefund],
})
export class RefundsModule {}
