import { describe, expect, it } from '@jest/globals';
import { type MethodDefinition, loadSync, type ServiceDefinition } from '@grpc/proto-loader';
import { orderV1, paymentV1 } from '@minisuite/contracts';
import { LOADER_OPTIONS, PACKAGES } from './loader.js';

/** What a message is after it went over the wire. */
function answerOf<T extends object>(files: string[], service: string, method: string, message: Partial<T>): T {
  const definition = loadSync(files, LOADER_OPTIONS)[service] as ServiceDefinition;
  const rpc = definition[method] as unknown as MethodDefinition<object, T>;
  return rpc.responseDeserialize(rpc.responseSerialize(message as T));
}

const order = (message: Partial<orderV1.Order>) =>
  answerOf<orderV1.GetOrderResponse>(PACKAGES.order.files, 'minisuite.order.v1.OrderService', 'GetOrder', {
    order: message as orderV1.Order,
  }).order;

describe('a message after the wire', () => {
  it('has every zero value and empty list that its type promises', () => {
    expect(order({ id: '1' })).toMatchObject({
      id: '1',
      amount: '0',
      status: orderV1.OrderStatus.ORDER_STATUS_UNSPECIFIED,
      lines: [],
      remark: '',
      refundedAmount: '0',
    });
  });

  it('has null for messages that are not set', () => {
    expect(order({ id: '1' })).toMatchObject({ address: null, paidAt: null });
  });

  it('keeps ids and amounts beyond 2^53 to the last digit', () => {
    expect(order({ id: '7203456789012345678', amount: '9007199254740993' })).toMatchObject({
      id: '7203456789012345678',
      amount: '9007199254740993',
    });
  });

  it('keeps enums by name, and timestamps to the nanosecond', () => {
    const createdAt = { seconds: '1767225600', nanos: 123_000_000 };
    expect(order({ status: orderV1.OrderStatus.ORDER_STATUS_PAID, createdAt })).toMatchObject({
      status: orderV1.OrderStatus.ORDER_STATUS_PAID,
      createdAt,
    });
  });

  it('keeps bytes and maps', () => {
    const { files } = PACKAGES.payment;
    const definition = loadSync(files, LOADER_OPTIONS)['minisuite.payment.v1.PaymentService'] as ServiceDefinition;
    const rpc = definition['HandlePaymentNotification'] as unknown as MethodDefinition<
      paymentV1.HandlePaymentNotificationRequest,
      object
    >;
    const body = Buffer.from([0, 255, 10, 13]);
    const request = rpc.requestDeserialize(rpc.requestSerialize({ headers: { 'wechatpay-nonce': 'n' }, body }));
    expect(Buffer.from(request.body).equals(body)).toBe(true);
    expect(request.headers).toEqual({ 'wechatpay-nonce': 'n' });
  });
});
