import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { ServerName } from './server-program.ts';

/** One of the servers, running and reachable. */
export interface FoundServer {
  name: ServerName;
  /** MySQL and Redis: a URL with the password; Kafka: a list of host:port. */
  address: string;
  /** Where it comes from, for people: "from MYSQL_ADMIN_URL", "container", "MariaDB of this machine". */
  from: string;
  port: number;
  process?: SupervisedProcess;
}

export const SERVER_NAMES = ['mysql', 'redis', 'kafka'] as const satisfies readonly ServerName[];

export const WITHOUT_KAFKA = ['mysql', 'redis'] as const satisfies readonly ServerName[];

export const TITLES: Record<ServerName, string> = { mysql: 'MySQL', redis: 'Redis', kafka: 'Kafka' };
