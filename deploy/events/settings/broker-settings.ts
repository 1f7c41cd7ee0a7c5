import { Failure } from '../../local/process/failure.ts';
import { CREDENTIALS, type LocalFiles } from './local-files.ts';

/** Where the broker is, and how to name it to people. */
export interface BrokerSettings {
  readonly events:
    | { transport: 'kafka'; brokers: string[]; tls: boolean; topicPrefix: string; replicationFactor: number }
    | { transport: 'redis'; url: string; topicPrefix: string };
  /** Like `Kafka at 127.0.0.1:9092 (KAFKA_BROKERS)`; without secrets. */
  readonly name: string;
  /** The variable that leads to another one. */
  readonly variable: string;
}

const UNKNOWN =
  'It is not known where the broker is: start the system with npm start, or set KAFKA_BROKERS, or EVENTS_TRANSPORT=redis and EVENTS_REDIS_URL.';

/** The broker that the environment names as it names it to the services, else the one of `npm start`. */
export function brokerSettings(env: NodeJS.ProcessEnv, local: LocalFiles): BrokerSettings {
  const topicPrefix = env['EVENTS_TOPIC_PREFIX'] ?? '';
  return transportOf(env, local) === 'redis' ? redis(env, local, topicPrefix) : kafka(env, local, topicPrefix);
}

function transportOf(env: NodeJS.ProcessEnv, local: LocalFiles): 'kafka' | 'redis' {
  const named = env['EVENTS_TRANSPORT'];
  if (named === 'kafka' || named === 'redis') return named;
  if (named) throw new Failure(`EVENTS_TRANSPORT is ${JSON.stringify(named)}, but it must be kafka or redis.`);
  if (env['KAFKA_BROKERS']) return 'kafka';
  if (env['EVENTS_REDIS_URL']) return 'redis';
  return local.redis && !local.kafka ? 'redis' : 'kafka';
}

function kafka(env: NodeJS.ProcessEnv, local: LocalFiles, topicPrefix: string): BrokerSettings {
  const variable = 'KAFKA_BROKERS';
  const [text, from] = env[variable] ? [env[variable], variable] : [local.kafka ?? '', CREDENTIALS];
  const brokers = text.split(',').flatMap((part) => part.trim() || []);
  if (brokers.length === 0) throw new Failure(UNKNOWN);
  return {
    events: { transport: 'kafka', brokers, tls: env['KAFKA_TLS'] === 'true', topicPrefix, replicationFactor: 1 },
    name: `Kafka at ${brokers.join(',')} (${from})`,
    variable,
  };
}

function redis(env: NodeJS.ProcessEnv, local: LocalFiles, topicPrefix: string): BrokerSettings {
  const named = ['EVENTS_REDIS_URL', 'REDIS_URL'].find((name) => env[name]);
  const url = (named ? env[named] : local.redis) ?? '';
  if (!url) throw new Failure(UNKNOWN);
  if (!/^rediss?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Failure(`${named ?? CREDENTIALS} must have a redis:// or rediss:// URL.`);
  }
  const { host, pathname } = new URL(url);
  return {
    events: { transport: 'redis', url, topicPrefix },
    name: `Redis at ${host}${pathname.replace(/\/$/, '')} (${named ?? CREDENTIALS})`,
    variable: 'EVENTS_REDIS_URL',
  };
}
