import { SeededRandom } from './seeded-random.js';

export interface FaultRates {
  readonly notify: { readonly lose: number; readonly duplicate: number };
}

export const NO_FAULTS: FaultRates = { notify: { lose: 0, duplicate: 0 } };

/** What goes wrong on purpose. Each fault draws from its own sequence, so switching one on does not shift the other. */
export class Faults {
  private current = NO_FAULTS;
  private readonly loseDraws: SeededRandom;
  private readonly duplicateDraws: SeededRandom;

  constructor(seed: number) {
    this.loseDraws = new SeededRandom(seed);
    this.duplicateDraws = new SeededRandom(seed ^ 0x5bd1e995);
  }

  get rates(): FaultRates {
    return this.current;
  }

  set(rates: FaultRates): void {
    this.current = rates;
  }

  losesNotification(): boolean {
    return this.loseDraws.next() < this.current.notify.lose;
  }

  duplicatesNotification(): boolean {
    return this.duplicateDraws.next() < this.current.notify.duplicate;
  }

  forget(): void {
    this.current = NO_FAULTS;
    this.loseDraws.restart();
    this.duplicateDraws.restart();
  }
}
