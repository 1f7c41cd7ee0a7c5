// Generates what the containers need and nobody should type: database accounts, the internal credential, the signing key,
// the certificates with which processes know each other, and the first operator's password.
// What exists is kept, so that it fits the data that was made with it. Runs as root once, before everything else.
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertFiles } from '../certs/cert-files.ts';

const ROOT = '/secrets';
const NODE_UID = 1000;
// Whoever starts it once in half a year never sees one expire.
const RENEWED_DAYS_BEFORE = 180;
const SERVICES = ['user', 'order', 'payment', 'message'];

const random = () => randomBytes(32).toString('base64url');
const KEEPS_PERSONAL_DATA = new Set(['user', 'order']);

/** The first value ever made for a name; kept beside everything else in a volume that only this job mounts. */
function kept(name: string, make: () => string): string {
  const file = join(ROOT, 'master', name);
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o400 });
  return readFileSync(file, 'utf8');
}

function put(volume: string, file: string, text: string, uid: number): void {
  const path = join(ROOT, volume, file);
  mkdirSync(join(ROOT, volume), { recursive: true });
  if (existsSync(path)) chmodSync(path, 0o600);
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o400);
  chownSync(path, uid, uid);
}

const env = (entries: Record<string, string>) =>
  Object.entries(entries)
    .map(([name, value]) => `${name}="${value.replaceAll('\n', '\\n')}"\n`)
    .join('');

mkdirSync(join(ROOT, 'master'), { recursive: true });
const internal = kept('internal-credential', random);
const redisPassword = kept('redis-password', random);
const blindIndexKey = kept('blind-index-key', () => randomBytes(32).toString('base64'));
const dataKeys = kept('data-keys', () => `first:${randomBytes(32).toString('base64')}`);
const privateKey = kept('jwt-private-key', () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
);
const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
const certificates = new CertFiles(join(ROOT, 'master/certs'));
await certificates.issueWhenNeeded(RENEWED_DAYS_BEFORE);
for (const name of [...SERVICES, 'gateway']) {
  for (const [kind, path] of Object.entries(certificates.pathsOf(name))) {
    put(name, `${kind}.pem`, readFileSync(path, 'utf8'), NODE_UID);
  }
}
const shared = { INTERNAL_CREDENTIAL: internal, REDIS_URL: `redis://:${redisPassword}@redis:6379` };

let accounts = '';
for (const service of SERVICES) {
  const schema = `minisuite_${service}`;
  const password = kept(`mysql-${service}`, random);
  accounts += `CREATE DATABASE IF NOT EXISTS ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;\n`;
  accounts += `CREATE USER IF NOT EXISTS '${schema}'@'%' IDENTIFIED BY '${password}';\n`;
  accounts += `GRANT ALL ON ${schema}.* TO '${schema}'@'%';\n`;
  // Nobody changes what operators did, and what stands in the ledger.
  for (const beside of service === 'payment' ? ['audit', 'ledger'] : ['audit']) {
    const pattern = `${schema}_${beside}`.replaceAll('_', String.raw`\_`);
    accounts += `GRANT CREATE, SELECT, INSERT ON \`${pattern}\`.* TO '${schema}'@'%';\n`;
  }
  const own = {
    ...(service === 'user' && { JWT_PRIVATE_KEY: privateKey, BLIND_INDEX_KEY: blindIndexKey }),
    ...(KEEPS_PERSONAL_DATA.has(service) && { DATA_KEYS: dataKeys }),
  };
  const database = { DATABASE_URL: `mysql://${schema}:${password}@mysql:3306/${schema}` };
  put(service, 'app.env', env({ ...shared, ...database, ...own }), NODE_UID);
}
// In a file of its own, so that a person can read it: docker compose exec user cat /run/minisuite/operator-password
put('user', 'operator-password', kept('operator-password', random), NODE_UID);
put('gateway', 'app.env', env({ ...shared, JWT_PUBLIC_KEY: publicKey }), NODE_UID);
put('mysql', 'root-password', kept('mysql-root', random), 0);
put('mysql', '10-accounts.sql', accounts, 0);
put('redis', 'password', redisPassword, 0);

console.log('secrets are in place');
