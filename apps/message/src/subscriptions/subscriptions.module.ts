import { Redis } from '@minisuite/cache';
import { userV1 } from '@minisuite/contracts';
import { MysqlTransactions } from '@minisuite/database';
import { GrpcClients } from '@minisuite/grpc';
import { AccessTokens, MiniProgramClient, RedisTokenStore } from '@minisuite/wechat';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MessageConfig } from '../message.config.js';
import { MysqlConsents } from './adapters/mysql/mysql-consents.js';
import { MysqlDeliveries } from './adapters/mysql/mysql-deliveries.js';
import { DeliveryTimer } from './adapters/timer/delivery.timer.js';
import { WechatSubscribeMessages } from './adapters/wechat/wechat-subscribe-messages.js';
import { DeliverySignal } from './app/delivery-signal.js';
import { OrderPaidTemplate, SubscribeMessages, SubscriptionTransactions } from './app/ports.js';
import { RecordConsents } from './app/record-consents.js';
import { SendDueDeliveries } from './app/send-due-deliveries.js';

@Module({
  providers: [
    DeliverySignal,
    DeliveryTimer,
    RecordConsents,
    SendDueDeliveries,
    {
      provide: OrderPaidTemplate,
      inject: [MessageConfig],
      useFactory: ({ templates }: MessageConfig): OrderPaidTemplate => ({
        id: templates.orderPaid,
        page: 'pages/order/detail',
      }),
    },
    {
      provide: SubscriptionTransactions,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) =>
        new MysqlTransactions(dataSource, (tx) => ({
          consents: new MysqlConsents(tx),
          deliveries: new MysqlDeliveries(tx),
        })),
    },
    {
      provide: SubscribeMessages,
      inject: [MessageConfig, Redis, GrpcClients],
      useFactory: ({ wechat, userAddress }: MessageConfig, redis: Redis, clients: GrpcClients) => {
        const tokens = new AccessTokens({ ...wechat, store: new RedisTokenStore(redis) });
        const users = clients.create<userV1.UserServiceClient>({
          package: 'user',
          service: userV1.USER_SERVICE_NAME,
          address: userAddress,
        });
        return new WechatSubscribeMessages(new MiniProgramClient({ ...wechat, tokens }), users, wechat.state);
      },
    },
  ],
  exports: [DeliverySignal, OrderPaidTemplate, RecordConsents, SendDueDeliveries],
})
export class SubscriptionsModule {}
