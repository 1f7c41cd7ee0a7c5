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
import { loginError, type LoginRefusal, passwordRefusal } from '../domain/login-refusal.js';
import { bearerOf } from './bearer.js';
import { checkLoginCode } from './check-login-code.js';
import { OperatorDirectory, type OperatorRepositories, OperatorTransactions, Passwords } from './ports.js';
import { SecurityEvents } from './security-events.js';

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
    private readonly events: SecurityEvents,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** The code is empty when none was given; it is looked at only once the password is right. */
  async run(
    givenName: string,
    givenPassword: string,
    code: string,
  ): Promise<{ tokens: TokenPair; operator: OperatorCard }> {
    const { username, password } = credentialsOf(givenName, givenPassword);
    const known = await this.directory.findByName(username);
    const fits = await this.passwords.verify(known?.passwordHash ?? null, password);
    const now = this.clock.now();
    const outcome = await this.transactions.run(REQUEST, async (repositories) => {
      const operator = known && (await repositories.operators.lock(known.id));
      if (!operator) return this.refuse(repositories, { id: null, name: username }, 'UNKNOWN_NAME');
      const refusal =
        passwordRefusal(operator, fits) ?? (await checkLoginCode(repositories.secondFactors, operator.id, code, now));
      return refusal
        ? this.refuse(repositories, { id: operator.id, name: username }, refusal)
        : this.open(repositories, operator, now);
    });
    if (typeof outcome === 'string') {
      if (known && (outcome === 'WRONG_CODE' || outcome === 'USED_CODE'))
        this.events.tell('operator_code_wrong', known.id);
      throw loginError(outcome);
    }
    const { operator, session, refreshToken } = outcome;
    return { tokens: this.tokenPairs.issue(session, refreshToken, now, bearerOf(operator)), operator: operator.card };
  }

  // Answered, not thrown: throwing would roll back what is written down.
  private async refuse(
    { audit }: OperatorRepositories,
    operator: { id: string | null; name: string },
    refusal: LoginRefusal,
  ): Promise<LoginRefusal> {
    await audit.record({ action: ACTION, outcome: 'FAILED', reason: refusal, operator });
    return refusal;
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
