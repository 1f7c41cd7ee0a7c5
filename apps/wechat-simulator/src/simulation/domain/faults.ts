import { type FaultName, type FaultRates, NO_FAULTS, rateOf } from './fault-rates.js';
import { SeededRandom } from './seeded-random.js';

/** Decides what strikes. Each fault draws from its own sequence, so switching one on does not shift another. */
export class Faults {
  private current = NO_FAULTS;
  private unanswered = 0;
  private readonly sequences = new Map<string, SeededRandom>();

  constructor(private readonly seed: number) {}

  get rates(): FaultRates {
    return this.current;
  }

  set(rates: FaultRates): void {
    this.current = rates;
  }

  /** `where` keeps traffic of one kind from shifting what strikes another. */
  strikes(name: FaultName, where = ''): boolean {
    const key = `${name} ${where}`;
    const sequence = this.sequences.get(key) ?? this.sequenceOf(key);
    this.sequences.set(key, sequence);
    return sequence.next() < rateOf(name, this.current);
  }

  /** Draws for one thing that must come out the same each time it is made, such as the bill of a day. */
  strikesIn(name: FaultName, thing: string): () => boolean {
    const sequence = this.sequenceOf(`${name} ${thing}`);
    const rate = rateOf(name, this.current);
    return () => sequence.next() < rate;
  }

  /** Of the calls that are never answered every second one is held, and the others lose their connection at once. */
  holdsUnanswered(): boolean {
    this.unanswered += 1;
    return this.unanswered % 2 === 0;
  }

  forget(): void {
    this.current = NO_FAULTS;
    this.unanswered = 0;
    this.sequences.clear();
  }

  private sequenceOf(key: string): SeededRandom {
    return new SeededRandom(this.seed ^ fnv1a(key));
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
