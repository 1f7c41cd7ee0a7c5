import { Failure } from '../process/failure.ts';
import { askServer } from './ask-server.ts';
import { TITLES, type FoundServer } from './found-server.ts';
import type { ServerName } from './server-program.ts';

const VARIABLES: Record<ServerName, string> = {
  mysql: 'MYSQL_ADMIN_URL',
  redis: 'REDIS_URL',
  kafka: 'KAFKA_BROKERS',
};
const DEFAULT_PORTS: Record<ServerName, number> = { mysql: 3306, redis: 6379, kafka: 9092 };

/** The server that a variable names; undefined when the variable is not set. */
export async function fromEnvironment(name: ServerName, env: NodeJS.ProcessEnv): Promise<FoundServer | undefined> {
  const variable = VARIABLES[name];
  const address = env[variable];
  if (!address) return undefined;
  await askServer(name, address).catch((error: Error) => {
    throw new Failure(
      `${TITLES[name]} at ${variable} does not answer (${error.message}): start it, or unset ${variable} to use one of our own.`,
    );
  });
  return { name, address, from: `from ${variable}`, port: portOf(name, address) };
}

function portOf(name: ServerName, address: string): number {
  const first = name === 'kafka' ? `kafka://${address.split(',')[0]}` : address;
  return Number(new URL(first).port) || DEFAULT_PORTS[name];
}
