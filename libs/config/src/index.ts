export { ConfigError, loadConfig } from './load-config.js';
export { keyThumbprint } from './key-thumbprint.js';
export {
  dataKeys,
  mysqlUrl,
  pem,
  port,
  publicKeys,
  randomKey,
  redisUrl,
  seconds,
  secret,
  flag,
  list,
  hostPort,
  wechatUrl,
} from './fields.js';
export { processEnv, serviceEnv, processSettings, serviceSettings } from './service-env.js';
export type { ProcessSettings, ServiceSettings } from './service-env.js';
