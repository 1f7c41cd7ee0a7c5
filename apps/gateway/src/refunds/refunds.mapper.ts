import { paymentV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import { given, moment } from '../edge/optional.js';
import { REFUND_STATUSES, type refundSchema } from './refunds.schemas.js';

type Refund = z.infer<typeof refundSchema>;
type Status = Refund['status'];

const PREFIX = 'REFUND_STATUS_';

export function toRefund(answer: paymentV1.Refund | null): Refund {
  const refund = promised(answer, 'refund');
  return {
    id: refund.id,
    orderId: refund.orderId,
    paymentId: refund.paymentId,
    amount: fen(refund.amount),
    reason: refund.reason,
    status: statusOf(refund.status),
    ...given('decisionReason', refund.decisionReason),
    createdAt: dateOf(refund.createdAt).toISOString(),
    ...given('succeededAt', moment(refund.succeededAt)),
  };
}

export function fromRefundStatus(status: Status | undefined): paymentV1.RefundStatus {
  return paymentV1.RefundStatus[`${PREFIX}${status ?? 'UNSPECIFIED'}`];
}

function statusOf(status: paymentV1.RefundStatus): Status {
  const found = REFUND_STATUSES.find((name) => status === `${PREFIX}${name}`);
  return promised(found, 'status');
}
