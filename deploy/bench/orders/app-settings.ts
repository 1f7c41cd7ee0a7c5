import { randomBytes } from 'node:crypto';
import type { InfraAddresses } from '../../local/system/infra-addresses.ts';
import type { AppSettings, BenchApp } from './bench-apps.ts';
import type { RsaPair, WechatAccount } from './wechat-account.ts';

export interface AppPort {
  port: number;
  adminPort: number;
}

export interface SystemSettings {
  infra: InfraAddresses;
  ports: Record<BenchApp, AppPort>;
  credential: string;
  wechat: WechatAccount;
  jwt: RsaPair;
  databases: Record<Exclude<BenchApp, 'gateway'>, string>;
}

const NOBODY_COUNTS = 'address=0,session=0,money=0,write=0,read=0';
const DATA_KEYS = `bench:${randomBytes(32).toString('base64')}`;

/** The environment of each application. */
export function appSettings({
  infra,
  ports,
  credential,
  wechat,
  jwt,
  databases,
}: SystemSettings): Record<BenchApp, AppSettings> {
  const addressOf = (app: BenchApp): string => `127.0.0.1:${ports[app].port}`;
  const common = (app: BenchApp): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    ADMIN_PORT: String(ports[app].adminPort),
    INTERNAL_CREDENTIAL: credential,
    REDIS_URL: infra.redisUrl,
    ORDER_GRPC_ADDRESS: addressOf('order'),
    PAYMENT_GRPC_ADDRESS: addressOf('payment'),
    // Nothing here asks these two; the gateway only wants to have reached them.
    USER_GRPC_ADDRESS: addressOf('order'),
    MESSAGE_GRPC_ADDRESS: addressOf('order'),
  });
  const service = (app: 'order' | 'payment'): NodeJS.ProcessEnv => ({
    ...common(app),
    GRPC_PORT: String(ports[app].port),
    DATABASE_URL: databases[app],
    KAFKA_BROKERS: infra.kafkaBrokers,
  });
  const payment = {
    ...service('payment'),
    ...wechat.environment,
    WECHAT_PAY_NOTIFY_URL: `http://${addressOf('gateway')}/api/v1/webhooks/wechat-pay/payments`,
  };
  const gateway = {
    ...common('gateway'),
    HTTP_PORT: String(ports.gateway.port),
    JWT_PUBLIC_KEY: jwt.publicKey,
    RATE_LIMITS: NOBODY_COUNTS,
    // The other benches measure what is done, not what is refused.
    SHED_DELAY_MS: '0',
  };
  return {
    order: { adminPort: ports.order.adminPort, env: { ...service('order'), DATA_KEYS } },
    payment: { adminPort: ports.payment.adminPort, env: payment },
    gateway: { adminPort: ports.gateway.adminPort, env: gateway },
  };
}
