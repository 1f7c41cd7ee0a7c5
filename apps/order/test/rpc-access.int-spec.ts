import { rpcAccessSuite, testDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { rpcRules } from '../src/rpc-rules.js';
import { CREDENTIAL, startOrderService } from './order-service.js';

rpcAccessSuite('order', rpcRules, async (tls) => {
  const database = await testDatabase(migrations);
  const service = await startOrderService(database.url, { tls });
  const stop = async () => {
    await service.stop();
    await database.drop();
  };
  return { port: service.port, credential: CREDENTIAL, stop };
});
