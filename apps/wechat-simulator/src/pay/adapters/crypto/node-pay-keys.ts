import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { aeadEncrypt, buildMessage, rsaVerify } from '@minisuite/wechat';
import type { MerchantAccount } from '../../../account/domain/merchant-account.js';
import type { Randomness } from '../../../simulation/app/ports.js';
import { type EncryptedResource, PayKeys, type PlatformCertificate } from '../../app/ports.js';
import type { SigningMode } from '../../domain/signing-mode.js';

/** With a callback Node signs in its thread pool: at hundreds of answers a second the event loop stays free. */
const signInPool = promisify<string, NodeJS.ArrayBufferView, KeyObject, Buffer>(sign);

export class NodePayKeys extends PayKeys {
  private readonly signingKeys: Record<SigningMode, { serial: string; key: KeyObject }>;
  private readonly merchantKey: KeyObject;
  private readonly certificate: PlatformCertificate;

  constructor(
    private readonly account: MerchantAccount,
    private readonly randomness: Randomness,
  ) {
    super();
    const { merchant, platform, publicKey } = account;
    this.signingKeys = {
      'public-key': { serial: publicKey.id, key: createPrivateKey(publicKey.privateKey) },
      certificate: { serial: platform.serial, key: createPrivateKey(platform.privateKey) },
    };
    this.merchantKey = new X509Certificate(merchant.certificate).publicKey;
    const { validFrom, validTo } = new X509Certificate(platform.certificate);
    const { serial, certificate: pem } = platform;
    this.certificate = { serial, pem, validFrom: new Date(validFrom), validTo: new Date(validTo) };
  }

  override serialOf(mode: SigningMode): string {
    return this.signingKeys[mode].serial;
  }

  override async sign(mode: SigningMode, lines: readonly string[]): Promise<string> {
    const signature = await signInPool('RSA-SHA256', Buffer.from(buildMessage(lines)), this.signingKeys[mode].key);
    return signature.toString('base64');
  }

  override isMerchantSignature(lines: readonly string[], body: Buffer, signature: string): boolean {
    const message = Buffer.concat([Buffer.from(buildMessage(lines)), body, Buffer.from('\n')]);
    return rsaVerify(message, signature, this.merchantKey);
  }

  override encrypt(associatedData: string, plaintext: string): EncryptedResource {
    const nonce = this.randomness.alphanumeric(12);
    const ciphertext = aeadEncrypt(this.account.apiV3Key, { nonce, associatedData, plaintext });
    return { algorithm: 'AEAD_AES_256_GCM', ciphertext, associated_data: associatedData, nonce };
  }

  override platformCertificate(): PlatformCertificate {
    return this.certificate;
  }
}
