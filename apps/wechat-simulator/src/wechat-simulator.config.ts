import { loadConfig, port, processEnv, type ProcessSettings, processSettings } from '@minisuite/config';
import { z } from 'zod';
import { SIGNING_MODES, type SigningMode } from './pay/domain/signing-mode.js';

export interface WechatSimulatorConfig {
  readonly process: ProcessSettings;
  readonly http: { readonly host: string; readonly port: number };
  readonly stateDir: string;
  readonly notifyKey: SigningMode;
  readonly seed: number;
  /** Where the message push of the mini-program goes. */
  readonly pushUrl: string | undefined;
}

const schema = z
  .object({
    ...processEnv(9105),
    HTTP_HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: port(8090),
    SIMULATOR_STATE_DIR: z.string(),
    SIMULATOR_NOTIFY_KEY: z.enum(SIGNING_MODES).default('public-key'),
    SIMULATOR_PUSH_URL: z.url({ protocol: /^https?$/ }).optional(),
    SIMULATOR_SEED: z.coerce.number().int().min(0).default(1),
  })
  .refine((env) => env.NODE_ENV !== 'production', {
    path: ['NODE_ENV'],
    message: 'the simulator gives payments away and must not run in production',
  });

export function wechatSimulatorConfig(env: NodeJS.ProcessEnv = process.env): WechatSimulatorConfig {
  const values = loadConfig(schema, env);
  return {
    process: processSettings(values),
    http: { host: values.HTTP_HOST, port: values.HTTP_PORT },
    stateDir: values.SIMULATOR_STATE_DIR,
    notifyKey: values.SIMULATOR_NOTIFY_KEY,
    seed: values.SIMULATOR_SEED,
    pushUrl: values.SIMULATOR_PUSH_URL,
  };
}
