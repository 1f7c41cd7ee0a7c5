import { type DynamicModule, Module } from '@nestjs/common';
import { AccountModule } from './account/account.module.js';
import { ControlModule } from './control/control.module.js';
import { MiniProgramModule } from './mini-program/mini-program.module.js';
import { PayModule } from './pay/pay.module.js';
import { SimulationModule } from './simulation/simulation.module.js';
import type { WechatSimulatorConfig } from './wechat-simulator.config.js';

@Module({})
export class WechatSimulatorModule {
  static with({ stateDir, seed, notifyKey, pushUrl }: WechatSimulatorConfig): DynamicModule {
    const pay = PayModule.with({ signWith: notifyKey });
    const miniProgram = MiniProgramModule.beside(pay, { url: pushUrl });
    return {
      module: WechatSimulatorModule,
      imports: [
        SimulationModule.with(seed),
        AccountModule.with(stateDir),
        miniProgram,
        pay,
        ControlModule.beside(miniProgram, pay),
      ],
    };
  }
}
