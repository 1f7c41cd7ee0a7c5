import { createConnection, type Connection } from 'mysql2/promise';
import { SERVICES, type ServiceName } from './app-ports.ts';

export type DatabaseUrls = Record<ServiceName, string>;

/** The schema of a service, which is also the name of its account; `isolation` keeps systems on one server apart. */
export function schemaName(service: ServiceName, isolation = ''): string {
  return `minisuite_${isolation ? `${isolation}_` : ''}${service}`;
}

/** Makes each service's schema and an account that sees nothing else; harmless when they are there. */
export async function createSchemas(
  adminUrl: string,
  passwords: Record<ServiceName, string>,
  isolation = '',
): Promise<DatabaseUrls> {
  await withAdmin(adminUrl, async (admin) => {
    for (const service of SERVICES) {
      const name = schemaName(service, isolation);
      const account = `${admin.escape(name)}@'%'`;
      const password = admin.escape(passwords[service]);
      await admin.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4`);
      await admin.query(`CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY ${password}`);
      await admin.query(`ALTER USER ${account} IDENTIFIED BY ${password}`);
      for (const [schema, rights] of grantsOf(service, name)) {
        // In a GRANT an underscore stands for any character, which would open schemas of similar names.
        await admin.query(`GRANT ${rights} ON \`${schema.replaceAll('_', String.raw`\_`)}\`.* TO ${account}`);
      }
    }
  });
  const { host } = new URL(adminUrl);
  const urls = SERVICES.map((service) => {
    const name = schemaName(service, isolation);
    return [service, `mysql://${name}:${passwords[service]}@${host}/${name}`];
  });
  return Object.fromEntries(urls) as DatabaseUrls;
}

/** Removes the schemas and accounts with everything in them. */
export async function dropSchemas(adminUrl: string, isolation = ''): Promise<void> {
  await withAdmin(adminUrl, async (admin) => {
    for (const service of SERVICES) {
      const name = schemaName(service, isolation);
      for (const schema of [name, ...besides(service, name)]) {
        await admin.query(`DROP DATABASE IF EXISTS \`${schema}\``);
      }
      await admin.query(`DROP USER IF EXISTS ${admin.escape(name)}@'%'`);
    }
  });
}

/** What the account of a service may do, by schema. */
function grantsOf(service: ServiceName, schema: string): [schema: string, rights: string][] {
  const added = besides(service, schema).map((beside): [string, string] => [beside, 'CREATE, SELECT, INSERT']);
  return [[schema, 'ALL PRIVILEGES'], ...added];
}

/** The schemas of what a service adds to and reads: what operators did, and the ledger of the payment service. Nobody changes what stands there. */
function besides(service: ServiceName, schema: string): string[] {
  return service === 'payment' ? [`${schema}_audit`, `${schema}_ledger`] : [`${schema}_audit`];
}

async function withAdmin(adminUrl: string, work: (admin: Connection) => Promise<void>): Promise<void> {
  const admin = await createConnection({ uri: adminUrl, connectTimeout: 5_000 });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
