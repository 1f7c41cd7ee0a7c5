import { randomBytes } from 'node:crypto';
import { orderV1 } from '@minisuite/contracts';
import { grpcClient, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import {
  type CertPaths,
  freePort,
  startTestService,
  testDataKeys,
  testServers,
  type TestService,
} from '@minisuite/testing';
import type { DataSource } from 'typeorm';
import { TextChecks } from '../src/content/app/ports.js';
import { KeptPayments } from '../src/invariants/app/ports.js';
import type { OrderConfig } from '../src/order.config.js';
import { OrderServiceModule } from '../src/order-service.module.js';
import { AddressBook, PaymentClosing } from '../src/ordering/app/ports.js';
import { FakeAddressBook } from './fake-address-book.js';
import { FakeKeptPayments } from './fake-kept-payments.js';
import { FakePayments } from './fake-payments.js';
import { FakeTextChecks } from './fake-text-checks.js';

export const CREDENTIAL = 'a-credential-for-tests-0123456789';

const NOWHERE = '127.0.0.1:1';

export interface RunningOrderService extends TestService {
  readonly orders: PromiseClient<orderV1.OrderServiceClient>;
  /** As the payment service calls it. */
  readonly ordersForPayment: PromiseClient<orderV1.OrderServiceClient>;
  readonly catalogue: PromiseClient<orderV1.CatalogueServiceClient>;
  readonly operations: PromiseClient<orderV1.OrderOperationsServiceClient>;
  readonly assortment: PromiseClient<orderV1.AssortmentServiceClient>;
  readonly reviews: PromiseClient<orderV1.ReviewServiceClient>;
  readonly reviewOperations: PromiseClient<orderV1.ReviewOperationsServiceClient>;
  readonly address: string;
  readonly port: number;
}

interface Fakes {
  readonly clock?: Clock;
  readonly payments?: PaymentClosing;
  readonly kept?: KeptPayments;
  /** Away, if nothing is said: texts wait. */
  readonly texts?: TextChecks;
  /** Where a payment service listens, instead of `payments` and `kept`. */
  readonly paymentAddress?: string;
  readonly presented?: string;
  readonly tls?: CertPaths;
}

/** The whole service on real servers; only the services behind it are fakes. */
export async function startOrderService(
  databaseUrl: string,
  {
    clock,
    payments = new FakePayments(),
    kept = new FakeKeptPayments(),
    texts = new FakeTextChecks(),
    paymentAddress = NOWHERE,
    presented = CREDENTIAL,
    tls,
  }: Fakes = {},
): Promise<RunningOrderService> {
  const { redisUrl, kafkaBrokers } = testServers();
  const port = await freePort();
  const config: OrderConfig = {
    process: { production: false, logLevel: 'error', logPretty: false, adminHost: '127.0.0.1', adminPort: 0 },
    grpc: { host: '127.0.0.1', port, credential: CREDENTIAL, tls },
    database: { url: databaseUrl, poolSize: 10 },
    dataKeys: testDataKeys(),
    redisUrl,
    events: {
      transport: 'kafka',
      brokers: kafkaBrokers,
      topicPrefix: `${topicPrefixOf(databaseUrl)}.`,
      replicationFactor: 1,
    },
    userAddress: NOWHERE,
    paymentAddress,
    paymentWindowMs: 900_000,
    receiptMs: 864_000_000,
  };
  const replace: { provide: unknown; useValue: unknown }[] = [
    { provide: AddressBook, useValue: new FakeAddressBook() },
    { provide: TextChecks, useValue: texts },
    ...(paymentAddress === NOWHERE
      ? [
          { provide: PaymentClosing, useValue: payments },
          { provide: KeptPayments, useValue: kept },
        ]
      : []),
    ...(clock ? [{ provide: Clock, useValue: clock }] : []),
  ];
  const server = grpcServer({ ...config.grpc, package: 'order' });
  const service = await startTestService(OrderServiceModule.with(config), { replace, server });
  const settings = {
    package: 'order',
    address: `127.0.0.1:${port}`,
    from: { name: 'gateway', credential: presented },
    // Longer than many calls at the same time wait for each other on a busy machine.
    deadlineMs: 60_000,
  } as const;
  const orders = grpcClient<orderV1.OrderServiceClient>({ ...settings, service: orderV1.ORDER_SERVICE_NAME });
  const ordersForPayment = grpcClient<orderV1.OrderServiceClient>({
    ...settings,
    service: orderV1.ORDER_SERVICE_NAME,
    from: { name: 'payment', credential: presented },
  });
  const catalogue = grpcClient<orderV1.CatalogueServiceClient>({
    ...settings,
    service: orderV1.CATALOGUE_SERVICE_NAME,
  });
  const operations = grpcClient<orderV1.OrderOperationsServiceClient>({
    ...settings,
    service: orderV1.ORDER_OPERATIONS_SERVICE_NAME,
  });
  const assortment = grpcClient<orderV1.AssortmentServiceClient>({
    ...settings,
    service: orderV1.ASSORTMENT_SERVICE_NAME,
  });
  const reviews = grpcClient<orderV1.ReviewServiceClient>({ ...settings, service: orderV1.REVIEW_SERVICE_NAME });
  const reviewOperations = grpcClient<orderV1.ReviewOperationsServiceClient>({
    ...settings,
    service: orderV1.REVIEW_OPERATIONS_SERVICE_NAME,
  });
  const clients = { orders, ordersForPayment, catalogue, operations, assortment, reviews, reviewOperations };
  const stop = async () => {
    for (const client of Object.values(clients)) client.close();
    await service.stop();
  };
  return { ...service, ...clients, address: settings.address, port, stop };
}

/** Runs a call in the name of a user, as the gateway would. */
export function as<T>(userId: string, call: () => Promise<T>): Promise<T> {
  return RequestContext.run({ requestId: `test-${randomBytes(4).toString('hex')}`, userId }, call);
}

/** Runs a call in the name of an operator, as the gateway would. */
export function asOperator<T>(call: () => Promise<T>): Promise<T> {
  const requestId = `test-${randomBytes(4).toString('hex')}`;
  return RequestContext.run({ requestId, operatorId: '77', operatorName: 'anna', roles: ['operations'] }, call);
}

/** What a rejected call says: `reason path…`. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => ({ reason: 'no refusal', details: [] }),
    (thrown: { reason?: string; details?: { path: string }[] }) => thrown,
  );
  return [error.reason ?? String(error), ...(error.details ?? []).map(({ path }) => path)].join(' ');
}

/** Keeps services from work that they do by themselves, by its leases; before they start, or one of them may be at it already. */
export async function holdBack(dataSource: DataSource, ...leases: string[]): Promise<void> {
  for (const name of leases) {
    await dataSource.query("INSERT INTO lease VALUES (?, 'nobody', 9e15, '2099-01-01')", [name]);
  }
}

function topicPrefixOf(databaseUrl: string): string {
  return new URL(databaseUrl).pathname.slice(1);
}
