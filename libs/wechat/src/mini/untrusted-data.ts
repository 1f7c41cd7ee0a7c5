/** Why data that came through a client or a push was not believed. */
export type UntrustedDataReason = 'bad_ciphertext' | 'foreign_appid' | 'malformed';

/** Thrown when decrypted or signed data does not prove that WeChat made it for this mini-program (Mini Program "Open data verification and decryption"). */
export class UntrustedData extends Error {
  override readonly name = 'UntrustedData';

  constructor(
    readonly reason: UntrustedDataReason,
    options?: ErrorOptions,
  ) {
    super(`WeChat data rejected: ${reason}`, options);
  }
}
