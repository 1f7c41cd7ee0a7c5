import { join } from 'node:path';
import type { Servers } from '../infra/find-servers.ts';
import { SERVICES } from '../system/app-ports.ts';
import { schemaName } from '../system/schemas.ts';
import { writeWhole } from './run-file.ts';
import type { Secrets } from './secrets.ts';

/** Writes `credentials.json`: what a person needs to log in anywhere; gives its path. */
export async function writeCredentials(dir: string, secrets: Secrets, servers: Servers): Promise<string> {
  const path = join(dir, 'credentials.json');
  const { host } = new URL(servers.mysql.address);
  const accounts = SERVICES.map((service) => {
    const name = schemaName(service);
    return [name, `mysql://${name}:${secrets.databasePasswords[service]}@${host}/${name}`];
  });
  const credentials = {
    operator: { username: 'admin', password: secrets.operatorPassword },
    mysql: { admin: servers.mysql.address, ...Object.fromEntries(accounts) },
    redis: servers.redis.address,
    kafka: servers.kafka?.address,
  };
  await writeWhole(path, `${JSON.stringify(credentials, null, 2)}\n`, 0o600);
  return path;
}
