import { paymentV1 } from '@minisuite/contracts';
import { caller, requireUserId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import { CreatePayment } from '../../app/create-payment.js';
import { GetPayment } from '../../app/get-payment.js';
import { HandlePaymentNotification } from '../../app/handle-payment-notification.js';
import { PayOrder } from '../../app/pay-order.js';
import { amountOf, idOf, paymentMessage, processed } from './payment-mapper.js';

@Controller()
@paymentV1.PaymentServiceControllerMethods()
export class PaymentController implements paymentV1.PaymentServiceController {
  constructor(
    private readonly payOrder: PayOrder,
    private readonly create: CreatePayment,
    private readonly get: GetPayment,
    private readonly handleNotification: HandlePaymentNotification,
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
}
