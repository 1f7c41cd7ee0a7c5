import { DomainError, type ErrorKind } from '@minisuite/kernel';

const FORGED = ['unauthenticated', 'SIGNATURE_INVALID'] as const;

const ANSWERS = {
  bad_signature: FORGED,
  stale_timestamp: FORGED,
  // Of plain pushes the signature does not cover the body: whoever has seen one could put another body under it.
  reused_nonce: FORGED,
  // An encrypted push of somebody else, or one that is not encrypted though it has to be.
  not_ours: FORGED,
  malformed: ['invalid', 'VALIDATION_FAILED'],
  off: ['not_found', 'NOT_FOUND'],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

/** A push that was not believed, or could not be read. */
export class PushRefused extends DomainError {
  constructor(readonly why: keyof typeof ANSWERS) {
    const [kind, reason] = ANSWERS[why];
    super(kind, reason, 'The push was refused.');
  }
}
