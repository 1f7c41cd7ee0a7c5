import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { CertFiles, type CertPaths } from '../../../deploy/certs/cert-files.ts';

export type { CertFiles, CertPaths };

/** Certificates of every process, of an authority of their own, as `npm run certs` makes them. */
export async function testCertificates(): Promise<CertFiles> {
  const files = new CertFiles(mkdtempSync(join(tmpdir(), 'minisuite-certs-')));
  await files.issue();
  return files;
}

/** A client's credentials that trust `ca` and present what they are given; which server it is does not matter to them. */
export function presenting(ca: string, own?: Pick<CertPaths, 'cert' | 'key'>): ChannelCredentials {
  const [key, cert] = own ? [readFileSync(own.key), readFileSync(own.cert)] : [null, null];
  return credentials.createSsl(readFileSync(ca), key, cert, { checkServerIdentity: () => undefined });
}
