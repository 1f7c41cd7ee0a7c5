import { describe, expect, it } from '@jest/globals';
import { wechatSimulatorConfig } from './wechat-simulator.config.js';

describe('configuration of the simulator', () => {
  it('needs a state directory and has defaults for the rest', () => {
    expect(wechatSimulatorConfig({ SIMULATOR_STATE_DIR: '/state' })).toMatchObject({
      http: { host: '127.0.0.1', port: 8090 },
      process: { adminPort: 9105 },
      notifyKey: 'public-key',
    });
    expect(() => wechatSimulatorConfig({})).toThrow('SIMULATOR_STATE_DIR');
  });

  it('never starts in production', () => {
    const env = { SIMULATOR_STATE_DIR: '/state', NODE_ENV: 'production' };
    expect(() => wechatSimulatorConfig(env)).toThrow('must not run in production');
  });
});
