import 'reflect-metadata';
import { createPrivateKey, createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import { KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';
import { certificateSerial } from '@minisuite/wechat';
import type { CertifiedKey, KeyPair } from '../../domain/merchant-account.js';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const FIVE_YEARS_MS = 5 * 365 * 24 * 3_600_000;

export async function selfSignedCertificate(
  pair: Omit<KeyPair, 'id'>,
  name: string,
  notBefore: Date,
): Promise<CertifiedKey> {
  const pkcs8 = createPrivateKey(pair.privateKey).export({ type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(pair.publicKey).export({ type: 'spki', format: 'der' });
  const keys = {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
  };
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name,
      notBefore,
      notAfter: new Date(notBefore.getTime() + FIVE_YEARS_MS),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.dataEncipherment, true)],
    },
    webcrypto,
  );
  const pem = `${certificate.toString('pem')}\n`;
  return { serial: certificateSerial(pem), privateKey: pair.privateKey, certificate: pem };
}

/** 20 bytes with a first one of 0x10..0x7f: always 40 hex digits and never a negative number. */
function serialNumber(): string {
  const bytes = randomBytes(20);
  bytes[0] = 0x10 + ((bytes[0] ?? 0) % 0x70);
  return bytes.toString('hex');
}
