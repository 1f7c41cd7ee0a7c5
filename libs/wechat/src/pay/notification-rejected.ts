import type { SignatureRejectionReason } from './signature-rejected.js';

/** Why a notification was refused: what `SignatureRejected` says, or what was wrong inside (WeChat Pay "Payment notification"). */
export type NotificationRejectionReason =
  SignatureRejectionReason | 'bad_ciphertext' | 'malformed' | 'unexpected_event';

/** Thrown for a notification that must be answered with 4xx and change nothing (WeChat Pay "Payment notification"). */
export class NotificationRejected extends Error {
  override readonly name = 'NotificationRejected';

  constructor(
    readonly reason: NotificationRejectionReason,
    options?: ErrorOptions,
  ) {
    super(`WeChat Pay notification rejected: ${reason}`, options);
  }
}
