export const REFUND_STATUSES = ['REQUESTED', 'PROCESSING', 'SUCCEEDED', 'FAILED', 'REJECTED'] as const;

export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** The only place that says which status may follow which. */
const TRANSITIONS: Readonly<Record<RefundStatus, readonly RefundStatus[]>> = {
  REQUESTED: ['PROCESSING', 'REJECTED'],
  PROCESSING: ['SUCCEEDED', 'FAILED'],
  SUCCEEDED: [],
  FAILED: [],
  REJECTED: [],
};

export function mayBecome(from: RefundStatus, to: RefundStatus): boolean {
  return TRANSITIONS[from].includes(to);
}
