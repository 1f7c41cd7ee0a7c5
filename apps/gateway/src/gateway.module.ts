import { RedisModule } from '@minisuite/cache';
import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.js';
import { AddressesModule } from './addresses/addresses.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { ClientsModule } from './clients/clients.module.js';
import { EdgeModule } from './edge/edge.module.js';
import { GatewayConfig } from './gateway.config.js';
import { LimitsModule } from './limits/limits.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { PartnerModule } from './partner/partner.module.js';
import { PersonalDataModule } from './personal-data/personal-data.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { UsersModule } from './users/users.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({})
export class GatewayModule {
  static with(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      global: true,
      providers: [{ provide: GatewayConfig, useValue: config }],
      exports: [GatewayConfig],
      imports: [
        RedisModule.with(config.redisUrl),
        ClientsModule,
        EdgeModule,
        AuthModule,
        // After AuthModule: its guard has to know who calls.
        LimitsModule,
        PersonalDataModule,
        UsersModule,
        AddressesModule,
        CatalogueModule,
        ReviewsModule,
        OrdersModule,
        PaymentsModule,
        RefundsModule,
        MessagesModule,
        SubscriptionsModule,
        WebhooksModule,
        AdminModule,
        PartnerModule,
      ],
    };
  }
}
