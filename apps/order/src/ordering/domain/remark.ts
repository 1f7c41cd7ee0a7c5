/** Others see a remark only when it has PASSED; NONE means that nothing was said. */
export const REMARK_STATUSES = ['NONE', 'PENDING', 'PASSED', 'REJECTED'] as const;

export type RemarkStatus = (typeof REMARK_STATUSES)[number];

interface Remark {
  readonly remark: string;
  readonly remarkStatus: RemarkStatus;
}

/** A remark as its author has just written it. */
export function remarkAsWritten(remark: string): Remark {
  return { remark, remarkStatus: /\S/.test(remark) ? 'PENDING' : 'NONE' };
}

/** An order as all but its author see it. */
export function asOthersSee<T extends Remark>(order: T): T {
  return order.remarkStatus === 'PASSED' ? order : { ...order, remark: '' };
}
