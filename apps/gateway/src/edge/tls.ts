import { readFile } from 'node:fs/promises';
import type { ServerOptions } from 'node:https';
import type { Server as TlsServer } from 'node:tls';
import { keyPairFault } from '@minisuite/config';
import { Logger } from '@nestjs/common';

/** A certificate with those between it and its authority, and its key, in PEM; `files` are read again while the process runs. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
  readonly files?: { readonly cert: string; readonly key: string };
}

const EVERY_MS = 10_000;
/** What clients are spoken to with, also when the certificate has changed. */
const PROTOCOL = { minVersion: 'TLSv1.2' } as const;

export function tlsOptions({ cert, key }: KeyPair): ServerOptions {
  // Node would wait two minutes for a client that connects and says nothing.
  return { ...PROTOCOL, cert, key, handshakeTimeout: 10_000 };
}

/**
 * Has new certificate files serve the connections that are made from then on. Files that cannot be used, because a person is just
 * replacing them, change nothing. Gives what ends it.
 */
export function renewCertificate(server: TlsServer, pair: KeyPair, everyMs = EVERY_MS): () => void {
  const logger = new Logger('Certificate');
  const { files } = pair;
  if (!files) return () => {};
  let current: Pick<KeyPair, 'cert' | 'key'> = pair;
  let complaint = '';
  const look = async (): Promise<void> => {
    try {
      const [cert, key] = await Promise.all([readFile(files.cert, 'utf8'), readFile(files.key, 'utf8')]);
      if (cert.trim() === current.cert.trim() && key.trim() === current.key.trim()) return;
      const fault = keyPairFault({ cert, key });
      if (fault) throw new Error(`${files[fault.in]} ${fault.message}`);
      server.setSecureContext({ ...PROTOCOL, cert, key });
      current = { cert, key };
      complaint = '';
      logger.log('the certificate files have changed and are in use');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // Once for each fault, not every ten seconds.
      if (message !== complaint) logger.error(`the certificate stays as it was: ${message}`);
      complaint = message;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
