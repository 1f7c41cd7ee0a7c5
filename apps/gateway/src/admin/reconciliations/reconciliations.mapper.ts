import { paymentV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import { fen, fen as wholeNumber } from '@minisuite/kernel';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { given, moment } from '../../edge/optional.js';
import {
  DIFFERENCE_KINDS,
  DIFFERENCE_STATUSES,
  type differenceSchema,
  RECONCILIATION_STATUSES,
  type reconciliationSchema,
} from './reconciliations.schemas.js';

type Difference = z.infer<typeof differenceSchema>;

const STATUS = 'DIFFERENCE_STATUS_';

export function toReconciliation(answer: paymentV1.Reconciliation | null): z.infer<typeof reconciliationSchema> {
  const run = promised(answer, 'reconciliation');
  const status = RECONCILIATION_STATUSES.find((name) => run.status === `RECONCILIATION_STATUS_${name}`);
  return {
    id: run.id,
    billDate: run.billDate,
    status: promised(status, 'status'),
    payments: wholeNumber(run.payments),
    refunds: wholeNumber(run.refunds),
    paidAmount: fen(run.paidAmount),
    refundedAmount: fen(run.refundedAmount),
    differences: wholeNumber(run.differences),
    openDifferences: wholeNumber(run.openDifferences),
    ...given('error', run.error),
    ...given('startedAt', moment(run.startedAt)),
    ...given('finishedAt', moment(run.finishedAt)),
  };
}

export function toDifference(answer: paymentV1.Difference | null): Difference {
  const found = promised(answer, 'difference');
  return {
    id: found.id,
    reconciliationId: found.reconciliationId,
    kind: promised(
      DIFFERENCE_KINDS.find((name) => found.kind === `DIFFERENCE_KIND_${name}`),
      'kind',
    ),
    status: promised(
      DIFFERENCE_STATUSES.find((name) => found.status === `${STATUS}${name}`),
      'status',
    ),
    subject: found.subject,
    number: found.number,
    ...given('wechatNumber', found.wechatNumber),
    ...given('paymentId', found.paymentId),
    ...given('refundId', found.refundId),
    wechatAmount: fen(found.wechatAmount),
    ourAmount: fen(found.ourAmount),
    ...given('wechatState', found.wechatState),
    ...given('ourState', found.ourState),
    ...given('note', found.note),
    foundAt: dateOf(found.foundAt).toISOString(),
    ...given('resolvedAt', moment(found.resolvedAt)),
  };
}

export function fromDifferenceStatus(status: Difference['status'] | undefined): paymentV1.DifferenceStatus {
  return paymentV1.DifferenceStatus[`${STATUS}${status ?? 'UNSPECIFIED'}`];
}
