import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '@minisuite/kernel';
import { SecureRandomness } from './adapters/crypto/secure-randomness.js';
import { ClockAlarms } from './adapters/timer/clock-alarms.js';
import { SimulatorClock } from './adapters/timer/simulator-clock.js';
import { DisturbCall } from './app/disturb-call.js';
import { Alarms, Randomness, SimulatedClock } from './app/ports.js';
import { Faults } from './domain/faults.js';

@Global()
@Module({})
export class SimulationModule {
  static with(seed: number): DynamicModule {
    return {
      module: SimulationModule,
      providers: [
        { provide: SimulatorClock, inject: [Clock], useFactory: (machine: Clock) => new SimulatorClock(machine) },
        { provide: SimulatedClock, useExisting: SimulatorClock },
        { provide: Alarms, inject: [SimulatorClock], useFactory: (clock: SimulatorClock) => new ClockAlarms(clock) },
        { provide: Randomness, useClass: SecureRandomness },
        { provide: Faults, useFactory: () => new Faults(seed) },
        DisturbCall,
      ],
      exports: [SimulatedClock, Alarms, Randomness, Faults, DisturbCall],
    };
  }
}
