import { DomainError } from '@minisuite/kernel';

/**
 * Where events come by: handed to the handler; effects written in the open transaction; transaction committed; about to be sent by
 * the relay; acknowledged by the broker.
 */
export type Point = 'begun' | 'effects' | 'committed' | 'sending' | 'sent';

/** What is to happen when an event with this title comes by a point. */
export interface Step {
  readonly at: Point;
  readonly title: string;
  /** `die` ends the process as kill -9 does; `hold` waits for release; `go on` only takes its time; the others throw. */
  readonly act: 'die' | 'hold' | 'go on' | 'fail' | 'unavailable' | 'refuse';
  /** How often; absent means always. */
  readonly times?: number;
  /** How long before it acts, in ms. */
  readonly afterMs?: number;
}

/** The events that were at a point together. */
export interface Passage {
  readonly at: Point;
  readonly titles: readonly string[];
}

const ACTS: Record<Exclude<Step['act'], 'hold'>, () => void> = {
  'go on': () => {},
  die: () => process.kill(process.pid, 'SIGKILL'),
  fail: () => {
    throw new Error('not yet');
  },
  unavailable: () => {
    throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'away');
  },
  refuse: () => {
    throw new DomainError('conflict', 'ORDER_STATE_CONFLICT', 'not now');
  },
};

/** What a service under test does with its events, told by their titles. */
export class Script {
  /** What came by, in order. */
  readonly passages: Passage[] = [];
  private readonly left = new Map<Step, number>();
  private readonly gates = new Map<string, PromiseWithResolvers<void>>();

  constructor(
    private readonly steps: readonly Step[] = [],
    private readonly onPassage: (passage: Passage) => void = () => {},
  ) {}

  /** Lets everything go on that is held, or will be held, for this title. */
  release(title: string): void {
    this.gate(title).resolve();
  }

  /** How often events with this title came by a point. */
  count(at: Point, title: string): number {
    return this.passages.filter((passage) => passage.at === at && passage.titles.includes(title)).length;
  }

  async pass(at: Point, titles: readonly string[]): Promise<void> {
    const passage = { at, titles };
    this.passages.push(passage);
    this.onPassage(passage);
    for (const step of this.steps) {
      if (step.at !== at || !titles.includes(step.title)) continue;
      const left = this.left.get(step) ?? step.times ?? Infinity;
      if (left <= 0) continue;
      this.left.set(step, left - 1);
      if (step.afterMs !== undefined) await new Promise((resolve) => setTimeout(resolve, step.afterMs));
      if (step.act === 'hold') await this.gate(step.title).promise;
      else ACTS[step.act]();
    }
  }

  private gate(title: string): PromiseWithResolvers<void> {
    const gate = this.gates.get(title) ?? Promise.withResolvers<void>();
    this.gates.set(title, gate);
    return gate;
  }
}
