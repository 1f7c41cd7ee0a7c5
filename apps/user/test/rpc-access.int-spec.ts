import { grpcServer } from '@minisuite/grpc';
import { freePort, rpcAccessSuite, startTestService, testDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { rpcRules } from '../src/rpc-rules.js';
import { UserServiceModule } from '../src/user-service.module.js';
import { configFor } from './running-user-service.js';

rpcAccessSuite('user', rpcRules, async (tls) => {
  const database = await testDatabase(migrations);
  const config = configFor(database.url, await freePort());
  const grpc = { ...config.grpc, tls };
  const server = grpcServer({ ...grpc, package: 'user' });
  const service = await startTestService(UserServiceModule.with({ ...config, grpc }), { server });
  const stop = async () => {
    await service.stop();
    await database.drop();
  };
  return { ...grpc, stop };
});
