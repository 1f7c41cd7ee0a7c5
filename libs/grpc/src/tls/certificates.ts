import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { experimental } from '@grpc/grpc-js';
import { certificateFault, type TlsFiles, type TlsTexts } from '@minisuite/config';
import { WatchedFiles } from '@minisuite/service';
import type { CallerName } from '../access/rpc-rules.js';
import { certifiedName } from './certified-name.js';
import { certificateEnds } from './tls-metrics.js';

type CaListener = Parameters<experimental.CertificateProvider['addCaCertificateListener']>[0];
type IdentityListener = Parameters<experimental.CertificateProvider['addIdentityCertificateListener']>[0];

/**
 * The certificate of this process and the authorities it trusts. The files are read again every ten seconds: what is new serves the
 * connections that are made from then on. Files that cannot be used, because a person is just replacing them, change nothing.
 */
export class Certificates implements experimental.CertificateProvider {
  private readonly caListeners = new Set<CaListener>();
  private readonly identityListeners = new Set<IdentityListener>();
  private readonly watched: WatchedFiles<keyof TlsTexts>;
  private current: TlsTexts;

  /** Throws when the files cannot be used by the process `name`. */
  constructor(
    private readonly files: TlsFiles,
    private readonly name: CallerName,
    everyMs?: number,
  ) {
    this.current = this.usable({
      ca: readFileSync(files.ca, 'utf8'),
      cert: readFileSync(files.cert, 'utf8'),
      key: readFileSync(files.key, 'utf8'),
    });
    const use = (texts: TlsTexts): void => this.use(texts);
    this.watched = new WatchedFiles({ files, texts: this.current, use, everyMs });
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
    await this.watched.readAgain();
  }

  private use(texts: TlsTexts): void {
    this.current = this.usable(texts);
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

  private tellCa(listener: CaListener): void {
    listener({ caCertificate: Buffer.from(this.current.ca) });
  }

  private tellIdentity(listener: IdentityListener): void {
    listener({ certificate: Buffer.from(this.current.cert), privateKey: Buffer.from(this.current.key) });
  }
}
