/** Our number of a refund at WeChat. The same number is refunded once, so it changes only when WeChat has closed the one before. */
export function refundNumber(id: string, generation: number): string {
  return generation === 1 ? `R${id}` : `R${id}-${generation}`;
}

/** The refund that a number belongs to, whatever its generation; null when it is none of ours. */
export function refundIdOf(outRefundNo: string): string | null {
  return /^R(\d{1,20})(?:-\d{1,3})?$/.exec(outRefundNo)?.[1] ?? null;
}
