import type { ServerOptions } from 'node:https';
import type { Server as TlsServer } from 'node:tls';
import { keyPairFault } from '@minisuite/config';
import { WatchedFiles } from '@minisuite/service';

/** A certificate with those between it and its authority, and its key, in PEM; `files` are read again while the process runs. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
  readonly files?: { readonly cert: string; readonly key: string };
}

/** What clients are spoken to with, also when the certificate has changed. */
const PROTOCOL = { minVersion: 'TLSv1.2' } as const;

export function tlsOptions({ cert, key }: KeyPair): ServerOptions {
  // Node would wait two minutes for a client that connects and says nothing.
  return { ...PROTOCOL, cert, key, handshakeTimeout: 10_000 };
}

/** Has new certificate files serve the connections that are made from then on. Gives what ends it. */
export function renewCertificate(server: TlsServer, { cert, key, files }: KeyPair, everyMs?: number): () => void {
  if (!files) return () => {};
  const watched = new WatchedFiles({
    files,
    texts: { cert, key },
    use: (texts) => {
      const fault = keyPairFault(texts);
      if (fault) throw new Error(`${files[fault.in]} ${fault.message}`);
      server.setSecureContext({ ...PROTOCOL, ...texts });
    },
    everyMs,
  });
  return () => watched.stop();
}
