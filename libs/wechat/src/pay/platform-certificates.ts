import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { HttpAnswer } from '../exchange.js';
import { certificateSerial } from './crypto.js';
import { WechatPayError } from './pay-error.js';
import { decryptResource, encryptedResourceSchema } from './resource.js';
import type { WechatPayRequest } from './signed-http.js';
import { type CertificateKeys, WechatPayVerifier } from './verifier.js';

const listSchema = z.object({
  data: z.array(
    z.object({
      serial_no: z.string(),
      effective_time: z.iso.datetime({ offset: true }),
      expire_time: z.iso.datetime({ offset: true }),
      encrypt_certificate: encryptedResourceSchema,
    }),
  ),
});

/** One platform certificate; `expiresAt` is unix time in ms (WeChat Pay "Download platform certificates"). */
export interface PlatformCertificate {
  serial: string;
  pem: string;
  expiresAt: number;
}

/** What a `PlatformCertificates` needs; times in ms. */
export interface PlatformCertificatesOptions {
  http: { send(request: WechatPayRequest): Promise<HttpAnswer> };
  apiV3Key: string;
  /** Public keys by `PUB_KEY_ID_…`: during a migration the list itself is signed with one. */
  publicKeys?: Readonly<Record<string, string>>;
  now?: () => number;
  /** Least time between two downloads, 12 hours unless told. */
  refreshMs?: number;
  /** Least time between a failed download and the next, 30 seconds unless told. */
  retryMs?: number;
}

/** Decrypts a certificate list; throws when it is malformed or the key does not fit (WeChat Pay "Download platform certificates"). */
export function parseCertificateList(body: Buffer | string, apiV3Key: string): PlatformCertificate[] {
  const { data } = listSchema.parse(JSON.parse(body.toString()));
  return data.map((item) => {
    const pem = decryptResource(item.encrypt_certificate, apiV3Key);
    return { serial: certificateSerial(pem), pem, expiresAt: Date.parse(item.expire_time) };
  });
}

/** Keys of the platform certificates, downloaded on demand by one request at a time and cached (WeChat Pay "Download platform certificates"). */
export class PlatformCertificates implements CertificateKeys {
  private keys = new Map<string, { key: KeyObject; expiresAt: number }>();
  private notBefore = 0;
  private failure: unknown;
  private download: Promise<void> | undefined;
  private readonly now: () => number;

  constructor(private readonly options: PlatformCertificatesOptions) {
    this.now = options.now ?? Date.now;
  }

  /** Gives the key of a serial or undefined; throws when the list could not be had (WeChat Pay "Download platform certificates"). */
  async keyOf(serial: string): Promise<KeyObject | undefined> {
    const cached = this.cached(serial);
    if (cached) {
      // New certificates are listed a day before they are used, so an old list may be renewed without anyone waiting.
      if (this.isDue()) void this.refresh().catch(() => undefined);
      return cached;
    }
    if (this.download || this.isDue()) await this.refresh();
    else if (this.failure !== undefined) throw this.failure;
    return this.cached(serial);
  }

  private cached(serial: string): KeyObject | undefined {
    const entry = this.keys.get(serial);
    return entry && entry.expiresAt > this.now() ? entry.key : undefined;
  }

  private isDue(): boolean {
    return this.now() >= this.notBefore;
  }

  private refresh(): Promise<void> {
    this.download ??= this.fetchList().finally(() => {
      this.download = undefined;
    });
    return this.download;
  }

  private async fetchList(): Promise<void> {
    const { http, apiV3Key, publicKeys = {}, refreshMs = 12 * 3_600_000, retryMs = 30_000 } = this.options;
    this.notBefore = this.now() + retryMs;
    this.failure = undefined;
    try {
      const answer = await http.send({ method: 'GET', path: '/v3/certificates' });
      const list = parseCertificateList(answer.body, apiV3Key);
      const certificates = list.map(({ pem }) => pem);
      await new WechatPayVerifier({ publicKeys, certificates, now: this.now }).verify(answer);
      this.keys = new Map(list.map(({ serial, pem, expiresAt }) => [serial, { key: createPublicKey(pem), expiresAt }]));
      this.notBefore = this.now() + refreshMs;
    } catch (error) {
      // A merchant that has only a public key is refused here: there are no certificates, which is an answer too.
      if (error instanceof WechatPayError && error.outcome === 'rejected' && error.httpStatus === 404) return;
      this.failure = error;
      throw error;
    }
  }
}
