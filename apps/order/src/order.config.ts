import { dataKeys, hostPort, loadConfig, seconds, serviceEnv, serviceSettings } from '@minisuite/config';
import { z } from 'zod';

const schema = z
  .object({
    ...serviceEnv(50052, 9102),
    DATA_KEYS: dataKeys(),
    USER_GRPC_ADDRESS: hostPort(),
    PAYMENT_GRPC_ADDRESS: hostPort(),
    PAYMENT_WINDOW_S: seconds(900),
    RECEIPT_DAYS: z.coerce.number().int().min(1).max(365).default(10),
  })
  .transform((env) => ({
    ...serviceSettings(env),
    dataKeys: env.DATA_KEYS,
    userAddress: env.USER_GRPC_ADDRESS,
    paymentAddress: env.PAYMENT_GRPC_ADDRESS,
    paymentWindowMs: env.PAYMENT_WINDOW_S * 1000,
    receiptMs: env.RECEIPT_DAYS * 86_400_000,
  }));

export interface OrderConfig extends z.infer<typeof schema> {}
export abstract class OrderConfig {}

export const orderConfig = (env: NodeJS.ProcessEnv = process.env): OrderConfig => loadConfig(schema, env);
