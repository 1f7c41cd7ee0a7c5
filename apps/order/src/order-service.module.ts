import { AuditModule } from '@minisuite/audit';
import { RedisModule } from '@minisuite/cache';
import { DatabaseModule } from '@minisuite/database';
import { EncryptionModule } from '@minisuite/encryption';
import { GrpcModule } from '@minisuite/grpc';
import { IdsModule } from '@minisuite/ids';
import { MessagingModule } from '@minisuite/messaging';
import { type DynamicModule, Module } from '@nestjs/common';
import { AfterSalesModule } from './after-sales/after-sales.module.js';
import { AssortmentModule } from './assortment/assortment.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { ClosedAccountsModule } from './closed-accounts/closed-accounts.module.js';
import { OrderInvariantsModule } from './invariants/order-invariants.module.js';
import { OrderConfig } from './order.config.js';
import { OrderingModule } from './ordering/ordering.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { rpcRules } from './rpc-rules.js';

@Module({})
export class OrderServiceModule {
  static with(config: OrderConfig): DynamicModule {
    return {
      module: OrderServiceModule,
      global: true,
      providers: [{ provide: OrderConfig, useValue: config }],
      exports: [OrderConfig],
      imports: [
        GrpcModule.with({ ...config.grpc, name: 'order', rules: rpcRules }),
        DatabaseModule.with(config.database),
        EncryptionModule.with(config.dataKeys),
        RedisModule.with(config.redisUrl),
        IdsModule,
        AuditModule,
        MessagingModule.with({ service: 'order', events: config.events }),
        CatalogueModule,
        AssortmentModule,
        OrderingModule,
        AfterSalesModule,
        ReviewsModule,
        ClosedAccountsModule,
        OrderInvariantsModule,
      ],
    };
  }
}
