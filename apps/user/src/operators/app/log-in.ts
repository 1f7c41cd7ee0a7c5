import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { RefreshTokenSecrets } from '../../identity/app/ports.js';
import { type TokenPair, TokenPairs } from '../../identity/app/token-pairs.js';
import { deviceOf } from '../../identity/domain/device.js';
import { Session } from '../../identity/domain/session.js';
import { SessionPolicy } from '../../identity/domain/session-policy.js';
import { credentialsOf } from '../domain/credentials.js';
import type { Operator, OperatorCard } from '../domain/operator.js';
import { CredentialsInvalid } from '../domain/operator-errors.js';
import { bearerOf } from './bearer.js';
import { OperatorDirectory, type OperatorRepositories, OperatorTransactions, Passwords } from './ports.js';

type Refusal = 'UNKNOWN_NAME' | 'WRONG_PASSWORD' | 'DISABLED';

interface Opened {
  readonly operator: Operator;
  readonly session: Session;
  readonly refreshToken: string;
}

const ACTION = 'operator.log-in';

@Injectable()
export class LogIn {
  constructor(
    private readonly directory: OperatorDirectory,
    private readonly passwords: Passwords,
    private readonly transactions: OperatorTransactions,
    private readonly secrets: RefreshTokenSecrets,
    private readonly tokenPairs: TokenPairs,
    private readonly policy: SessionPolicy,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async run(givenName: string, givenPassword: string): Promise<{ tokens: TokenPair; operator: OperatorCard }> {
    const { username, password } = credentialsOf(givenName, givenPassword);
    const known = await this.directory.findByName(username);
    const fits = await this.passwords.verify(known?.passwordHash ?? null, password);
    const now = this.clock.now();
    const opened = await this.transactions.run(REQUEST, async (repositories) => {
      const operator = known && (await repositories.operators.lock(known.id));
      const refusal = refusalOf(operator, fits);
      if (operator && !refusal) return this.open(repositories, operator, now);
      // Answered, not thrown: throwing would roll the audit row back.
      await repositories.audit.record({
        action: ACTION,
        outcome: 'FAILED',
        reason: refusal,
        operator: { id: operator?.id ?? null, name: username },
      });
      return null;
    });
    if (!opened) throw new CredentialsInvalid();
    const { operator, session, refreshToken } = opened;
    return { tokens: this.tokenPairs.issue(session, refreshToken, now, bearerOf(operator)), operator: operator.card };
  }

  private async open(repositories: OperatorRepositories, operator: Operator, now: Date): Promise<Opened> {
    const who = { id: this.ids.next(), ownerId: operator.id, device: deviceOf('', ''), deviceKey: null };
    const session = Session.open(who, now, this.policy.sessionMs);
    const { token, hash } = this.secrets.create();
    await repositories.sessions.add(session);
    await repositories.refreshTokens.add(hash, session.id, now);
    await repositories.audit.record({
      action: ACTION,
      operator: { id: operator.id, name: operator.card.username },
      details: { sessionId: session.id },
    });
    return { operator, session, refreshToken: token };
  }
}

function refusalOf(operator: Operator | null, fits: boolean): Refusal | undefined {
  if (!operator) return 'UNKNOWN_NAME';
  if (!fits) return 'WRONG_PASSWORD';
  return operator.isActive ? undefined : 'DISABLED';
}
