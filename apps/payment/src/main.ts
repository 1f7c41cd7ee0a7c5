import { verifyAuditCommand } from '@minisuite/audit';
import { migrateCommand } from '@minisuite/database';
import { grpcServer } from '@minisuite/grpc';
import { startService } from '@minisuite/service';
import { migrations } from './migrations.js';
import { PaymentServiceModule } from './payment-service.module.js';
import { paymentConfig } from './payment.config.js';

await startService({
  name: 'payment',
  config: paymentConfig,
  module: (config) => PaymentServiceModule.with(config),
  server: ({ grpc }) => grpcServer({ ...grpc, package: 'payment' }),
  commands: { migrate: migrateCommand(migrations), 'verify-audit': verifyAuditCommand },
});
