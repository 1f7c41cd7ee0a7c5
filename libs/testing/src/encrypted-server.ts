import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { breakableServer } from '../../../deploy/test/breakable-server.ts';
import { freePort } from './free-port.js';
import { testCertificate } from './test-certificate.js';

/** A server of one test that offers TLS. */
export interface EncryptedServer {
  /** Where it listens without encryption, as a URL or host:port. */
  readonly plain: string;
  readonly port: number;
  /** Whether this process trusts the certificate, as it would by NODE_EXTRA_CA_CERTS. */
  trust(trusted: boolean): void;
  stop(): Promise<void>;
}

interface Offer {
  readonly cert: string;
  readonly key: string;
  /** Certificate and key in one file. */
  readonly both: string;
  readonly tlsPort: number;
  readonly sparePort: number;
}

const ARGS = {
  mysql: ({ cert, key }: Offer) => [`--ssl-cert=${cert}`, `--ssl-key=${key}`],
  redis: ({ cert, key, tlsPort }: Offer) =>
    [
      ['--tls-port', String(tlsPort)],
      ['--tls-cert-file', cert],
      ['--tls-key-file', key],
      ['--tls-auth-clients', 'no'],
    ].flat(),
  kafka: ({ both, tlsPort, sparePort }: Offer, port: number) =>
    [
      `listeners=PLAINTEXT://127.0.0.1:${port},SSL://localhost:${tlsPort},CONTROLLER://127.0.0.1:${sparePort}`,
      `advertised.listeners=PLAINTEXT://127.0.0.1:${port},SSL://localhost:${tlsPort}`,
      `controller.quorum.voters=1@127.0.0.1:${sparePort}`,
      'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,CONTROLLER:PLAINTEXT',
      'ssl.keystore.type=PEM',
      `ssl.keystore.location=${both}`,
    ].flatMap((property) => ['--override', property]),
};

/** Starts a server with a certificate of `host`; MySQL speaks TLS on its own port, the others on another. */
export async function encryptedServer(name: keyof typeof ARGS, host = 'localhost'): Promise<EncryptedServer> {
  const dir = await mkdtemp(join(process.env['TEST_DIR'] ?? tmpdir(), `tls-${name}-`));
  const certificate = await writeCertificate(dir, host);
  const files = { cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem'), both: join(dir, 'both.pem') };
  const [tlsPort, sparePort] = [await freePort(), await freePort()];
  const args = (port: number): string[] => ARGS[name]({ ...files, tlsPort, sparePort }, port);
  const server = await breakableServer(name, { root: process.cwd(), dir, args });
  await server.start();
  const usual = getCACertificates();
  return {
    plain: server.address,
    port: name === 'mysql' ? Number(new URL(server.address).port) : tlsPort,
    trust: (trusted) => setDefaultCACertificates(trusted ? [...usual, certificate] : usual),
    stop: async () => {
      setDefaultCACertificates(usual);
      await server.kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function writeCertificate(dir: string, host: string): Promise<string> {
  const { cert, key } = await testCertificate(host);
  await writeFile(join(dir, 'cert.pem'), cert);
  await writeFile(join(dir, 'key.pem'), key, { mode: 0o600 });
  await writeFile(join(dir, 'both.pem'), key + cert, { mode: 0o600 });
  return cert;
}
