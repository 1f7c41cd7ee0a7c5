import { parseArgs } from 'node:util';
import { Failure } from './process/failure.ts';

export interface StartArguments {
  fresh: boolean;
  help: boolean;
}

export const START_HELP = `npm start [-- --fresh]

Starts the whole of Minisuite on this machine: MySQL, Redis, Kafka, five services and a simulated WeChat.
Ctrl-C stops everything that was started. The next start finds its data again.

  --fresh   forget all data first: everything in .local but the downloaded Kafka, and the four schemas
  --help    this text

Servers
  MYSQL_ADMIN_URL   mysql://root:password@host:port of a MySQL or MariaDB to use
  REDIS_URL         redis://[:password@]host:port of a Redis to use
  KAFKA_BROKERS     host:port[,host:port…] of a Kafka to use
  EVENTS_TRANSPORT  kafka; or redis: events travel over Redis Streams, and Kafka is not looked for
  EVENTS_REDIS_URL  a Redis for events alone
  MINISUITE_INFRA   docker: only containers; programs: never containers

  What is not given is looked for in this order: a Docker engine, programs of this machine,
  packages of Debian or Ubuntu (as root). Where Kafka cannot be had, Redis Streams take its place
  and are kept at the next starts.

Ports
  PORT_GATEWAY 8080         ADMIN_PORT_GATEWAY 9100
  PORT_USER 50051           ADMIN_PORT_USER 9101
  PORT_ORDER 50052          ADMIN_PORT_ORDER 9102
  PORT_PAYMENT 50053        ADMIN_PORT_PAYMENT 9103
  PORT_MESSAGE 50054        ADMIN_PORT_MESSAGE 9104
  PORT_SIMULATOR 8090       ADMIN_PORT_SIMULATOR 9105
  HTTP_HOST 127.0.0.1       where the gateway and the simulator listen

Other variables of the services (LOG_LEVEL, PAYMENT_WINDOW_S, WECHAT_…, NODE_OPTIONS=--enable-source-maps) are passed on to them, and so is what a
file .env in this folder says.`;

/** What was written after \`npm start --\`. */
export function parseStartArguments(args: string[]): StartArguments {
  try {
    const { values } = parseArgs({
      args,
      options: { fresh: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    });
    return values;
  } catch (error) {
    throw new Failure(`${(error as Error).message.split('.')[0]}. See npm start -- --help.`);
  }
}
