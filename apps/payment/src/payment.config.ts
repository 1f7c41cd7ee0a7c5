import { hostPort, loadConfig, pem, secret, serviceEnv, serviceSettings, wechatUrl } from '@minisuite/config';
import { z } from 'zod';

const PAYMENTS = '/payments';

const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine((text) => !/[?#]/.test(text), 'must have neither query nor fragment: WeChat refuses such an address');

const schema = z
  .object({
    ...serviceEnv(50053, 9103),
    USER_GRPC_ADDRESS: hostPort(),
    ORDER_GRPC_ADDRESS: hostPort(),
    WECHAT_APP_ID: z.string().regex(/^wx[0-9a-f]{16}$/, 'must be the appid of a mini-program, wx and 16 hex digits'),
    WECHAT_APP_SECRET: secret(32),
    WECHAT_API_BASE_URL: wechatUrl('https://api.weixin.qq.com'),
    WECHAT_PAY_MCH_ID: z.string().regex(/^\d{8,10}$/, 'must be a merchant id of 8 to 10 digits'),
    WECHAT_PAY_CERT_SERIAL: z
      .string()
      .regex(/^[0-9A-Fa-f]{8,40}$/, 'must be the hex serial number of the API certificate'),
    WECHAT_PAY_PRIVATE_KEY: pem('private'),
    WECHAT_PAY_API_V3_KEY: secret(32).refine((key) => Buffer.byteLength(key) === 32, 'must be exactly 32 bytes'),
    WECHAT_PAY_PUBLIC_KEY_ID: z.string().startsWith('PUB_KEY_ID_').optional(),
    WECHAT_PAY_PUBLIC_KEY: pem('public').optional(),
    WECHAT_PAY_BASE_URL: wechatUrl('https://api.mch.weixin.qq.com'),
    WECHAT_PAY_NOTIFY_URL: notifyUrl,
    WECHAT_PAY_REFUND_NOTIFY_URL: notifyUrl.optional(),
    WECHAT_PAY_BACKGROUND_RPS: z.coerce.number().int().min(1).max(1000).default(50),
    REFUND_AUTO_LIMIT_FEN: z.coerce.number().int().min(0).max(100_000_000).default(0),
  })
  .superRefine((env, context) => {
    // Without either, WeChat's messages are verified with platform certificates, which are downloaded on demand.
    for (const [given, missing] of [
      ['WECHAT_PAY_PUBLIC_KEY', 'WECHAT_PAY_PUBLIC_KEY_ID'],
      ['WECHAT_PAY_PUBLIC_KEY_ID', 'WECHAT_PAY_PUBLIC_KEY'],
    ] as const) {
      if (env[given] === undefined || env[missing] !== undefined) continue;
      context.addIssue({ code: 'custom', path: [missing], message: `must be given together with ${given}` });
    }
  })
  .superRefine(({ WECHAT_PAY_NOTIFY_URL: url, WECHAT_PAY_REFUND_NOTIFY_URL: refunds }, context) => {
    if (refunds !== undefined || url.endsWith(PAYMENTS)) return;
    context.addIssue({
      code: 'custom',
      path: ['WECHAT_PAY_REFUND_NOTIFY_URL'],
      message: `must be given when WECHAT_PAY_NOTIFY_URL does not end with ${PAYMENTS}`,
    });
  })
  .transform((env) => ({
    ...serviceSettings(env),
    userAddress: env.USER_GRPC_ADDRESS,
    orderAddress: env.ORDER_GRPC_ADDRESS,
    refunds: { autoLimit: env.REFUND_AUTO_LIMIT_FEN },
    miniProgram: { baseUrl: env.WECHAT_API_BASE_URL, appId: env.WECHAT_APP_ID, secret: env.WECHAT_APP_SECRET },
    wechat: {
      baseUrl: env.WECHAT_PAY_BASE_URL,
      appId: env.WECHAT_APP_ID,
      mchId: env.WECHAT_PAY_MCH_ID,
      serial: env.WECHAT_PAY_CERT_SERIAL,
      privateKey: env.WECHAT_PAY_PRIVATE_KEY,
      apiV3Key: env.WECHAT_PAY_API_V3_KEY,
      notifyUrl: env.WECHAT_PAY_NOTIFY_URL,
      refundNotifyUrl:
        env.WECHAT_PAY_REFUND_NOTIFY_URL ?? `${env.WECHAT_PAY_NOTIFY_URL.slice(0, -PAYMENTS.length)}/refunds`,
      backgroundPerSecond: env.WECHAT_PAY_BACKGROUND_RPS,
      publicKey:
        env.WECHAT_PAY_PUBLIC_KEY_ID && env.WECHAT_PAY_PUBLIC_KEY
          ? { id: env.WECHAT_PAY_PUBLIC_KEY_ID, pem: env.WECHAT_PAY_PUBLIC_KEY }
          : null,
    },
  }));

export interface PaymentConfig extends z.infer<typeof schema> {}
export abstract class PaymentConfig {}

export const paymentConfig = (env: NodeJS.ProcessEnv = process.env): PaymentConfig => loadConfig(schema, env);
