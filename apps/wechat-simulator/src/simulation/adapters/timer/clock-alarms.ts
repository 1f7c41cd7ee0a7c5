import type { OnModuleDestroy } from '@nestjs/common';
import { Alarms } from '../../app/ports.js';
import type { SimulatorClock } from './simulator-clock.js';

interface Alarm {
  readonly due: Date;
  readonly action: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** Real timers set against the simulated clock; when that is advanced, what has become due fires in order of time. */
export class ClockAlarms extends Alarms implements OnModuleDestroy {
  private readonly pending = new Set<Alarm>();
  private closed = false;

  constructor(private readonly clock: SimulatorClock) {
    super();
    clock.onAdvance(() => this.rearm());
  }

  override at(due: Date, action: () => void): void {
    if (this.closed) return;
    const alarm: Alarm = { due, action, timer: undefined };
    this.pending.add(alarm);
    this.arm(alarm);
  }

  override cancelAll(): void {
    for (const alarm of this.pending) clearTimeout(alarm.timer);
    this.pending.clear();
  }

  onModuleDestroy(): void {
    this.closed = true;
    this.cancelAll();
  }

  private arm(alarm: Alarm): void {
    const wait = Math.max(0, alarm.due.getTime() - this.clock.now().getTime());
    alarm.timer = setTimeout(() => this.fire(alarm), wait);
  }

  private rearm(): void {
    const alarms = [...this.pending].sort((a, b) => a.due.getTime() - b.due.getTime());
    for (const alarm of alarms) {
      clearTimeout(alarm.timer);
      this.arm(alarm);
    }
  }

  private fire(alarm: Alarm): void {
    this.pending.delete(alarm);
    alarm.action();
  }
}
