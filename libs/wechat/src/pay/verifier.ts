import { createPublicKey, type KeyObject } from 'node:crypto';
import { certificateSerial, rsaVerify } from './crypto.js';
import { type HeaderBag, headerValue } from './headers.js';
import { SIGNATURE_SCHEME } from './request-signature.js';
import { SignatureRejected } from './signature-rejected.js';

const PROBE_PREFIX = 'WECHATPAY/SIGNTEST/';
const CERTIFICATE_SERIAL = /^[0-9A-F]{8,40}$/;

/** Where the verifier finds the key of a platform certificate; undefined for an unknown serial, throws when it could not ask. */
export interface CertificateKeys {
  keyOf(serial: string): Promise<KeyObject | undefined>;
}

/** What a `WechatPayVerifier` trusts; `now` gives unix time in ms. */
export interface VerifierOptions {
  /** Public keys (PEM) by their `PUB_KEY_ID_…`. */
  publicKeys?: Readonly<Record<string, string>>;
  /** Platform certificates (PEM) known beforehand. */
  certificates?: readonly string[];
  /** Platform certificates that are downloaded when a serial is not known. */
  certificateKeys?: CertificateKeys;
  now?: () => number;
  /** Greatest difference between the signed time and ours in ms, 5 minutes unless told. */
  windowMs?: number;
}

/** A response or notification with its untouched body. */
export interface SignedMessage {
  headers: HeaderBag;
  body: Buffer | string;
}

/** Builds the bytes that a response or notification signature covers (WeChat Pay "Signature verification"). */
export function responseMessage(timestamp: string, nonce: string, body: Buffer | string): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body), Buffer.from('\n')]);
}

/** Checks a signature with a key already chosen, without looking at time or serial (WeChat Pay "Signature verification"). */
export function verifySignature(
  signed: { timestamp: string; nonce: string; body: Buffer | string; signature: string },
  publicKeyOrCertPem: string | KeyObject,
): boolean {
  return rsaVerify(responseMessage(signed.timestamp, signed.nonce, signed.body), signed.signature, publicKeyOrCertPem);
}

/** Verifies what WeChat Pay sends, with the public key or the platform certificate that `Wechatpay-Serial` names (WeChat Pay "Signature verification"). */
export class WechatPayVerifier {
  private readonly keys = new Map<string, KeyObject>();
  private readonly now: () => number;
  private readonly windowMs: number;

  constructor(private readonly options: VerifierOptions) {
    this.now = options.now ?? Date.now;
    this.windowMs = options.windowMs ?? 5 * 60_000;
    for (const [id, pem] of Object.entries(options.publicKeys ?? {})) this.keys.set(id, createPublicKey(pem));
    for (const pem of options.certificates ?? []) this.keys.set(certificateSerial(pem), createPublicKey(pem));
  }

  /** Returns when the message is WeChat Pay's own and fresh; throws `SignatureRejected` (WeChat Pay "Signature verification"). */
  async verify({ headers, body }: SignedMessage): Promise<void> {
    const timestamp = headerValue(headers, 'Wechatpay-Timestamp');
    const nonce = headerValue(headers, 'Wechatpay-Nonce');
    const serial = headerValue(headers, 'Wechatpay-Serial');
    const signature = headerValue(headers, 'Wechatpay-Signature');
    if (!timestamp || !nonce || !serial || !signature) throw new SignatureRejected('missing_signature');
    const type = headerValue(headers, 'Wechatpay-Signature-Type') ?? SIGNATURE_SCHEME;
    if (type !== SIGNATURE_SCHEME) throw new SignatureRejected('unsupported_signature_type');
    if (signature.startsWith(PROBE_PREFIX)) throw new SignatureRejected('signature_probe');
    if (!this.isFresh(timestamp)) throw new SignatureRejected('stale_timestamp');
    const key = await this.keyOf(serial);
    if (!verifySignature({ timestamp, nonce, body, signature }, key)) throw new SignatureRejected('bad_signature');
  }

  private isFresh(timestamp: string): boolean {
    return /^\d{1,12}$/.test(timestamp) && Math.abs(this.now() - Number(timestamp) * 1000) < this.windowMs;
  }

  private async keyOf(serial: string): Promise<KeyObject> {
    const known = this.keys.get(serial) ?? this.keys.get(serial.toUpperCase());
    if (known) return known;
    if (!this.options.certificateKeys || !CERTIFICATE_SERIAL.test(serial.toUpperCase())) {
      throw new SignatureRejected('unknown_serial');
    }
    const downloaded = await this.options.certificateKeys.keyOf(serial.toUpperCase()).catch((error: unknown) => {
      throw new SignatureRejected('keys_unavailable', { cause: error });
    });
    if (!downloaded) throw new SignatureRejected('unknown_serial');
    return downloaded;
  }
}
