import { hostPort, loadConfig, secret, serviceEnv, serviceSettings, wechatUrl } from '@minisuite/config';
import { z } from 'zod';

const schema = z
  .object({
    ...serviceEnv(50054, 9104),
    USER_GRPC_ADDRESS: hostPort(),
    WECHAT_API_BASE_URL: wechatUrl('https://api.weixin.qq.com'),
    WECHAT_APP_ID: z.string().regex(/^wx[0-9a-f]{16}$/),
    WECHAT_APP_SECRET: secret(32),
    WECHAT_TEMPLATE_ORDER_PAID: z.string().min(1),
    WECHAT_MINIPROGRAM_STATE: z.enum(['developer', 'trial', 'formal']).default('formal'),
  })
  .transform((env) => ({
    ...serviceSettings(env),
    userAddress: env.USER_GRPC_ADDRESS,
    wechat: {
      baseUrl: env.WECHAT_API_BASE_URL,
      appId: env.WECHAT_APP_ID,
      secret: env.WECHAT_APP_SECRET,
      state: env.WECHAT_MINIPROGRAM_STATE,
    },
    templates: { orderPaid: env.WECHAT_TEMPLATE_ORDER_PAID },
  }));

export interface MessageConfig extends z.infer<typeof schema> {}
export abstract class MessageConfig {}

export const messageConfig = (env: NodeJS.ProcessEnv = process.env): MessageConfig => loadConfig(schema, env);
