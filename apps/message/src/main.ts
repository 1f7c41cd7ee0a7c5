import { verifyAuditCommand } from '@minisuite/audit';
import { migrateCommand } from '@minisuite/database';
import { grpcServer } from '@minisuite/grpc';
import { startService } from '@minisuite/service';
import { MessageServiceModule } from './message-service.module.js';
import { messageConfig } from './message.config.js';
import { migrations } from './migrations.js';

await startService({
  name: 'message',
  config: messageConfig,
  module: (config) => MessageServiceModule.with(config),
  server: ({ grpc }) => grpcServer({ ...grpc, package: 'message' }),
  commands: { migrate: migrateCommand(migrations), 'verify-audit': verifyAuditCommand },
});
