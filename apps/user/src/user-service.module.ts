import { AuditModule } from '@minisuite/audit';
import { RedisModule } from '@minisuite/cache';
import { DatabaseModule } from '@minisuite/database';
import { EncryptionModule } from '@minisuite/encryption';
import { GrpcModule } from '@minisuite/grpc';
import { IdsModule } from '@minisuite/ids';
import { MessagingModule } from '@minisuite/messaging';
import { type DynamicModule, Module } from '@nestjs/common';
import { AddressesModule } from './addresses/addresses.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { ContentModule } from './content/content.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { OperatorsModule } from './operators/operators.module.js';
import { PushModule } from './push/push.module.js';
import { rpcRules } from './rpc-rules.js';
import { UserConfig } from './user.config.js';

@Module({})
export class UserServiceModule {
  static with(config: UserConfig): DynamicModule {
    return {
      module: UserServiceModule,
      global: true,
      providers: [{ provide: UserConfig, useValue: config }],
      exports: [UserConfig],
      imports: [
        GrpcModule.with({ ...config.grpc, name: 'user', rules: rpcRules }),
        DatabaseModule.with(config.database),
        EncryptionModule.with(config.dataKeys),
        RedisModule.with(config.redisUrl),
        IdsModule,
        AuditModule,
        MessagingModule.with({ service: 'user', events: config.events }),
        IdentityModule,
        AddressesModule,
        OperatorsModule,
        ApiKeysModule,
        ContentModule,
        PushModule,
      ],
    };
  }
}
