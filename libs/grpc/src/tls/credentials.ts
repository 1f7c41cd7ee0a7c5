import type { PeerCertificate } from 'node:tls';
import { type ChannelCredentials, credentials, experimental, ServerCredentials } from '@grpc/grpc-js';
import type { TlsFiles } from '@minisuite/config';
import type { CallerName } from '../access/rpc-rules.js';
import type { GrpcIdentity } from '../identity.js';
import type { ServiceName } from '../loader.js';
import { Certificates } from './certificates.js';
import { certifiedName } from './certified-name.js';

const read = new Map<string, Certificates>();
const channels = new Map<string, ChannelCredentials>();

/** What a server presents and asks for: without files nothing; with them a certificate of every caller, by TLS 1.2 or newer. */
export function serverCredentials(tls: TlsFiles | undefined, name: ServiceName): ServerCredentials {
  if (!tls) return ServerCredentials.createInsecure();
  const certificates = certificatesOf(name, tls);
  return experimental.createCertificateProviderServerCredentials(certificates, certificates, true);
}

/** What a client presents to a service, whose certificate must name that service. Clients of one service share their connections. */
export function channelCredentials({ name, tls }: GrpcIdentity, to: ServiceName): ChannelCredentials {
  if (!tls) return credentials.createInsecure();
  const key = `${keyOf(name, tls)} ${to}`;
  const known = channels.get(key) ?? newChannelCredentials(certificatesOf(name, tls), to);
  channels.set(key, known);
  return known;
}

function newChannelCredentials(certificates: Certificates, to: ServiceName): ChannelCredentials {
  return experimental.createCertificateProviderChannelCredentials(certificates, certificates, {
    checkServerIdentity: (_host: string, { subjectaltname }: PeerCertificate) =>
      certifiedName(subjectaltname) === to ? undefined : new Error(`the certificate is not that of ${to}`),
  });
}

/** The certificate of a process; there is one reader of each set of files. */
export function certificatesOf(name: CallerName, tls: TlsFiles): Certificates {
  const key = keyOf(name, tls);
  const known = read.get(key) ?? new Certificates(tls, name);
  read.set(key, known);
  return known;
}

function keyOf(name: CallerName, { ca, cert, key }: TlsFiles): string {
  return JSON.stringify([name, ca, cert, key]);
}
