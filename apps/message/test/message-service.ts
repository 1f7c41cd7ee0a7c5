import { type messageV1, messageV1 as contract } from '@minisuite/contracts';
import { grpcClient, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { Clock, SystemClock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import {
  type CertPaths,
  freePort,
  startTestService,
  testDatabase,
  type TestDatabase,
  type TestService,
  testServers,
} from '@minisuite/testing';
import { randomBytes } from 'node:crypto';
import { MessageServiceModule } from '../src/message-service.module.js';
import type { MessageConfig } from '../src/message.config.js';
import { migrations } from '../src/migrations.js';
import { SubscribeMessages } from '../src/subscriptions/app/ports.js';
import type { Delivery, DeliveryOutcome } from '../src/subscriptions/domain/delivery.js';

export const TEMPLATE = 'template-order-paid';

/** WeChat as far as this service knows it; answers what it was told to and keeps what it was sent. */
export class FakeSubscribeMessages extends SubscribeMessages {
  readonly sent: Delivery[] = [];
  outcome: DeliveryOutcome = { kind: 'sent' };

  async send(delivery: Delivery): Promise<DeliveryOutcome> {
    this.sent.push(delivery);
    return this.outcome;
  }
}

export interface RunningMessageService {
  readonly service: TestService;
  readonly database: TestDatabase;
  readonly wechat: FakeSubscribeMessages;
  readonly topicPrefix: string;
  readonly port: number;
  readonly credential: string;
  /** Calls the service as a user. */
  as<T>(userId: string, call: (client: PromiseClient<messageV1.MessageServiceClient>) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export async function startMessageService({
  tls,
  clock = new SystemClock(),
}: { tls?: CertPaths; clock?: Clock } = {}): Promise<RunningMessageService> {
  const database = await testDatabase(migrations);
  const { redisUrl, kafkaBrokers } = testServers();
  const credential = randomBytes(32).toString('hex');
  const port = await freePort();
  const topicPrefix = `test-${randomBytes(4).toString('hex')}.`;
  const config: MessageConfig = {
    process: { production: false, logLevel: 'fatal', logPretty: false, adminHost: '127.0.0.1', adminPort: 0 },
    grpc: { host: '127.0.0.1', port, credential, tls },
    database: { url: database.url, poolSize: 10 },
    redisUrl,
    events: { transport: 'kafka', brokers: kafkaBrokers, topicPrefix, replicationFactor: 1 },
    userAddress: '127.0.0.1:1',
    wechat: { baseUrl: 'http://127.0.0.1:1', appId: 'wx0123456789abcdef', secret: 'unused', state: 'formal' },
    templates: { orderPaid: TEMPLATE },
  };
  const wechat = new FakeSubscribeMessages();
  const service = await startTestService(MessageServiceModule.with(config), {
    replace: [
      { provide: SubscribeMessages, useValue: wechat },
      { provide: Clock, useValue: clock },
    ],
    server: grpcServer({ ...config.grpc, package: 'message' }),
  });
  const client = grpcClient<messageV1.MessageServiceClient>({
    package: 'message',
    service: contract.MESSAGE_SERVICE_NAME,
    address: `127.0.0.1:${port}`,
    from: { name: 'gateway', credential },
    deadlineMs: 20_000,
  });
  return {
    service,
    database,
    wechat,
    topicPrefix,
    port,
    credential,
    as: (userId, call) => RequestContext.run({ requestId: 'test', userId }, () => call(client)),
    stop: async () => {
      client.close();
      await service.stop();
      await database.drop();
    },
  };
}
