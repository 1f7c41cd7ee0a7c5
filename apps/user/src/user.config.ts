import {
  dataKeys,
  hostPort,
  list,
  loadConfig,
  pem,
  randomKey,
  seconds,
  secret,
  serviceEnv,
  serviceSettings,
  wechatUrl,
} from '@minisuite/config';
import { z } from 'zod';

const schema = z
  .object({
    ...serviceEnv(50051, 9101),
    DATA_KEYS: dataKeys(),
    BLIND_INDEX_KEY: randomKey(),
    ORDER_GRPC_ADDRESS: hostPort(),
    JWT_PRIVATE_KEY: pem('private'),
    JWT_ISSUER: z.string().default('minisuite'),
    JWT_AUDIENCE: z.string().default('minisuite-api'),
    ACCESS_TOKEN_TTL_S: seconds(900),
    REFRESH_TOKEN_TTL_S: seconds(2_592_000),
    OPERATOR_INITIAL_PASSWORD: secret(12).optional(),
    OPERATOR_SESSION_TTL_S: seconds(43_200),
    AVATAR_HOSTS: list().default(['thirdwx.qlogo.cn', 'wx.qlogo.cn']),
    WECHAT_APP_ID: z.string().regex(/^wx[0-9a-z]{4,30}$/i, 'must be an appid, like wx0123456789abcdef'),
    WECHAT_APP_SECRET: secret(),
    WECHAT_API_BASE_URL: wechatUrl('https://api.weixin.qq.com'),
    WECHAT_PUSH_TOKEN: secret(16)
      .regex(/^[0-9A-Za-z]{16,32}$/, 'must be 16 to 32 letters and digits')
      .optional(),
    WECHAT_PUSH_AES_KEY: secret(43)
      .regex(/^[0-9A-Za-z]{43}$/, 'must be 43 letters and digits')
      .optional(),
  })
  .refine((env) => env.WECHAT_PUSH_AES_KEY === undefined || env.WECHAT_PUSH_TOKEN !== undefined, {
    path: ['WECHAT_PUSH_TOKEN'],
    message: 'must be there beside WECHAT_PUSH_AES_KEY',
  })
  .refine((env) => env.ACCESS_TOKEN_TTL_S <= env.REFRESH_TOKEN_TTL_S, {
    path: ['ACCESS_TOKEN_TTL_S'],
    message: 'must not be longer than REFRESH_TOKEN_TTL_S',
  })
  .transform((env) => ({
    ...serviceSettings(env),
    dataKeys: env.DATA_KEYS,
    blindIndexKey: env.BLIND_INDEX_KEY,
    orderAddress: env.ORDER_GRPC_ADDRESS,
    jwt: { privateKey: env.JWT_PRIVATE_KEY, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE },
    sessions: { accessTokenMs: env.ACCESS_TOKEN_TTL_S * 1000, sessionMs: env.REFRESH_TOKEN_TTL_S * 1000 },
    operators: { initialPassword: env.OPERATOR_INITIAL_PASSWORD, sessionMs: env.OPERATOR_SESSION_TTL_S * 1000 },
    avatarHosts: env.AVATAR_HOSTS,
    wechat: { appId: env.WECHAT_APP_ID, secret: env.WECHAT_APP_SECRET, baseUrl: env.WECHAT_API_BASE_URL },
    push: { token: env.WECHAT_PUSH_TOKEN, aesKey: env.WECHAT_PUSH_AES_KEY },
  }));

export interface UserConfig extends z.infer<typeof schema> {}
export abstract class UserConfig {}

export const userConfig = (env: NodeJS.ProcessEnv = process.env): UserConfig => loadConfig(schema, env);
