import { verifyAuditCommand } from '@minisuite/audit';
import { migrateCommand } from '@minisuite/database';
import { reencryptCommand } from '@minisuite/encryption';
import { grpcServer } from '@minisuite/grpc';
import { startService } from '@minisuite/service';
import { migrations } from './migrations.js';
import { orderConfig } from './order.config.js';
import { OrderServiceModule } from './order-service.module.js';
import { sealedTables } from './sealed-tables.js';
import { seedCommand } from './seed.js';

await startService({
  name: 'order',
  config: orderConfig,
  module: (config) => OrderServiceModule.with(config),
  server: ({ grpc }) => grpcServer({ ...grpc, package: 'order' }),
  commands: {
    migrate: migrateCommand(migrations),
    'verify-audit': verifyAuditCommand,
    reencrypt: reencryptCommand(sealedTables),
    seed: seedCommand,
  },
});
