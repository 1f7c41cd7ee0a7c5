/**
 * Why a signature of WeChat Pay was not believed; `signature_probe` is WeChat's own test traffic and deserves no alarm,
 * `keys_unavailable` means that the platform certificates could not be downloaded (WeChat Pay "Signature verification").
 */
export type SignatureRejectionReason =
  | 'missing_signature'
  | 'unsupported_signature_type'
  | 'signature_probe'
  | 'stale_timestamp'
  | 'unknown_serial'
  | 'keys_unavailable'
  | 'bad_signature';

/** Thrown when a response or notification does not prove that WeChat Pay sent it (WeChat Pay "Signature verification"). */
export class SignatureRejected extends Error {
  override readonly name = 'SignatureRejected';

  constructor(
    readonly reason: SignatureRejectionReason,
    options?: ErrorOptions,
  ) {
    super(`WeChat Pay signature rejected: ${reason}`, options);
  }
}
