/** Why a bill was refused: its bytes are others than WeChat named, it ends early, a needed column is not there, or it is no bill at all (WeChat Pay "Bill format"). */
export type BillRejectionReason = 'hash' | 'cut' | 'columns' | 'malformed';

/** Thrown for a bill that cannot be believed; rows that were read before it count for nothing (WeChat Pay "Bill format"). */
export class BillRejected extends Error {
  override readonly name = 'BillRejected';

  constructor(
    readonly reason: BillRejectionReason,
    options?: ErrorOptions,
  ) {
    super(`WeChat Pay bill rejected: ${reason}`, options);
  }
}
