import { Injectable } from '@nestjs/common';
import { MiniProgramState } from '../../mini-program/app/mini-program-state.js';
import { PayState } from '../../pay/app/pay-state.js';
import { Alarms, SimulatedClock } from '../../simulation/app/ports.js';
import { Faults } from '../../simulation/domain/faults.js';

/** Back to how it was after the start: same keys, nothing else. */
@Injectable()
export class ForgetEverything {
  constructor(
    private readonly miniProgram: MiniProgramState,
    private readonly pay: PayState,
    private readonly alarms: Alarms,
    private readonly clock: SimulatedClock,
    private readonly faults: Faults,
  ) {}

  run(): void {
    this.alarms.cancelAll();
    this.miniProgram.forget();
    this.pay.forget();
    this.faults.forget();
    this.clock.forget();
  }
}
