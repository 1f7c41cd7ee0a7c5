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
export {
  internalEnv,
  internalSettings,
  processEnv,
  processSettings,
  serviceEnv,
  serviceSettings,
} from './service-env.js';
export type { InternalSettings, ProcessSettings, ServiceSettings } from './service-env.js';
export { certificateFault, keyPairFault, type TlsFiles, type TlsTexts } from './tls-files.js';
