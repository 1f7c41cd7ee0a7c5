import type { ServiceName } from '@minisuite/grpc';
import { FakeServices } from './fake-services.js';
import { type Answer, type CallOptions, operatorToken, startGatewayUnderTest } from './gateway-under-test.js';

/** A gateway whose services are told apart, called as an operator who is an admin. */
export async function startWithFourServices() {
  const each: Record<ServiceName, FakeServices> = {
    user: new FakeServices(),
    order: new FakeServices(),
    payment: new FakeServices(),
    message: new FakeServices(),
  };
  const all = Object.values(each);
  await Promise.all(all.map((service) => service.start()));
  const addresses = {
    user: each.user.address,
    order: each.order.address,
    payment: each.payment.address,
    message: each.message.address,
  };
  const gateway = await startGatewayUnderTest({ addresses });
  return {
    redis: gateway.redis,
    url: gateway.url,
    each,
    all,
    call: (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
      gateway.call(method, path, { token: operatorToken(), ...options }),
    /** How often any service was asked anything. */
    asked: () => all.flatMap(({ calls }) => calls).length,
    reset: () => all.forEach((service) => service.reset()),
    stop: async () => {
      await gateway.stop();
      for (const service of all) service.stop();
    },
  };
}

export type FourServices = Awaited<ReturnType<typeof startWithFourServices>>;
