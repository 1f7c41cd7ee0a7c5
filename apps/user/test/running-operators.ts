import { Redis } from '@minisuite/cache';
import { operationsV1, userV1 } from '@minisuite/contracts';
import { grpcClient, grpcServer } from '@minisuite/grpc';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { FakeClock, freePort, startTestService, type TestDatabase } from '@minisuite/testing';
import { UserServiceModule } from '../src/user-service.module.js';
import { CreateFirstOperator } from '../src/operators/app/create-first-operator.js';
import { configFor, DEADLINE_MS } from './running-user-service.js';

export const PASSWORD = 'correct-horse-battery';

export interface OperatorLogin {
  readonly tokens: userV1.Tokens;
  readonly operator: userV1.Operator;
  readonly claims: Record<string, unknown>;
  readonly sessionId: string;
}

/** A process of the user service on a schema that others may use too, as operators see it. */
export async function runOperators(database: TestDatabase, initialPassword: string | null = PASSWORD) {
  const clock = new FakeClock(new Date());
  const usual = configFor(database.url, await freePort());
  const config = { ...usual, operators: { ...usual.operators, initialPassword: initialPassword ?? undefined } };
  const service = await startTestService(UserServiceModule.with(config), {
    replace: [{ provide: Clock, useValue: clock }],
    server: grpcServer({ ...config.grpc, package: 'user' }),
  });
  const { port, credential } = config.grpc;
  const from = { name: 'gateway', credential } as const;
  const connect = <T extends object>(to: { package: 'user' } | { package: 'operations'; of: 'user' }, rpcs: string) =>
    grpcClient<T>({ ...to, service: rpcs, address: `127.0.0.1:${port}`, deadlineMs: DEADLINE_MS, from });
  const operators = connect<userV1.OperatorServiceClient>({ package: 'user' }, userV1.OPERATOR_SERVICE_NAME);
  const apiKeys = connect<userV1.ApiKeyServiceClient>({ package: 'user' }, userV1.API_KEY_SERVICE_NAME);
  const audit = connect<operationsV1.AuditServiceClient>(
    { package: 'operations', of: 'user' },
    operationsV1.AUDIT_SERVICE_NAME,
  );

  return {
    clock,
    redis: service.get(Redis),
    createFirst: service.get(CreateFirstOperator),
    logIn: async (password = PASSWORD, username = 'admin', totp = '') =>
      loginOf(await operators.logIn({ username, password, totp })),
    refresh: async (refreshToken: string) => loginOf(await operators.refresh({ refreshToken })),
    logOut: ({ operator, sessionId }: Pick<OperatorLogin, 'operator' | 'sessionId'>) =>
      RequestContext.run(scopeOf(operator, sessionId), () => operators.logOut({})),
    /** Calls an rpc in the name of an operator. */
    as: <T>(
      { operator, sessionId }: Pick<OperatorLogin, 'operator' | 'sessionId'>,
      call: (rpcs: typeof operators) => Promise<T>,
    ) => RequestContext.run(scopeOf(operator, sessionId), () => call(operators)),
    apiKeysAs: <T>(
      { operator, sessionId }: Pick<OperatorLogin, 'operator' | 'sessionId'>,
      call: (rpcs: typeof apiKeys) => Promise<T>,
    ) => RequestContext.run(scopeOf(operator, sessionId), () => call(apiKeys)),
    apiKeys,
    asNobody: <T>(call: (rpcs: typeof operators) => Promise<T>) => call(operators),
    logOutNobody: () => operators.logOut({}),
    /** The audit rows of this schema, newest first. */
    audited: async (): Promise<operationsV1.AuditEntry[]> => {
      const everything = { limit: 100, cursor: '', action: '', operatorId: '', targetId: '' };
      const somebody = scopeOf({ id: '1', username: 'auditor', roles: ['admin'] });
      return (await RequestContext.run(somebody, () => audit.listAuditEntries(everything))).entries;
    },
    stop: async () => {
      operators.close();
      apiKeys.close();
      audit.close();
      await service.stop();
    },
  };
}

export type RunningOperators = Awaited<ReturnType<typeof runOperators>>;

function scopeOf({ id, username, roles }: Omit<userV1.Operator, 'displayName'>, sessionId?: string) {
  return { requestId: 'test', operatorId: id, operatorName: username, roles, sessionId };
}

function loginOf({ tokens, operator }: userV1.LogInResponse): OperatorLogin {
  if (!tokens || !operator) throw new Error('the answer is not complete');
  const payload = Buffer.from(tokens.accessToken.split('.')[1] ?? '', 'base64url').toString();
  const claims = JSON.parse(payload) as Record<string, unknown>;
  return { tokens, operator, claims, sessionId: String(claims['sid']) };
}
