import { MysqlTransactions } from '@minisuite/database';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MysqlConsents } from '../subscriptions/adapters/mysql/mysql-consents.js';
import { MysqlDeliveries } from '../subscriptions/adapters/mysql/mysql-deliveries.js';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';
import { OrderEventsHandler } from './adapters/kafka/order-events.handler.js';
import { PaymentEventsHandler } from './adapters/kafka/payment-events.handler.js';
import { UserEventsHandler } from './adapters/kafka/user-events.handler.js';
import { MysqlInbox } from './adapters/mysql/mysql-inbox.js';
import { MysqlInboxQueries } from './adapters/mysql/mysql-inbox-queries.js';
import { MessageController } from './adapters/grpc/message.controller.js';
import { FileNotices } from './app/file-notices.js';
import { ForgetUsers } from './app/forget-users.js';
import { MarkAllMessagesRead } from './app/mark-all-messages-read.js';
import { MarkMessageRead } from './app/mark-message-read.js';
import { NotifyOrdersPaid } from './app/notify-orders-paid.js';
import { InboxQueries, InboxTransactions } from './app/ports.js';

@Module({
  imports: [SubscriptionsModule],
  controllers: [MessageController],
  providers: [
    NotifyOrdersPaid,
    FileNotices,
    ForgetUsers,
    MarkMessageRead,
    MarkAllMessagesRead,
    OrderEventsHandler,
    PaymentEventsHandler,
    UserEventsHandler,
    { provide: InboxQueries, useClass: MysqlInboxQueries },
    {
      provide: InboxTransactions,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) =>
        new MysqlTransactions(dataSource, (tx) => ({
          inbox: new MysqlInbox(tx),
          consents: new MysqlConsents(tx),
          deliveries: new MysqlDeliveries(tx),
        })),
    },
  ],
})
export class InboxModule {}
