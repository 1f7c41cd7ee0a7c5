import { paymentV1 } from '@minisuite/contracts';
import { requireOperator, requireUserId } from '@minisuite/grpc';
import { decodeCursor, pageLimit } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { idOf } from '../../../payments/domain/request-id.js';
import { DecideRefund } from '../../app/decide-refund.js';
import { GetRefund } from '../../app/get-refund.js';
import { HandleRefundNotification } from '../../app/handle-refund-notification.js';
import { RequestRefund } from '../../app/request-refund.js';
import { refundMessage, statusOf, wantedAmountOf } from './refund-mapper.js';

@Controller()
@paymentV1.RefundServiceControllerMethods()
export class RefundController implements paymentV1.RefundServiceController {
  constructor(
    private readonly request: RequestRefund,
    private readonly get: GetRefund,
    private readonly decide: DecideRefund,
    private readonly handleNotification: HandleRefundNotification,
  ) {}

  async requestRefund(request: paymentV1.RequestRefundRequest): Promise<paymentV1.RequestRefundResponse> {
    const { reason, idempotencyKey, requestHash } = request;
    const { refund, replayed } = await this.request.execute({
      userId: requireUserId(),
      orderId: idOf('order_id', request.orderId),
      amount: wantedAmountOf(request.amount),
      reason,
      idempotencyKey,
      requestHash,
    });
    return { refund: refundMessage(refund), replayed };
  }

  async getRefund({ id }: paymentV1.GetRefundRequest): Promise<paymentV1.GetRefundResponse> {
    return { refund: refundMessage(await this.get.execute(requireUserId(), idOf('id', id))) };
  }

  async listRefunds(request: paymentV1.ListRefundsRequest): Promise<paymentV1.ListRefundsResponse> {
    requireOperator();
    const { items, nextCursor } = await this.get.list({
      status: statusOf(request.status),
      waiting: request.waiting,
      orderId: request.orderId === '' ? null : idOf('order_id', request.orderId),
      before: decodeCursor(request.cursor),
      limit: pageLimit(request.limit),
    });
    return { refunds: items.map(refundMessage), nextCursor: nextCursor ?? '' };
  }

  async approveRefund({ id }: paymentV1.ApproveRefundRequest): Promise<paymentV1.ApproveRefundResponse> {
    requireOperator();
    return { refund: refundMessage(await this.decide.approve(idOf('id', id))) };
  }

  async rejectRefund({ id, reason }: paymentV1.RejectRefundRequest): Promise<paymentV1.RejectRefundResponse> {
    requireOperator();
    return { refund: refundMessage(await this.decide.reject(idOf('id', id), reason)) };
  }

  async retryRefund({ id }: paymentV1.RetryRefundRequest): Promise<paymentV1.RetryRefundResponse> {
    requireOperator();
    return { refund: refundMessage(await this.decide.retry(idOf('id', id))) };
  }

  async handleRefundNotification(
    request: paymentV1.HandleRefundNotificationRequest,
  ): Promise<paymentV1.HandleRefundNotificationResponse> {
    await this.handleNotification.execute({ headers: request.headers, body: Buffer.from(request.body) });
    return {};
  }
}
