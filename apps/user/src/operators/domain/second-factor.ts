import { TooManyCodes } from './operator-errors.js';
import { stepOf } from './totp.js';

const FREE = 5;
const FIRST_MS = 30_000;
const LONGEST_MS = 900_000;

export interface SecondFactorState {
  /** Of the operator. */
  readonly id: string;
  readonly key: Buffer;
  readonly createdAt: Date;
  /** Null until the operator has shown that the app has the key. */
  readonly confirmedAt: Date | null;
  /** The step of the newest code that was taken: neither it nor one before is taken again. */
  readonly lastStep: number | null;
  /** Wrong codes since the last right one. */
  readonly wrongCodes: number;
  readonly waitUntil: Date | null;
}

export type CodeVerdict = 'RIGHT' | 'USED' | 'WRONG';

/** The authenticator app of an operator. */
export class SecondFactor {
  private constructor(private state: SecondFactorState) {}

  static enrol(id: string, key: Buffer, now: Date): SecondFactor {
    const unused = { confirmedAt: null, lastStep: null, wrongCodes: 0, waitUntil: null };
    return new SecondFactor({ id, key, createdAt: now, ...unused });
  }

  static restore(state: SecondFactorState): SecondFactor {
    return new SecondFactor(state);
  }

  get snapshot(): SecondFactorState {
    return this.state;
  }

  get isOn(): boolean {
    return this.state.confirmedAt !== null;
  }

  /**
   * Throws RATE_LIMITED after five wrong codes. It holds up whoever knows the password already, at every address: a million codes
   * are few for somebody with many addresses.
   */
  mustNotWait(now: Date): void {
    const { waitUntil } = this.state;
    if (waitUntil && waitUntil > now) throw new TooManyCodes(waitUntil.getTime() - now.getTime());
  }

  /** Takes a code of the app, each once. */
  take(code: string, now: Date): CodeVerdict {
    const step = stepOf(this.state.key, code, now);
    if (step === null) return 'WRONG';
    if (this.state.lastStep !== null && step <= this.state.lastStep) return 'USED';
    this.state = { ...this.state, lastStep: step };
    return 'RIGHT';
  }

  confirm(now: Date): void {
    this.state = { ...this.state, confirmedAt: now };
  }

  right(): void {
    this.state = { ...this.state, wrongCodes: 0, waitUntil: null };
  }

  wrong(now: Date): void {
    const wrongCodes = this.state.wrongCodes + 1;
    const pause = wrongCodes < FREE ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (wrongCodes - FREE));
    this.state = { ...this.state, wrongCodes, waitUntil: pause === 0 ? null : new Date(now.getTime() + pause) };
  }
}
