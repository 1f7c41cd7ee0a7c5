import { paymentV1 } from '@minisuite/contracts';
import { caller, requireUserId } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { CloseOrders } from '../../app/close-orders.js';
import { CreatePayment } from '../../app/create-payment.js';
import { GetPayment } from '../../app/get-payment.js';
import { HandlePaymentNotification } from '../../app/handle-payment-notification.js';
import { PayOrder } from '../../app/pay-order.js';
import { PaymentQueries } from '../../app/ports.js';
import { idOf } from '../../domain/request-id.js';
import { amountOf, closedMessage, keptMessage, paymentMessage, processed } from './payment-mapper.js';

const MAX_ORDERS = 100;
const MAX_KEPT = 2000;

@Controller()
@paymentV1.PaymentServiceControllerMethods()
export class PaymentController implements paymentV1.PaymentServiceController {
  constructor(
    private readonly payOrder: PayOrder,
    private readonly create: CreatePayment,
    private readonly get: GetPayment,
    private readonly handleNotification: HandlePaymentNotification,
    private readonly close: CloseOrders,
    private readonly queries: PaymentQueries,
  ) {}

  async processPayment(request: paymentV1.ProcessPaymentRequest): Promise<paymentV1.ProcessPaymentResponse> {
    const command = {
      userId: caller().userId ?? null,
      orderId: idOf('order_id', request.orderId),
      amount: amountOf(request.amount),
    };
    return processed(await this.payOrder.execute(command));
  }

  async createPayment(request: paymentV1.CreatePaymentRequest): Promise<paymentV1.CreatePaymentResponse> {
    const { idempotencyKey, requestHash } = request;
    const command = {
      userId: requireUserId(),
      orderId: idOf('order_id', request.orderId),
      idempotencyKey,
      requestHash,
    };
    const { payment, payParams, replayed } = await this.create.execute(command);
    return { payment: paymentMessage(payment), payParams, replayed };
  }

  async getPayment({ id, sync }: paymentV1.GetPaymentRequest): Promise<paymentV1.GetPaymentResponse> {
    const payment = await this.get.execute({ userId: requireUserId(), id: idOf('id', id), sync });
    return { payment: paymentMessage(payment) };
  }

  async handlePaymentNotification(
    request: paymentV1.HandlePaymentNotificationRequest,
  ): Promise<paymentV1.HandlePaymentNotificationResponse> {
    await this.handleNotification.execute({ headers: request.headers, body: Buffer.from(request.body) });
    return {};
  }

  async closeOrders({ orderIds }: paymentV1.CloseOrdersRequest): Promise<paymentV1.CloseOrdersResponse> {
    if (orderIds.length > MAX_ORDERS) throw invalid('order_ids', `must be at most ${MAX_ORDERS}`);
    const ids = orderIds.map((id) => idOf('order_ids', id));
    return { results: (await this.close.execute(ids)).map(closedMessage) };
  }

  async listKeptPayments(request: paymentV1.ListKeptPaymentsRequest): Promise<paymentV1.ListKeptPaymentsResponse> {
    const { limit } = request;
    if (limit < 1 || limit > MAX_KEPT) throw invalid('limit', `must be 1 to ${MAX_KEPT}`);
    const after = request.afterOrderId === '' ? '0' : idOf('after_order_id', request.afterOrderId);
    return { payments: (await this.queries.keptAfter(after, limit)).map(keptMessage) };
  }
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', [{ path, message }]);
}
