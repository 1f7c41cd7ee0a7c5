export { ConfigError, loadConfig } from './load-config.js';
export { mysqlUrl, pem, port, redisUrl, seconds, secret, flag, list, hostPort, wechatUrl } from './fields.js';
/** Kept until every configuration has dropped it. */
export const productionRules = (): void => {};
export { processEnv, serviceEnv, processSettings, serviceSettings } from './service-env.js';
export type { ProcessSettings, ServiceSettings } from './service-env.js';
