import { z } from 'zod';
import { ConfigError } from './load-config.js';
import { flag, list, mysqlUrl, port, redisUrl, secret } from './fields.js';
import { acceptedLinks } from './link-rules.js';
import { tlsEnv, type TlsFiles, tlsFiles } from './tls-files.js';

/** The variables every process reads. */
export const processEnv = (adminPort: number) => ({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  LOG_PRETTY: flag(false),
  ADMIN_HOST: z.string().default('127.0.0.1'),
  ADMIN_PORT: port(adminPort),
  UNENCRYPTED_LINKS: acceptedLinks(),
});

/** The variables every gRPC service reads. */
export const serviceEnv = (grpcPort: number, adminPort: number) => ({
  ...processEnv(adminPort),
  GRPC_HOST: z.string().default('127.0.0.1'),
  GRPC_PORT: port(grpcPort),
  ...internalEnv(),
  DATABASE_URL: mysqlUrl(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: redisUrl(),
  EVENTS_TRANSPORT: z.enum(['kafka', 'redis']).default('kafka'),
  EVENTS_TOPIC_PREFIX: z
    .string()
    .regex(/^[\w.-]*$/)
    .default(''),
  EVENTS_REDIS_URL: redisUrl().optional(),
  KAFKA_BROKERS: list().default([]),
  KAFKA_TLS: flag(false),
  KAFKA_REPLICATION_FACTOR: z.coerce.number().int().min(1).default(1),
});

/** The variables of every process that calls a service of ours or is one. */
export const internalEnv = () => ({ INTERNAL_CREDENTIAL: secret(), ...tlsEnv() });

type Env<T extends Record<string, z.ZodType>> = z.infer<z.ZodObject<T>>;

/** How a process logs and where its admin port listens. */
export interface ProcessSettings {
  readonly production: boolean;
  readonly logLevel: string;
  readonly logPretty: boolean;
  readonly adminHost: string;
  readonly adminPort: number;
}

/** What a process presents to the services it calls. */
export interface InternalSettings {
  readonly credential: string;
  readonly tls?: TlsFiles | undefined;
}

/** Everything a gRPC service needs around its own settings. */
export interface ServiceSettings {
  readonly process: ProcessSettings;
  readonly grpc: { readonly host: string; readonly port: number } & InternalSettings;
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly redisUrl: string;
  readonly events: EventsSettings;
}

/** Over what the services tell each other what happened. */
export type EventsSettings =
  | {
      readonly transport: 'kafka';
      readonly brokers: string[];
      readonly tls?: boolean;
      readonly topicPrefix: string;
      readonly replicationFactor: number;
    }
  | { readonly transport: 'redis'; readonly url: string; readonly topicPrefix: string };

/** Nests the variables of `processEnv`. */
export function processSettings(env: Env<ReturnType<typeof processEnv>>): ProcessSettings {
  return {
    production: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
    logPretty: env.LOG_PRETTY,
    adminHost: env.ADMIN_HOST,
    adminPort: env.ADMIN_PORT,
  };
}

/** Nests the variables of `internalEnv`. */
export function internalSettings(env: Env<ReturnType<typeof internalEnv>>): InternalSettings {
  return { credential: env.INTERNAL_CREDENTIAL, tls: tlsFiles(env) };
}

/** Nests the variables of `serviceEnv`. */
export function serviceSettings(env: Env<ReturnType<typeof serviceEnv>>): ServiceSettings {
  return {
    process: processSettings(env),
    grpc: { host: env.GRPC_HOST, port: env.GRPC_PORT, ...internalSettings(env) },
    database: { url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE },
    redisUrl: env.REDIS_URL,
    events: eventsSettings(env),
  };
}

function eventsSettings(env: Env<ReturnType<typeof serviceEnv>>): EventsSettings {
  const topicPrefix = env.EVENTS_TOPIC_PREFIX;
  if (env.EVENTS_TRANSPORT === 'redis')
    return { transport: 'redis', url: env.EVENTS_REDIS_URL ?? env.REDIS_URL, topicPrefix };
  if (env.KAFKA_BROKERS.length === 0) throw new ConfigError(['KAFKA_BROKERS: is missing']);
  return {
    transport: 'kafka',
    brokers: env.KAFKA_BROKERS,
    tls: env.KAFKA_TLS,
    topicPrefix,
    replicationFactor: env.KAFKA_REPLICATION_FACTOR,
  };
}
