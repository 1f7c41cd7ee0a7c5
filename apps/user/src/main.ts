import { verifyAuditCommand } from '@minisuite/audit';
import { migrateCommand } from '@minisuite/database';
import { grpcServer } from '@minisuite/grpc';
import { startService } from '@minisuite/service';
import { migrations } from './migrations.js';
import { reencrypt } from './reencrypt.js';
import { UserServiceModule } from './user-service.module.js';
import { userConfig } from './user.config.js';

await startService({
  name: 'user',
  config: userConfig,
  module: (config) => UserServiceModule.with(config),
  server: ({ grpc }) => grpcServer({ ...grpc, package: 'user' }),
  commands: { migrate: migrateCommand(migrations), 'verify-audit': verifyAuditCommand, reencrypt },
});
