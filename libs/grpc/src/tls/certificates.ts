import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { experimental } from '@grpc/grpc-js';
import { certificateFault, type TlsFiles, type TlsTexts } from '@minisuite/config';
import { Logger } from '@nestjs/common';
import type { CallerName } from '../access/rpc-rules.js';
import { certifiedName } from './certified-name.js';
import { certificateEnds } from './tls-metrics.js';

type CaListener = Parameters<experimental.CertificateProvider['addCaCertificateListener']>[0];
type IdentityListener = Parameters<experimental.CertificateProvider['addIdentityCertificateListener']>[0];

const EVERY_MS = 10_000;

/**
 * The certificate of this process and the authorities it trusts. The files are read again every ten seconds: what is new serves the
 * connections that are made from then on. Files that cannot be used, because a person is just replacing them, change nothing.
 */
export class Certificates implements experimental.CertificateProvider {
  private readonly logger = new Logger('Certificates');
  private readonly caListeners = new Set<CaListener>();
  private readonly identityListeners = new Set<IdentityListener>();
  private current: TlsTexts;
  private complaint = '';

  /** Throws when the files cannot be used by the process `name`. */
  constructor(
    private readonly files: TlsFiles,
    private readonly name: CallerName,
    everyMs = EVERY_MS,
  ) {
    this.current = this.usable({
      ca: readFileSync(files.ca, 'utf8'),
      cert: readFileSync(files.cert, 'utf8'),
      key: readFileSync(files.key, 'utf8'),
    });
    setInterval(() => void this.readAgain(), everyMs).unref();
  }

  addCaCertificateListener(listener: CaListener): void {
    this.caListeners.add(listener);
    // Not before the caller is done: it registers itself with whom the listener tells.
    process.nextTick(() => this.tellCa(listener));
  }

  removeCaCertificateListener(listener: CaListener): void {
    this.caListeners.delete(listener);
  }

  addIdentityCertificateListener(listener: IdentityListener): void {
    this.identityListeners.add(listener);
    process.nextTick(() => this.tellIdentity(listener));
  }

  removeIdentityCertificateListener(listener: IdentityListener): void {
    this.identityListeners.delete(listener);
  }

  /** Reads the files now, and has what is new in them used; never rejects. */
  async readAgain(): Promise<void> {
    try {
      const [ca, cert, key] = await Promise.all([
        readFile(this.files.ca, 'utf8'),
        readFile(this.files.cert, 'utf8'),
        readFile(this.files.key, 'utf8'),
      ]);
      if (ca === this.current.ca && cert === this.current.cert && key === this.current.key) return;
      this.current = this.usable({ ca, cert, key });
    } catch (error) {
      this.complain(error instanceof Error ? error.message : String(error));
      return;
    }
    this.complaint = '';
    this.logger.log('the certificate files have changed and are in use');
    for (const listener of this.caListeners) this.tellCa(listener);
    for (const listener of this.identityListeners) this.tellIdentity(listener);
  }

  private usable(texts: TlsTexts): TlsTexts {
    const fault = certificateFault(texts);
    if (fault) throw new Error(`${this.files[fault.in]} ${fault.message}`);
    const { subjectAltName, validTo } = new X509Certificate(texts.cert);
    if (certifiedName(subjectAltName) !== this.name) {
      throw new Error(`${this.files.cert} is not a certificate of spiffe://minisuite/${this.name}`);
    }
    certificateEnds.set({ of: this.name }, new Date(validTo).getTime() / 1000);
    return texts;
  }

  /** Once for each fault, not every ten seconds. */
  private complain(complaint: string): void {
    if (complaint !== this.complaint) this.logger.warn(`the certificate files stay as they were: ${complaint}`);
    this.complaint = complaint;
  }

  private tellCa(listener: CaListener): void {
    listener({ caCertificate: Buffer.from(this.current.ca) });
  }

  private tellIdentity(listener: IdentityListener): void {
    listener({ certificate: Buffer.from(this.current.cert), privateKey: Buffer.from(this.current.key) });
  }
}
