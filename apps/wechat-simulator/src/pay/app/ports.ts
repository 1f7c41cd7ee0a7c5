import type { SigningMode } from '../domain/signing-mode.js';

export interface EncryptedResource {
  readonly algorithm: 'AEAD_AES_256_GCM';
  readonly ciphertext: string;
  readonly associated_data: string;
  readonly nonce: string;
}

export interface PlatformCertificate {
  readonly serial: string;
  readonly pem: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** What WeChat Pay does with keys. */
export abstract class PayKeys {
  abstract serialOf(mode: SigningMode): string;
  abstract sign(mode: SigningMode, lines: readonly string[]): Promise<string>;
  abstract isMerchantSignature(lines: readonly string[], body: Buffer, signature: string): boolean;
  abstract encrypt(associatedData: string, plaintext: string): EncryptedResource;
  abstract platformCertificate(): PlatformCertificate;
}

export type SendResult = { readonly httpStatus: number } | { readonly error: string };

/** POSTs to the merchant and tells how it was answered; never throws. */
export abstract class NotificationSender {
  abstract send(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<SendResult>;
}

/** With which key notifications are signed unless a payment asks for the other. */
export abstract class NotificationSettings {
  abstract readonly signWith: SigningMode;
}
