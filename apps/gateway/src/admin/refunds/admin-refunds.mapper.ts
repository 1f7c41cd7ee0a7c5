import type { paymentV1 } from '@minisuite/contracts';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { given } from '../../edge/optional.js';
import { toRefund } from '../../refunds/refunds.mapper.js';
import { type adminRefundPageSchema, type adminRefundSchema, REFUND_KINDS } from './admin-refunds.schemas.js';

type Refund = z.infer<typeof adminRefundSchema>;

export function toAdminRefund(answer: paymentV1.Refund | null): Refund {
  const refund = promised(answer, 'refund');
  const kind = REFUND_KINDS.find((name) => refund.kind === `REFUND_KIND_${name}`);
  return {
    ...toRefund(refund),
    userId: refund.userId,
    kind: promised(kind, 'kind'),
    outRefundNo: refund.outRefundNo,
    ...given('wechatRefundId', refund.wechatRefundId),
    ...given('attention', refund.attention),
    attempts: refund.attempts,
    held: refund.held,
    shipped: refund.shipped,
  };
}

export function toAdminRefundPage({
  refunds,
  nextCursor,
}: paymentV1.ListRefundsResponse): z.infer<typeof adminRefundPageSchema> {
  return { items: refunds.map(toAdminRefund), nextCursor: nextCursor || null };
}
