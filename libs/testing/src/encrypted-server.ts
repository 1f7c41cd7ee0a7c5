import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { BasicConstraintsExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { breakableServer } from '../../../deploy/test/breakable-server.ts';
import { freePort } from './free-port.js';

/** A server of one test that offers TLS. */
export interface EncryptedServer {
  /** Where it listens without encryption, as a URL or host:port. */
  readonly plain: string;
  readonly port: number;
  /** Whether this process trusts the certificate, as it would by NODE_EXTRA_CA_CERTS. */
  trust(trusted: boolean): void;
  stop(): Promise<void>;
}

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Buffer.of(1, 0, 1),
};

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
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=a server of tests',
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 3_600_000),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
      ],
    },
    webcrypto,
  );
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  const pem = `${certificate.toString('pem')}\n`;
  await writeFile(join(dir, 'cert.pem'), pem);
  await writeFile(join(dir, 'key.pem'), key, { mode: 0o600 });
  await writeFile(join(dir, 'both.pem'), key + pem, { mode: 0o600 });
  return pem;
}
