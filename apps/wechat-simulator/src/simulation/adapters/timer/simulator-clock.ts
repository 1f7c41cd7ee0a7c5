import type { Clock } from '@minisuite/kernel';
import { SimulatedClock } from '../../app/ports.js';

/** The machine's clock plus what has been added by hand. */
export class SimulatorClock extends SimulatedClock {
  private offsetMs = 0;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly machine: Clock) {
    super();
  }

  override now(): Date {
    return new Date(this.machine.now().getTime() + this.offsetMs);
  }

  override advance(ms: number): Date {
    this.offsetMs += ms;
    for (const listener of this.listeners) listener();
    return this.now();
  }

  onAdvance(listener: () => void): void {
    this.listeners.push(listener);
  }

  override forget(): void {
    this.offsetMs = 0;
  }
}
