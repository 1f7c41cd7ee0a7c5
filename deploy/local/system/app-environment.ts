import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CertFiles } from '../../certs/cert-files.ts';
import type { Secrets } from '../state/secrets.ts';
import { SERVICES, type AppName, type AppPorts, type ServiceName } from './app-ports.ts';
import type { InfraAddresses } from './infra-addresses.ts';
import type { DatabaseUrls } from './schemas.ts';

export interface EnvironmentInput {
  root: string;
  ports: AppPorts;
  infra: InfraAddresses;
  secrets: Secrets;
  /** With which the processes know each other. */
  certificates: CertFiles;
  databases: DatabaseUrls;
  /** The folder of the simulator's own state. */
  simulatorDir: string;
  /** What a merchant would have copied from WeChat's consoles. */
  merchant: Record<string, string>;
  topicPrefix: string;
  /** The environment of the launcher: it may name a real WeChat account and tune what is not decided here. */
  outer: NodeJS.ProcessEnv;
}

const HOST = '127.0.0.1';
const KEEPS_PERSONAL_DATA: ReadonlySet<AppName> = new Set(['user', 'order']);

/** The environment variables of one application. */
export function appEnvironment(app: AppName, input: EnvironmentInput): NodeJS.ProcessEnv {
  const { port, adminPort } = input.ports[app];
  const common: NodeJS.ProcessEnv = {
    ...passedOn(input.outer),
    LOG_PRETTY: 'false',
    ADMIN_HOST: HOST,
    ADMIN_PORT: String(adminPort),
  };
  if (app === 'wechat-simulator') {
    const push = `http://${HOST}:${input.ports.gateway.port}/api/v1/webhooks/wechat/messages`;
    return {
      ...common,
      ...http(input.outer, port),
      SIMULATOR_STATE_DIR: input.simulatorDir,
      SIMULATOR_PUSH_URL: push,
    };
  }
  const internal = {
    ...common,
    REDIS_URL: input.infra.redisUrl,
    INTERNAL_CREDENTIAL: input.secrets.internalCredential,
    ...certificateOf(app, input),
  };
  const peers = Object.fromEntries(
    SERVICES.map((name) => [`${name.toUpperCase()}_GRPC_ADDRESS`, `${HOST}:${input.ports[name].port}`]),
  );
  const tokens = { JWT_ISSUER: 'minisuite', JWT_AUDIENCE: 'minisuite-api' };
  if (app === 'gateway') {
    const assets = join(input.root, 'apps/gateway/static');
    return {
      ...internal,
      ...peers,
      ...tokens,
      ...http(input.outer, port),
      ...(existsSync(assets) ? { STATIC_DIR: assets } : {}),
      JWT_PUBLIC_KEY: input.secrets.jwtPublicKey,
    };
  }
  return {
    ...internal,
    ...peers,
    ...wechat(app, input),
    ...(app === 'user' ? { ...tokens, ...ofUser(input.secrets) } : {}),
    ...(KEEPS_PERSONAL_DATA.has(app) ? { DATA_KEYS: input.outer.DATA_KEYS || input.secrets.dataKeys } : {}),
    GRPC_HOST: HOST,
    GRPC_PORT: String(port),
    DATABASE_URL: input.databases[app],
    ...events(input),
  };
}

// Names that are decided here for each application, or that are none of its business.
const OWN =
  /^(npm_|JEST_|PORT_|ADMIN_PORT|MYSQL_ADMIN_URL$|TEST_|DATABASE_URL$|HTTP_PORT$|GRPC_PORT$|GRPC_TLS_|EVENTS_TOPIC_PREFIX$|OPERATOR_INITIAL_PASSWORD|WECHAT_)/;

function passedOn(outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(outer).filter(([name]) => !OWN.test(name));
  // Six Nodes on one machine: one heap arena of the C library each saves memory that they would only reserve.
  return { NODE_ENV: 'development', MALLOC_ARENA_MAX: '1', ...Object.fromEntries(entries) };
}

function events({ infra, topicPrefix, outer }: EnvironmentInput): NodeJS.ProcessEnv {
  const over: NodeJS.ProcessEnv = infra.kafkaBrokers
    ? { EVENTS_TRANSPORT: 'kafka', KAFKA_BROKERS: infra.kafkaBrokers, KAFKA_REPLICATION_FACTOR: '1' }
    : { EVENTS_TRANSPORT: 'redis', EVENTS_REDIS_URL: outer.EVENTS_REDIS_URL || infra.redisUrl };
  return { ...over, EVENTS_TOPIC_PREFIX: topicPrefix };
}

function certificateOf(app: AppName, { certificates }: EnvironmentInput): NodeJS.ProcessEnv {
  const { ca, cert, key } = certificates.pathsOf(app);
  return { GRPC_TLS_CA_FILE: ca, GRPC_TLS_CERT_FILE: cert, GRPC_TLS_KEY_FILE: key };
}

function ofUser({ jwtPrivateKey, blindIndexKey, operatorPassword }: Secrets): NodeJS.ProcessEnv {
  return {
    JWT_PRIVATE_KEY: jwtPrivateKey,
    BLIND_INDEX_KEY: blindIndexKey,
    OPERATOR_INITIAL_PASSWORD: operatorPassword,
  };
}

function http(outer: NodeJS.ProcessEnv, port: number): NodeJS.ProcessEnv {
  return { HTTP_HOST: outer.HTTP_HOST || HOST, HTTP_PORT: String(port) };
}

const WECHAT_VARIABLES: Record<ServiceName, RegExp> = {
  user: /^WECHAT_(APP_|API_|PUSH_)/,
  order: /^$/,
  payment: /^WECHAT_(APP_|API_|PAY_)/,
  message: /^WECHAT_(APP_|API_|TEMPLATE_)/,
};

function wechat(app: ServiceName, { ports, merchant, outer }: EnvironmentInput): NodeJS.ProcessEnv {
  const simulator = `http://${HOST}:${ports['wechat-simulator'].port}`;
  const usual: NodeJS.ProcessEnv = {
    ...merchant,
    WECHAT_API_BASE_URL: simulator,
    WECHAT_PAY_BASE_URL: simulator,
    WECHAT_PAY_NOTIFY_URL: `http://${HOST}:${ports.gateway.port}/api/v1/webhooks/wechat-pay/payments`,
  };
  // Whoever names a real WeChat account in the environment means it.
  const given = Object.entries(outer).filter(([name, value]) => name.startsWith('WECHAT_') && value);
  // A real one does not push with the secrets of the simulated one.
  const pushed = outer.WECHAT_APP_ID ? { WECHAT_PUSH_TOKEN: '', WECHAT_PUSH_AES_KEY: '' } : {};
  const all = Object.entries({ ...usual, ...pushed, ...Object.fromEntries(given) });
  return Object.fromEntries(all.filter(([name]) => WECHAT_VARIABLES[app].test(name)));
}
