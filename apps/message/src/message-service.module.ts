import { AuditModule } from '@minisuite/audit';
import { RedisModule } from '@minisuite/cache';
import { DatabaseModule } from '@minisuite/database';
import { GrpcModule } from '@minisuite/grpc';
import { IdsModule } from '@minisuite/ids';
import { MessagingModule } from '@minisuite/messaging';
import { type DynamicModule, Module } from '@nestjs/common';
import { InboxModule } from './inbox/inbox.module.js';
import { MessageConfig } from './message.config.js';
import { rpcRules } from './rpc-rules.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';

@Module({})
export class MessageServiceModule {
  static with(config: MessageConfig): DynamicModule {
    return {
      module: MessageServiceModule,
      global: true,
      imports: [
        GrpcModule.with({ ...config.grpc, name: 'message', rules: rpcRules }),
        DatabaseModule.with(config.database),
        RedisModule.with(config.redisUrl),
        IdsModule,
        AuditModule,
        MessagingModule.with({ service: 'message', events: config.events }),
        SubscriptionsModule,
        InboxModule,
      ],
      providers: [{ provide: MessageConfig, useValue: config }],
      exports: [MessageConfig],
    };
  }
}
