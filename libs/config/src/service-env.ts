import { z } from 'zod';
import { flag, list, mysqlUrl, port, redisUrl, secret } from './fields.js';

/** The variables every process reads. */
export const processEnv = (adminPort: number) => ({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  LOG_PRETTY: flag(false),
  ADMIN_HOST: z.string().default('127.0.0.1'),
  ADMIN_PORT: port(adminPort),
});

/** The variables every gRPC service reads. */
export const serviceEnv = (grpcPort: number, adminPort: number) => ({
  ...processEnv(adminPort),
  GRPC_HOST: z.string().default('127.0.0.1'),
  GRPC_PORT: port(grpcPort),
  INTERNAL_CREDENTIAL: secret(),
  DATABASE_URL: mysqlUrl(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: redisUrl(),
  KAFKA_BROKERS: list().pipe(z.array(z.string()).min(1)),
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[\w.-]*$/)
    .default(''),
  KAFKA_REPLICATION_FACTOR: z.coerce.number().int().min(1).default(1),
});

type Env<T extends Record<string, z.ZodType>> = z.infer<z.ZodObject<T>>;

/** How a process logs and where its admin port listens. */
export interface ProcessSettings {
  readonly production: boolean;
  readonly logLevel: string;
  readonly logPretty: boolean;
  readonly adminHost: string;
  readonly adminPort: number;
}

/** Everything a gRPC service needs around its own settings. */
export interface ServiceSettings {
  readonly process: ProcessSettings;
  readonly grpc: { readonly host: string; readonly port: number; readonly credential: string };
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly redisUrl: string;
  readonly kafka: { readonly brokers: string[]; readonly topicPrefix: string; readonly replicationFactor: number };
}

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

/** Nests the variables of `serviceEnv`. */
export function serviceSettings(env: Env<ReturnType<typeof serviceEnv>>): ServiceSettings {
  return {
    process: processSettings(env),
    grpc: { host: env.GRPC_HOST, port: env.GRPC_PORT, credential: env.INTERNAL_CREDENTIAL },
    database: { url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE },
    redisUrl: env.REDIS_URL,
    kafka: {
      brokers: env.KAFKA_BROKERS,
      topicPrefix: env.KAFKA_TOPIC_PREFIX,
      replicationFactor: env.KAFKA_REPLICATION_FACTOR,
    },
  };
}
