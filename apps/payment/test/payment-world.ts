import { randomBytes } from 'node:crypto';
import { Clock, DomainError } from '@minisuite/kernel';
import {
  FakeClock,
  startTestService,
  testDatabase,
  testServers,
  type TestDatabase,
  type TestService,
} from '@minisuite/testing';
import { WechatPayClient } from '@minisuite/wechat';
import { ExpiredKeysTimer } from '../src/idempotency/adapters/timer/expired-keys-timer.js';
import { migrations } from '../src/migrations.js';
import { PaymentServiceModule } from '../src/payment-service.module.js';
import type { PaymentConfig } from '../src/payment.config.js';
import { PendingPaymentsTimer } from '../src/payments/adapters/timer/pending-payments-timer.js';
import { wechatPayClient } from '../src/payments/adapters/wechat/wechat-pay-client.js';
import { CreatePayment, type CreatedPayment } from '../src/payments/app/create-payment.js';
import { Orders, Payers } from '../src/payments/app/ports.js';
import type { PayableOrder } from '../src/payments/domain/payable-order.js';
import { RefundsTimer } from '../src/refunds/adapters/timer/refunds-timer.js';
import { APP_ID, FakeWechat, MCH_ID } from './fake-wechat.js';

export const NOTIFY_URL = 'https://shop.example/api/v1/webhooks/wechat-pay/payments';
export const REFUND_NOTIFY_URL = 'https://shop.example/api/v1/webhooks/wechat-pay/refunds';
const WINDOW_MS = 900_000;

/** Answers to anybody, so that the owner check under test is our own. */
export class FakeOrders extends Orders {
  private readonly orders = new Map<string, PayableOrder>();
  private last = 0;

  constructor(private readonly clock: Clock) {
    super();
  }

  add(changes: Partial<PayableOrder> = {}): PayableOrder {
    this.last += 1;
    const expiresAt = new Date(this.clock.now().getTime() + WINDOW_MS);
    const id = String(700_000 + this.last);
    const order = { id, userId: '31', awaitsPayment: true, amount: 1990, title: '青瓷茶杯', expiresAt, ...changes };
    this.orders.set(id, order);
    return order;
  }

  change(id: string, changes: Partial<PayableOrder>): void {
    const order = this.orders.get(id);
    if (order) this.orders.set(id, { ...order, ...changes });
  }

  async find(orderId: string): Promise<PayableOrder | null> {
    return this.orders.get(orderId) ?? null;
  }
}

export class FakePayers extends Payers {
  /** What the user service does before it answers. */
  before: () => Promise<void> = async () => {};

  async openidOf(userId: string): Promise<string> {
    await this.before();
    return `oFake${userId}`;
  }
}

/** The service on a schema of its own; WeChat, orders and users are played by the test, everything else is real. */
export class PaymentWorld {
  readonly clock = new FakeClock();
  readonly orders = new FakeOrders(this.clock);
  readonly payers = new FakePayers();

  private constructor(
    readonly database: TestDatabase,
    readonly config: PaymentConfig,
  ) {}

  wechat!: FakeWechat;
  service!: TestService;

  static async start(options: { publicKeyMode?: boolean } = {}): Promise<PaymentWorld> {
    const world = await PaymentWorld.make(options);
    world.service = await startTestService(PaymentServiceModule.with(world.config), { replace: world.fakes() });
    return world;
  }

  /** Everything but the service. */
  static async make({ publicKeyMode = true } = {}): Promise<PaymentWorld> {
    const database = await testDatabase(migrations);
    const { redisUrl, kafkaBrokers: brokers } = testServers();
    const world = new PaymentWorld(database, {
      process: { production: false, logLevel: 'fatal', logPretty: false, adminHost: '127.0.0.1', adminPort: 0 },
      grpc: { host: '127.0.0.1', port: 0, credential: randomBytes(24).toString('hex') },
      database: { url: database.url, poolSize: 10 },
      redisUrl,
      events: { transport: 'kafka', brokers, topicPrefix: `t${randomBytes(6).toString('hex')}.`, replicationFactor: 1 },
      userAddress: '127.0.0.1:1',
      orderAddress: '127.0.0.1:1',
      refunds: { autoLimit: 5000 },
      miniProgram: { baseUrl: 'http://127.0.0.1:1', appId: APP_ID, secret: 'unused' },
      wechat: {
        baseUrl: 'https://pay.example',
        appId: APP_ID,
        mchId: MCH_ID,
        serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
        privateKey: '',
        apiV3Key: '',
        notifyUrl: NOTIFY_URL,
        refundNotifyUrl: REFUND_NOTIFY_URL,
        backgroundPerSecond: 1000,
        publicKey: null,
      },
    });
    world.wechat = await FakeWechat.make(world.clock);
    const { merchant, platform, publicKeyId, apiV3Key } = world.wechat;
    const publicKey = publicKeyMode ? { id: publicKeyId, pem: platform.publicKey } : null;
    Object.assign(world.config.wechat, { privateKey: merchant.privateKey, apiV3Key, publicKey });
    return world;
  }

  fakes(): { provide: unknown; useValue: unknown }[] {
    return [
      { provide: Clock, useValue: this.clock },
      { provide: Orders, useValue: this.orders },
      { provide: Payers, useValue: this.payers },
      // A test says itself when something is due, or too old.
      { provide: PendingPaymentsTimer, useValue: {} },
      { provide: RefundsTimer, useValue: {} },
      { provide: ExpiredKeysTimer, useValue: {} },
      { provide: WechatPayClient, useValue: wechatPayClient(this.config, this.clock, this.wechat.fetch) },
    ];
  }

  create(
    orderId: string,
    { userId = '31', key = randomBytes(8).toString('hex'), hash = 'h1' } = {},
  ): Promise<CreatedPayment> {
    return this.service.get(CreatePayment).execute({ userId, orderId, idempotencyKey: key, requestHash: hash });
  }

  async rows<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.database.dataSource.query<T[]>(sql, parameters);
  }

  /** The payloads that were written for publication, by payment. */
  async successesOf(paymentId: string): Promise<Record<string, unknown>[]> {
    const sql = "SELECT payload FROM outbox WHERE aggregate_id = ? AND type = 'payment.succeeded.v1'";
    const rows = await this.rows<{ payload: string }>(sql, [paymentId]);
    return rows.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.database.drop();
  }
}

/** The reason that a promise was refused for. */
export async function refusalOf(promise: Promise<unknown>): Promise<DomainError> {
  const error = await promise.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (error instanceof DomainError) return error;
  throw error;
}
