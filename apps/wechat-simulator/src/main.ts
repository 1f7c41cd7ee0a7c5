import { SystemClock } from '@minisuite/kernel';
import { startGateway } from '@minisuite/service';
import { merchantEnvFile, openAccount } from './account/adapters/files/account-files.js';
import { FASTIFY_OPTIONS, prepareServer } from './http-server.js';
import { wechatSimulatorConfig } from './wechat-simulator.config.js';
import { WechatSimulatorModule } from './wechat-simulator.module.js';

await startGateway({
  name: 'wechat-simulator',
  config: () => wechatSimulatorConfig(),
  module: (config) => WechatSimulatorModule.with(config),
  fastify: () => FASTIFY_OPTIONS,
  prepare: prepareServer,
  commands: {
    credentials: async ({ stateDir }) => {
      await openAccount(stateDir, new SystemClock().now());
      process.stdout.write(`${merchantEnvFile(stateDir)}\n`);
    },
  },
});
