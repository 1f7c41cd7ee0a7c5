import type { AuditEntry } from '@minisuite/audit';
import { Transactions } from '@minisuite/database';
import type { SessionRepositories } from '../../identity/app/refresh-token-rotation.js';
import type { Operator, OperatorAccount } from '../domain/operator.js';
import type { SecondFactor } from '../domain/second-factor.js';

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

/** Authenticator apps and recovery codes; the operator is locked before. */
export abstract class SecondFactors {
  /** Locks it, too. */
  abstract find(operatorId: string): Promise<SecondFactor | null>;
  /** In place of the one before. */
  abstract put(factor: SecondFactor): Promise<void>;
  abstract save(factor: SecondFactor): Promise<void>;
  /** With the recovery codes; answers whether there was one. */
  abstract remove(operatorId: string): Promise<boolean>;
  abstract addRecoveryCodes(operatorId: string, hashes: readonly Buffer[]): Promise<void>;
  /** Answers whether there was such a code, which is gone then. */
  abstract useRecoveryCode(operatorId: string, hash: Buffer): Promise<boolean>;
}

/** What operators did, in the same transaction. */
export abstract class AuditTrail {
  abstract record(entry: AuditEntry): Promise<void>;
}

export interface OperatorRepositories extends SessionRepositories {
  readonly operators: Operators;
  readonly secondFactors: SecondFactors;
  readonly audit: AuditTrail;
}

export abstract class OperatorTransactions extends Transactions<OperatorRepositories> {}

export abstract class OperatorDirectory {
  /** Newest first. */
  abstract list(before: string | null, count: number): Promise<OperatorAccount[]>;
  abstract isEmpty(): Promise<boolean>;
  abstract findByName(username: string): Promise<{ id: string; passwordHash: string } | null>;
}

/** What nobody can guess. */
export abstract class SecondFactorSecrets {
  abstract key(): Buffer;
  abstract recoveryCodes(): string[];
}

/** Slow hashes of passwords; refuses with TooManyLogins when more are wanted than this process can bear. */
export abstract class Passwords {
  abstract hash(password: string): Promise<string>;
  /** Takes as long for null, which no password fits, as for a hash. */
  abstract verify(hash: string | null, password: string): Promise<boolean>;
}
