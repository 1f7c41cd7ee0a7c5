import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { paymentV1 } from '@minisuite/contracts';
import { grpcClient, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { RequestContext } from '@minisuite/service';
import { freePort, startTestService, type TestService } from '@minisuite/testing';
import { PaymentServiceModule } from '../src/payment-service.module.js';
import { notification } from './notification.js';
import { PaymentWorld, refusalOf } from './payment-world.js';

type Client = PromiseClient<paymentV1.PaymentServiceClient> & { close(): void };

let world: PaymentWorld;
let server: TestService;
let client: Client;
let refunds: PromiseClient<paymentV1.RefundServiceClient> & { close(): void };
let stranger: Client;

beforeAll(async () => {
  world = await PaymentWorld.start();
  const port = await freePort();
  server = await startTestService(PaymentServiceModule.with(world.config), {
    replace: world.fakes(),
    server: grpcServer({ host: '127.0.0.1', port, package: 'payment' }),
  });
  const settings = {
    package: 'payment',
    service: paymentV1.PAYMENT_SERVICE_NAME,
    address: `127.0.0.1:${port}`,
    deadlineMs: 20_000,
  } as const;
  const { credential } = world.config.grpc;
  client = grpcClient({ ...settings, from: { name: 'gateway', credential } });
  refunds = grpcClient({ ...settings, service: paymentV1.REFUND_SERVICE_NAME, from: { name: 'gateway', credential } });
  stranger = grpcClient({ ...settings, from: { name: 'gateway', credential: 'guessed' } });
});
afterAll(async () => {
  client.close();
  refunds.close();
  stranger.close();
  await server.stop();
  await world.stop();
});

const as = <T>(userId: string | undefined, work: () => Promise<T>): Promise<T> =>
  RequestContext.run({ requestId: randomUUID(), userId }, work);
const create = (orderId: string, idempotencyKey: string = randomUUID()) =>
  client.createPayment({ orderId, idempotencyKey, requestHash: 'h' });

describe('PaymentService', () => {
  it('pays an order from prepay to success', async () => {
    const { id: orderId } = world.orders.add();
    const key = randomUUID();
    const created = await as('31', () => create(orderId, key));
    expect(created).toMatchObject({
      replayed: false,
      payment: { orderId, amount: '1990', status: 'PAYMENT_STATUS_PENDING', transactionId: '', paidAt: null },
      payParams: { signType: 'RSA' },
    });
    expect(await as('31', () => create(orderId, key))).toMatchObject({ replayed: true, payment: created.payment });

    const processed = await as('31', () => client.processPayment({ orderId, amount: '1990' }));
    expect(processed).toMatchObject({ success: false, transactionId: '', paymentId: created.payment?.id });
    expect(processed.payParams?.package).toBe(created.payParams?.package);

    const outTradeNo = created.payment?.outTradeNo ?? '';
    const { transactionId } = world.wechat.pay(outTradeNo);
    await client.handlePaymentNotification(notification(world.wechat, outTradeNo, world.clock.now()));
    const { payment } = await as('31', () => client.getPayment({ id: created.payment?.id ?? '', sync: false }));
    expect(payment).toMatchObject({ status: 'PAYMENT_STATUS_SUCCEEDED', transactionId });
    expect(await as(undefined, () => client.processPayment({ orderId, amount: '1990' }))).toEqual({
      success: true,
      transactionId,
      payParams: null,
      paymentId: payment?.id,
    });
    expect(await refusalOf(as('31', () => create(orderId)))).toMatchObject({ reason: 'PAYMENT_STATE_CONFLICT' });
  });

  it('does not show or pay what belongs to another user', async () => {
    const { id: orderId } = world.orders.add();
    const { payment } = await as('31', () => create(orderId));
    const id = payment?.id ?? '';
    const calls: (() => Promise<unknown>)[] = [
      () => client.getPayment({ id, sync: true }),
      () => create(orderId),
      () => client.processPayment({ orderId, amount: '1990' }),
    ];
    for (const call of calls) {
      expect(await refusalOf(as('32', call))).toMatchObject({ kind: 'not_found', reason: 'NOT_FOUND' });
    }
  });

  it('does not refund what belongs to another user, or show their refund', async () => {
    const { id: orderId } = world.orders.add();
    const { payment } = await as('31', () => create(orderId));
    const outTradeNo = payment?.outTradeNo ?? '';
    world.wechat.pay(outTradeNo);
    await client.handlePaymentNotification(notification(world.wechat, outTradeNo, world.clock.now()));
    const request = () =>
      refunds.requestRefund({ orderId, amount: '100', reason: 'r', idempotencyKey: randomUUID(), requestHash: 'h' });
    expect(await refusalOf(as('32', request))).toMatchObject({ reason: 'NOT_FOUND' });
    const id = (await as('31', request)).refund?.id ?? '';
    expect(await refusalOf(as('32', () => refunds.getRefund({ id })))).toMatchObject({ reason: 'NOT_FOUND' });
    expect((await as('31', () => refunds.getRefund({ id }))).refund).toMatchObject({ id, amount: '100' });
  });

  it('refuses what is no request', async () => {
    const invalid = { kind: 'invalid', reason: 'VALIDATION_FAILED' };
    const { id: orderId } = world.orders.add();
    expect(await refusalOf(as('31', () => create('x')))).toMatchObject(invalid);
    expect(await refusalOf(as('31', () => client.getPayment({ id: '1 OR 1=1', sync: false })))).toMatchObject(invalid);
    for (const amount of ['0', '-1990', '9007199254740993']) {
      expect(await refusalOf(as('31', () => client.processPayment({ orderId, amount })))).toMatchObject(invalid);
    }
    expect(await refusalOf(as('31', () => create(orderId, '')))).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REQUIRED' });
    expect(await refusalOf(as(undefined, () => create(orderId)))).toMatchObject({ reason: 'TOKEN_MISSING' });
    expect(await refusalOf(client.handlePaymentNotification({ headers: {}, body: Buffer.from('{}') }))).toMatchObject({
      kind: 'unauthenticated',
      reason: 'SIGNATURE_INVALID',
    });
  });

  it('refuses a caller without the internal credential', async () => {
    const { id: orderId } = world.orders.add();
    const call = () => stranger.processPayment({ orderId, amount: '1990' });
    expect(await refusalOf(as('31', call))).toMatchObject({ kind: 'unauthenticated', reason: 'CREDENTIALS_INVALID' });
  });
});
