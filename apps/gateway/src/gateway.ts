import type { GatewayDefinition } from '@minisuite/service';
import { fastifyOptions } from './edge/fastify-options.js';
import { prepareHttp } from './edge/prepare-http.js';
import { type GatewayConfig, gatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';

/** The process, for its main file and for tests that start it inside themselves. */
export const gateway: GatewayDefinition<GatewayConfig> = {
  name: 'gateway',
  config: gatewayConfig,
  module: (config) => GatewayModule.with(config),
  fastify: fastifyOptions,
  prepare: prepareHttp,
};
