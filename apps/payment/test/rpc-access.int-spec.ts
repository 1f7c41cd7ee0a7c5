import { grpcServer } from '@minisuite/grpc';
import { freePort, rpcAccessSuite, startTestService } from '@minisuite/testing';
import { PaymentServiceModule } from '../src/payment-service.module.js';
import { rpcRules } from '../src/rpc-rules.js';
import { PaymentWorld } from './payment-world.js';

rpcAccessSuite('payment', rpcRules, async (tls) => {
  const world = await PaymentWorld.start();
  const grpc = { ...world.config.grpc, port: await freePort(), tls };
  const service = await startTestService(PaymentServiceModule.with({ ...world.config, grpc }), {
    replace: world.fakes(),
    server: grpcServer({ ...grpc, package: 'payment' }),
  });
  const stop = async () => {
    await service.stop();
    await world.stop();
  };
  return { ...grpc, stop };
});
