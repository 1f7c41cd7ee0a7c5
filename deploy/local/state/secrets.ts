import { generateKeyPair, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../process/failure.ts';
import { writeWhole } from './run-file.ts';

export interface Secrets {
  mysqlRootPassword: string;
  redisPassword: string;
  databasePasswords: { user: string; order: string; payment: string; message: string };
  internalCredential: string;
  /** AES keys of personal data, as DATA_KEYS wants them. */
  dataKeys: string;
  /** Finds sealed phone numbers. */
  blindIndexKey: string;
  operatorPassword: string;
  jwtPrivateKey: string;
  jwtPublicKey: string;
}

/** The secrets of this folder, made at the first call and the same ever after. */
export async function loadSecrets(dir: string): Promise<Secrets> {
  const path = join(dir, 'secrets.json');
  const known = await readSecrets(path);
  if (known && isWhole(known)) return known;
  // What was made by an older version stays; what it did not know yet is added.
  const secrets = { ...(await makeSecrets()), ...known };
  await writeWhole(path, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  return secrets;
}

async function readSecrets(path: string): Promise<Partial<Secrets> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch {
    throw new Failure(`${path} is damaged: repair it, or begin anew with npm start -- --fresh.`);
  }
}

function isWhole(known: Partial<Secrets>): known is Secrets {
  return known.dataKeys !== undefined && known.blindIndexKey !== undefined;
}

async function makeSecrets(): Promise<Secrets> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const password = (): string => randomBytes(24).toString('base64url');
  return {
    mysqlRootPassword: password(),
    redisPassword: password(),
    databasePasswords: { user: password(), order: password(), payment: password(), message: password() },
    internalCredential: randomBytes(32).toString('base64url'),
    blindIndexKey: randomBytes(32).toString('base64'),
    dataKeys: `local:${randomBytes(32).toString('base64')}`,
    operatorPassword: password(),
    jwtPrivateKey: privateKey,
    jwtPublicKey: publicKey,
  };
}
