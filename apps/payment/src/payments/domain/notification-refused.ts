import { DomainError, type ErrorKind } from '@minisuite/kernel';

const FORGED = ['unauthenticated', 'SIGNATURE_INVALID'] as const;
const UNREADABLE = ['invalid', 'VALIDATION_FAILED'] as const;

const ANSWERS = {
  missing_signature: FORGED,
  unsupported_signature_type: FORGED,
  // WeChat itself sends wrong signatures now and then to see that they are refused.
  signature_probe: FORGED,
  stale_timestamp: FORGED,
  unknown_serial: FORGED,
  bad_signature: FORGED,
  bad_ciphertext: UNREADABLE,
  malformed: UNREADABLE,
  unexpected_event: UNREADABLE,
  // Nothing is wrong with the notification: WeChat has to send it again later.
  keys_unavailable: ['unavailable', 'WECHAT_UNAVAILABLE'],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

export type RefusalCause = keyof typeof ANSWERS;

/** A notification that was not believed, or could not be read. */
export class NotificationRefused extends DomainError {
  constructor(readonly why: RefusalCause) {
    const [kind, reason] = ANSWERS[why];
    super(kind, reason, 'The notification was refused.');
  }
}
