import { AuditModule } from '@minisuite/audit';
import { RedisModule } from '@minisuite/cache';
import { DatabaseModule } from '@minisuite/database';
import { GrpcModule } from '@minisuite/grpc';
import { IdsModule } from '@minisuite/ids';
import { MessagingModule } from '@minisuite/messaging';
import { type DynamicModule, Module } from '@nestjs/common';
import { PaymentInvariantsModule } from './invariants/payment-invariants.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { PaymentConfig } from './payment.config.js';
import { PaymentsModule } from './payments/payments.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { rpcRules } from './rpc-rules.js';
import { ShippingModule } from './shipping/shipping.module.js';

@Module({})
export class PaymentServiceModule {
  static with(config: PaymentConfig): DynamicModule {
    return {
      module: PaymentServiceModule,
      global: true,
      imports: [
        GrpcModule.with({ ...config.grpc, name: 'payment', rules: rpcRules }),
        DatabaseModule.with(config.database),
        RedisModule.with(config.redisUrl),
        IdsModule,
        AuditModule,
        MessagingModule.with({ service: 'payment', events: config.events }),
        PaymentsModule,
        RefundsModule,
        ShippingModule,
        ReconciliationModule,
        PaymentInvariantsModule,
      ],
      providers: [{ provide: PaymentConfig, useValue: config }],
      exports: [PaymentConfig],
    };
  }
}
