import { Audit, type AuditEntry } from '@minisuite/audit';
import { MysqlTransactions } from '@minisuite/database';
import { FieldCipher } from '@minisuite/encryption';
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MysqlRefreshTokens } from '../identity/adapters/mysql/mysql-refresh-tokens.js';
import { LockOut } from '../identity/app/lock-out.js';
import { TokenPairs } from '../identity/app/token-pairs.js';
import { SessionPolicy } from '../identity/domain/session-policy.js';
import { IdentityModule } from '../identity/identity.module.js';
import { UserConfig } from '../user.config.js';
import { Argon2Passwords } from './adapters/crypto/argon2-passwords.js';
import { RandomSecondFactors } from './adapters/crypto/random-second-factors.js';
import { OperatorsController } from './adapters/grpc/operators.controller.js';
import { MysqlOperatorDirectory } from './adapters/mysql/mysql-operator-directory.js';
import { MysqlOperatorSessions } from './adapters/mysql/mysql-operator-sessions.js';
import { MysqlOperators } from './adapters/mysql/mysql-operators.js';
import { MysqlSecondFactors } from './adapters/mysql/mysql-second-factors.js';
import { ConfirmTotp } from './app/confirm-totp.js';
import { CreateFirstOperator } from './app/create-first-operator.js';
import { CreateOperator } from './app/create-operator.js';
import { EnrolTotp } from './app/enrol-totp.js';
import { ListOperators } from './app/list-operators.js';
import { LogIn } from './app/log-in.js';
import { LogOut } from './app/log-out.js';
import { OperatorDirectory, OperatorTransactions, Passwords, SecondFactorSecrets } from './app/ports.js';
import { ReplaceOperator } from './app/replace-operator.js';
import { ResetTotp } from './app/reset-totp.js';
import { SecurityEvents } from './app/security-events.js';
import { SetOperatorPassword } from './app/set-operator-password.js';
import { Refresh } from './app/refresh.js';
import { TurnOffTotp } from './app/turn-off-totp.js';

@Module({
  imports: [IdentityModule],
  controllers: [OperatorsController],
  providers: [
    LogIn,
    Refresh,
    LogOut,
    ListOperators,
    CreateOperator,
    ReplaceOperator,
    SetOperatorPassword,
    EnrolTotp,
    ConfirmTotp,
    TurnOffTotp,
    ResetTotp,
    SecurityEvents,
    LockOut,
    CreateFirstOperator,
    TokenPairs,
    {
      provide: SessionPolicy,
      inject: [UserConfig],
      useFactory: ({ sessions, operators }: UserConfig) =>
        new SessionPolicy(sessions.accessTokenMs, operators.sessionMs),
    },
    {
      provide: OperatorTransactions,
      inject: [DataSource, FieldCipher, Audit],
      useFactory: (dataSource: DataSource, cipher: FieldCipher, audit: Audit) =>
        new MysqlTransactions(dataSource, (tx) => ({
          operators: new MysqlOperators(tx),
          secondFactors: new MysqlSecondFactors(tx, cipher),
          sessions: new MysqlOperatorSessions(tx),
          refreshTokens: new MysqlRefreshTokens(tx, 'operator_refresh_token'),
          audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
        })),
    },
    { provide: OperatorDirectory, useClass: MysqlOperatorDirectory },
    { provide: Passwords, useClass: Argon2Passwords },
    { provide: SecondFactorSecrets, useClass: RandomSecondFactors },
  ],
})
export class OperatorsModule implements OnApplicationBootstrap {
  constructor(
    private readonly createFirst: CreateFirstOperator,
    private readonly config: UserConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.createFirst.run(this.config.operators.initialPassword);
  }
}
