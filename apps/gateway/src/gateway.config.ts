import {
  hostPort,
  internalEnv,
  internalSettings,
  keyPairFault,
  list,
  loadConfig,
  port,
  processEnv,
  processSettings,
  publicKeys,
  redisUrl,
} from '@minisuite/config';
import { isNetwork } from '@minisuite/kernel';
import { z } from 'zod';
import type { KeyPair } from './edge/tls.js';
import { BUDGETS, type Budgets } from './limits/budgets.js';

const BUDGET = new RegExp(`^(${Object.keys(BUDGETS).join('|')})=\\d{1,9}$`);

const origin = z
  .string()
  .refine(
    (text) => text === '*' || (URL.canParse(text) && new URL(text).origin === text),
    'must be origins like https://host, or *',
  );

const network = z.string().refine(isNetwork, 'must be addresses or networks like 10.0.0.0/8');

const rateLimits = list()
  .pipe(z.array(z.string().regex(BUDGET, `must be like login=120, of ${Object.keys(BUDGETS).join(', ')}`)))
  .transform((entries): Budgets => {
    const given = entries.map((entry) => entry.split('=')).map(([budget, points]) => [budget, Number(points)]);
    return { ...BUDGETS, ...Object.fromEntries(given) };
  });

const schema = z
  .object({
    ...processEnv(9100),
    HTTP_HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: port(8080),
    HTTP_TLS_CERT: z.string().optional(),
    HTTP_TLS_CERT_FILE: z.string().optional(),
    HTTP_TLS_KEY: z.string().optional(),
    HTTP_TLS_KEY_FILE: z.string().optional(),
    SHED_DELAY_MS: z.coerce.number().int().min(0).max(10_000).default(100),
    PUBLIC_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
    STATIC_DIR: z.string().default('apps/gateway/static'),
    TRUSTED_PROXIES: list().pipe(z.array(network)).default([]),
    RATE_LIMITS: rateLimits.default(BUDGETS),
    CORS_ORIGINS: list().pipe(z.array(origin)).default([]),
    JWT_PUBLIC_KEY: publicKeys(),
    JWT_ISSUER: z.string().default('minisuite'),
    JWT_AUDIENCE: z.string().default('minisuite-api'),
    REDIS_URL: redisUrl(),
    ...internalEnv(),
    USER_GRPC_ADDRESS: hostPort(),
    ORDER_GRPC_ADDRESS: hostPort(),
    PAYMENT_GRPC_ADDRESS: hostPort(),
    MESSAGE_GRPC_ADDRESS: hostPort(),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV === 'production' && env.CORS_ORIGINS.includes('*')) {
      context.addIssue({ code: 'custom', path: ['CORS_ORIGINS'], message: 'must name origins in production, not *' });
    }
  })
  .superRefine(({ HTTP_TLS_CERT: cert, HTTP_TLS_KEY: key }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (cert === undefined && key === undefined) return;
    if (cert === undefined || key === undefined) {
      fault(cert === undefined ? 'HTTP_TLS_CERT' : 'HTTP_TLS_KEY', 'is missing');
      return;
    }
    const unfit = keyPairFault({ cert, key });
    if (unfit) fault(unfit.in === 'cert' ? 'HTTP_TLS_CERT' : 'HTTP_TLS_KEY', unfit.message);
  })
  .transform((env) => ({
    process: processSettings(env),
    http: { host: env.HTTP_HOST, port: env.HTTP_PORT },
    tls: tlsOf(env),
    shedDelayMs: env.SHED_DELAY_MS,
    publicBaseUrl: (
      env.PUBLIC_BASE_URL ?? `${env.HTTP_TLS_CERT ? 'https' : 'http'}://127.0.0.1:${env.HTTP_PORT}`
    ).replace(/\/+$/, ''),
    staticDir: env.STATIC_DIR,
    trustedProxies: env.TRUSTED_PROXIES,
    rateLimits: env.RATE_LIMITS,
    corsOrigins: env.CORS_ORIGINS,
    jwt: { publicKeys: env.JWT_PUBLIC_KEY, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE },
    redisUrl: env.REDIS_URL,
    internal: internalSettings(env),
    addresses: {
      user: env.USER_GRPC_ADDRESS,
      order: env.ORDER_GRPC_ADDRESS,
      payment: env.PAYMENT_GRPC_ADDRESS,
      message: env.MESSAGE_GRPC_ADDRESS,
    },
  }));

interface TlsVariables {
  readonly HTTP_TLS_CERT?: string | undefined;
  readonly HTTP_TLS_CERT_FILE?: string | undefined;
  readonly HTTP_TLS_KEY?: string | undefined;
  readonly HTTP_TLS_KEY_FILE?: string | undefined;
}

/** The certificate shown to clients, and where to look for the next one; undefined when somebody else speaks TLS with them. */
function tlsOf(env: TlsVariables): KeyPair | undefined {
  const { HTTP_TLS_CERT: cert, HTTP_TLS_CERT_FILE: certFile, HTTP_TLS_KEY: key, HTTP_TLS_KEY_FILE: keyFile } = env;
  if (cert === undefined || key === undefined) return undefined;
  return { cert, key, ...(certFile && keyFile && { files: { cert: certFile, key: keyFile } }) };
}

export interface GatewayConfig extends z.infer<typeof schema> {}
export abstract class GatewayConfig {}

export const gatewayConfig = (env: NodeJS.ProcessEnv = process.env): GatewayConfig => loadConfig(schema, env);
