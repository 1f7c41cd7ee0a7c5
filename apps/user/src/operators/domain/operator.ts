import type { OperatorRole } from '@minisuite/contracts';
import { OperatorDisabled } from './operator-errors.js';

export type OperatorStatus = 'ACTIVE' | 'DISABLED';

/** What may be shown of an operator. */
export interface OperatorCard {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly OperatorRole[];
}

/** What other operators may see. */
export interface OperatorAccount extends OperatorCard {
  readonly status: OperatorStatus;
  /** Whether a login needs a code of an authenticator app. */
  readonly hasTotp: boolean;
  readonly createdAt: Date;
}

export interface OperatorState extends OperatorAccount {
  readonly passwordHash: string;
  readonly updatedAt: Date;
}

export type OperatorChange = Pick<OperatorState, 'displayName' | 'roles' | 'status'>;

export class Operator {
  private constructor(private state: OperatorState) {}

  static create(who: OperatorCard & { passwordHash: string }, now: Date): Operator {
    return new Operator({ ...who, status: 'ACTIVE', hasTotp: false, createdAt: now, updatedAt: now });
  }

  static restore(state: OperatorState): Operator {
    return new Operator(state);
  }

  get snapshot(): OperatorState {
    return this.state;
  }

  get id(): string {
    return this.state.id;
  }

  get card(): OperatorCard {
    const { id, username, displayName, roles } = this.state;
    return { id, username, displayName, roles };
  }

  get account(): OperatorAccount {
    const { status, hasTotp, createdAt } = this.state;
    return { ...this.card, status, hasTotp, createdAt };
  }

  get isAdmin(): boolean {
    return this.isActive && this.state.roles.includes('admin');
  }

  /** Answers whether the operator may do other things than before, so that what was let in before must not stay. */
  replace({ displayName, roles, status }: OperatorChange, now: Date): boolean {
    const before = this.state;
    this.state = { ...before, displayName, roles, status, updatedAt: now };
    return status !== before.status || roles.join() !== before.roles.join();
  }

  setPassword(passwordHash: string, now: Date): void {
    this.state = { ...this.state, passwordHash, updatedAt: now };
  }

  get isActive(): boolean {
    return this.state.status === 'ACTIVE';
  }

  mustBeActive(): void {
    if (!this.isActive) throw new OperatorDisabled();
  }
}
