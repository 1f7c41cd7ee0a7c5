import 'reflect-metadata';
import { generateKeyPairSync, KeyObject, webcrypto } from 'node:crypto';
import { cryptoProvider, X509CertificateGenerator } from '@peculiar/x509';

const PEM = {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

export const API_V3_KEY = '0123456789abcdefghijklmnopqrstuv';
export const PUBLIC_KEY_ID = 'PUB_KEY_ID_0116000000012024111200000001';
export const NOW = Date.parse('2026-03-01T12:00:00Z');

export function pemPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', PEM);
}

/** A self-signed certificate like WeChat Pay's platform certificates. */
export async function certificate(serialNumber: string): Promise<{ pem: string; privateKey: KeyObject }> {
  cryptoProvider.set(webcrypto);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: Buffer.from([1, 0, 1]) };
  const keys = await webcrypto.subtle.generateKey({ ...algorithm, modulusLength: 2048 }, true, ['sign', 'verify']);
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber,
    name: 'CN=Tenpay.com Root CA',
    notBefore: new Date('2025-01-01'),
    notAfter: new Date('2030-01-01'),
    signingAlgorithm: algorithm,
    keys,
  });
  return { pem: made.toString('pem'), privateKey: KeyObject.from(keys.privateKey) };
}
