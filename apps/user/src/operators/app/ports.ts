import type { AuditEntry } from '@minisuite/audit';
import { Transactions } from '@minisuite/database';
import type { SessionRepositories } from '../../identity/app/refresh-token-rotation.js';
import type { Operator, OperatorAccount } from '../domain/operator.js';

/** Thrown by Operators.add when the name is in use. */
export class UsernameTaken extends Error {}

export abstract class Operators {
  abstract add(operator: Operator): Promise<void>;
  abstract find(id: string): Promise<Operator | null>;
  abstract lock(id: string): Promise<Operator | null>;
  /** Some operators at once, in one order, so that two who change each other wait instead of deadlocking. */
  abstract lockAll(ids: readonly string[]): Promise<Map<string, Operator>>;
  abstract save(operator: Operator): Promise<void>;
}

/** What operators did, in the same transaction. */
export abstract class AuditTrail {
  abstract record(entry: AuditEntry): Promise<void>;
}

export interface OperatorRepositories extends SessionRepositories {
  readonly operators: Operators;
  readonly audit: AuditTrail;
}

export abstract class OperatorTransactions extends Transactions<OperatorRepositories> {}

export abstract class OperatorDirectory {
  /** Newest first. */
  abstract list(before: string | null, count: number): Promise<OperatorAccount[]>;
  abstract isEmpty(): Promise<boolean>;
  abstract findByName(username: string): Promise<{ id: string; passwordHash: string } | null>;
}

/** Slow hashes of passwords; refuses with TooManyLogins when more are wanted than this process can bear. */
export abstract class Passwords {
  abstract hash(password: string): Promise<string>;
  /** Takes as long for null, which no password fits, as for a hash. */
  abstract verify(hash: string | null, password: string): Promise<boolean>;
}
