import { OperatorDisabled } from './operator-errors.js';

export type OperatorStatus = 'ACTIVE' | 'DISABLED';
export type Role = 'admin';

/** What may be shown of an operator. */
export interface OperatorCard {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

export interface OperatorState extends OperatorCard {
  readonly passwordHash: string;
  readonly status: OperatorStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export class Operator {
  private constructor(private readonly state: OperatorState) {}

  static create(who: OperatorCard & { passwordHash: string }, now: Date): Operator {
    return new Operator({ ...who, status: 'ACTIVE', createdAt: now, updatedAt: now });
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

  get isActive(): boolean {
    return this.state.status === 'ACTIVE';
  }

  mustBeActive(): void {
    if (!this.isActive) throw new OperatorDisabled();
  }
}
