import type { Fen } from '@minisuite/kernel';
import type { BillRow, Subject } from './bill-row.js';
import type { OurRecord } from './our-record.js';

export const DIFFERENCE_KINDS = ['ONLY_AT_WECHAT', 'ONLY_HERE', 'AMOUNT', 'STATE', 'DUPLICATE'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** REPAIRED: WeChat's answer settled it, or it is no longer there. RESOLVED: an operator did. */
export const DIFFERENCE_STATUSES = ['OPEN', 'REPAIRED', 'RESOLVED'] as const;
export type DifferenceStatus = (typeof DIFFERENCE_STATUSES)[number];

/** Something in which the bill and our books do not agree. */
export interface Finding {
  readonly kind: DifferenceKind;
  readonly subject: Subject;
  readonly number: string;
  readonly wechatNumber: string;
  readonly paymentId: string | null;
  readonly refundId: string | null;
  /** 0 where one side has nothing, as with the other fields an empty text. */
  readonly wechatAmount: Fen;
  readonly ourAmount: Fen;
  readonly wechatState: string;
  readonly ourState: string;
  /** Whether asking WeChat may settle it. */
  readonly askable: boolean;
}

/** A finding that was written down. */
export interface Difference extends Omit<Finding, 'askable'> {
  readonly id: string;
  readonly reconciliationId: string;
  readonly status: DifferenceStatus;
  readonly note: string;
  readonly foundAt: Date;
  readonly resolvedAt: Date | null;
}

/** Puts both sides beside each other. */
export function finding(kind: DifferenceKind, row: BillRow | null, ours: OurRecord | null, askable = false): Finding {
  const about = row ?? ours;
  if (!about) throw new Error('a difference needs a side');
  return {
    kind,
    subject: about.subject,
    number: about.number,
    wechatNumber: row?.wechatNumber ?? ours?.wechatNumber ?? '',
    paymentId: ours?.paymentId ?? null,
    refundId: ours?.refundId ?? null,
    wechatAmount: row?.amount ?? 0,
    ourAmount: ours?.amount ?? 0,
    wechatState: row?.state ?? '',
    ourState: ours?.state ?? '',
    askable,
  };
}
