import { randomBytes } from 'node:crypto';
import { OrderShipped, recordEvent } from '@minisuite/contracts';
import { DatabaseModule, MysqlTransactions, REQUEST } from '@minisuite/database';
import { GrpcModule } from '@minisuite/grpc';
import { IdsModule } from '@minisuite/ids';
import { RedisModule } from '@minisuite/cache';
import { AuditModule } from '@minisuite/audit';
import { Clock, DomainError } from '@minisuite/kernel';
import { MessagingModule, Outbox } from '@minisuite/messaging';
import {
  eventually,
  FakeClock,
  startTestService,
  testDatabase,
  type TestDatabase,
  testServers,
  type TestService,
} from '@minisuite/testing';
import type { DynamicModule } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { migrations } from '../src/migrations.js';
import { PaymentConfig } from '../src/payment.config.js';
import { rpcRules } from '../src/rpc-rules.js';
import { type Parcel, Receivers, ShippingUploads } from '../src/shipping/app/ports.js';
import type { Upload } from '../src/shipping/domain/shipping-report.js';
import { ShippingModule } from '../src/shipping/shipping.module.js';

/** WeChat as far as shipping goes; answers what it was told to and keeps what it was told. */
export class FakeUploads extends ShippingUploads {
  readonly parcels: Parcel[] = [];
  answer: (parcel: Parcel) => Upload | Promise<Upload> = () => ({ kind: 'taken' });

  async upload(parcel: Parcel): Promise<Upload> {
    this.parcels.push(parcel);
    return this.answer(parcel);
  }
}

export class FakeReceivers extends Receivers {
  readonly phones: string[] = [];
  phone = '18912341234';
  failure: DomainError | undefined;

  async openidOf(userId: string): Promise<string> {
    if (this.failure) throw this.failure;
    return `oFake${userId}`;
  }

  async phoneOf(orderId: string): Promise<string> {
    this.phones.push(orderId);
    return this.phone;
  }
}

export interface ReportRow {
  readonly status: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly next_at: Date;
  readonly sent_at: Date | null;
  readonly request_id: string;
}

/** The feature on a schema of its own and a real broker; WeChat and the other services are played by the test. */
export class ShippingWorld {
  readonly clock = new FakeClock();
  readonly uploads = new FakeUploads();
  readonly receivers = new FakeReceivers();
  readonly services: TestService[] = [];
  private last = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly credential: string,
    private readonly module: DynamicModule,
  ) {}

  static async start(processes = 1): Promise<ShippingWorld> {
    const database = await testDatabase(migrations);
    const { redisUrl, kafkaBrokers: brokers } = testServers();
    const grpc = { host: '127.0.0.1', port: 0, credential: randomBytes(24).toString('hex') };
    const topicPrefix = `t${randomBytes(6).toString('hex')}.`;
    const events = { transport: 'kafka', brokers, topicPrefix, replicationFactor: 1 } as const;
    const miniProgram = { baseUrl: 'http://127.0.0.1:1', appId: 'wx0123456789abcdef', secret: 'unused' };
    const config = { grpc, userAddress: '127.0.0.1:1', orderAddress: '127.0.0.1:1', miniProgram };
    const world = new ShippingWorld(database, grpc.credential, {
      module: class Shipping {},
      global: true,
      imports: [
        GrpcModule.with({ ...grpc, name: 'payment', rules: rpcRules }),
        DatabaseModule.with({ url: database.url, poolSize: 10 }),
        RedisModule.with(redisUrl),
        IdsModule,
        AuditModule,
        MessagingModule.with({ service: 'payment', events }),
        ShippingModule,
      ],
      providers: [{ provide: PaymentConfig, useValue: config }],
      exports: [PaymentConfig],
    });
    for (let process = 0; process < processes; process += 1) await world.startProcess();
    return world;
  }

  async startProcess(server?: MicroserviceOptions): Promise<TestService> {
    const replace = [
      { provide: Clock, useValue: this.clock },
      { provide: ShippingUploads, useValue: this.uploads },
      { provide: Receivers, useValue: this.receivers },
    ];
    const service = await startTestService(this.module, { replace, ...(server && { server }) });
    this.services.push(service);
    return service;
  }

  get service(): TestService {
    const [service] = this.services;
    if (!service) throw new Error('no process runs');
    return service;
  }

  /** An order that was paid here, by its id. */
  async paidOrder(): Promise<{ orderId: string; paymentId: string; transactionId: string }> {
    this.last += 1;
    const [orderId, paymentId] = [String(700_000 + this.last), String(800_000 + this.last)];
    const transactionId = `42000${paymentId}`;
    const at = this.clock.now();
    await this.rows(
      `INSERT INTO payment (id, user_id, order_id, amount, currency, status, out_trade_no, transaction_id, description,
        notify_url, expires_at, paid_at, created_at)
        VALUES (?, 31, ?, 1990, 'CNY', 'SUCCEEDED', ?, ?, '青瓷茶杯', 'https://shop.example', ?, ?, ?)`,
      [paymentId, orderId, `P${paymentId}`, transactionId, at, at, at],
    );
    return { orderId, paymentId, transactionId };
  }

  /** Says that orders were shipped, as the order service does; only the outbox is this service's. */
  async ship(orders: { orderId: string; paymentId: string; carrier?: string }[]): Promise<void> {
    const records = orders.map(({ orderId, paymentId, carrier = 'YTO' }) =>
      recordEvent(
        OrderShipped,
        orderId,
        {
          orderId,
          userId: '31',
          paymentId,
          carrier,
          trackingNo: `T${orderId}`,
          title: '青瓷茶杯',
          shippedAt: this.clock.now().toISOString(),
        },
        { requestId: `r-${orderId}` },
      ),
    );
    const transactions = new MysqlTransactions(this.database.dataSource, (tx) => tx);
    await transactions.run(REQUEST, (tx) => this.service.get(Outbox).append(tx, records));
  }

  rows<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.database.dataSource.query<T[]>(sql, parameters);
  }

  async report(orderId: string): Promise<ReportRow | undefined> {
    const [row] = await this.rows<ReportRow>('SELECT * FROM shipping_report WHERE order_id = ?', [orderId]);
    return row;
  }

  /** The report of an order when it has come to this. */
  until(what: string, orderId: string, test: (row: ReportRow) => boolean): Promise<ReportRow> {
    return eventually(
      what,
      async () => {
        const row = await this.report(orderId);
        return row && test(row) ? row : undefined;
      },
      40_000,
    );
  }

  /** A shipped order whose parcel WeChat has refused. */
  async refused(carrier = 'YTO'): Promise<{ orderId: string; paymentId: string; transactionId: string }> {
    const order = await this.paidOrder();
    this.uploads.answer = () => ({ kind: 'refused', error: 'WeChat: invalid_argument (10060014)' });
    await this.ship([{ ...order, carrier }]);
    await this.until('it has failed', order.orderId, ({ status }) => status === 'FAILED');
    return order;
  }

  async refund(paymentId: string): Promise<void> {
    await this.rows("UPDATE payment SET status = 'REFUNDED', refunded_amount = amount WHERE id = ?", [paymentId]);
  }

  uploadsOf(orderId: string): Parcel[] {
    return this.uploads.parcels.filter(({ trackingNo }) => trackingNo === `T${orderId}`);
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.database.drop();
  }
}
