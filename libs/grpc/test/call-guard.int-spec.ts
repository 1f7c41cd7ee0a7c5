import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { userV1 } from '@minisuite/contracts';
import { DomainError } from '@minisuite/kernel';
import { metrics, RequestContext } from '@minisuite/service';
import { eventually, freePort, startTestService, type TestService } from '@minisuite/testing';
import { Controller, Logger, Module } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { caller, forAnybody, grpcClient, GrpcModule, grpcServer, type PromiseClient } from '../src/index.js';

const credential = 'x'.repeat(40);
const limits = { sampleMs: 5000, minimumRps: 2, halfOpenAfterMs: 500, atATime: 2, waiting: 2 };
const patient = { limits: { ...limits, halfOpenAfterMs: 60_000 } };
const MINIMUM = 10;
type Client = PromiseClient<userV1.UserServiceClient> & { close(): void };

let asked: string[] = [];
let release: (() => void)[] = [];

@Controller()
class Users {
  @GrpcMethod('UserService', 'GetWechatIdentity')
  async identity({ userId }: userV1.GetWechatIdentityRequest): Promise<userV1.GetWechatIdentityResponse> {
    asked.push(userId);
    if (userId.startsWith('hang')) await new Promise<void>((resolve) => release.push(resolve));
    if (userId === 'away') throw new DomainError('unavailable', 'WECHAT_UNAVAILABLE', 'WeChat is away');
    if (userId === 'bug') throw new TypeError('x');
    return { openid: caller().userId ?? 'nobody' };
  }
}

const rules = { UserService: { getWechatIdentity: forAnybody('gateway') } };

@Module({ controllers: [Users], imports: [GrpcModule.with({ name: 'user', credential, rules })] })
class UsersModule {}

const open: { close(): void }[] = [];
let services: TestService[] = [];

async function start(port: number): Promise<TestService> {
  const server = grpcServer({ host: '127.0.0.1', port, package: 'user' });
  const service = await startTestService(UsersModule, { server });
  services.push(service);
  return service;
}

function connect(port: number, settings: { deadlineMs?: number; limits?: typeof limits } = {}): Client {
  const from = { name: 'gateway', credential } as const;
  const to = { package: 'user', service: userV1.USER_SERVICE_NAME, address: `127.0.0.1:${port}`, from } as const;
  const client = grpcClient<userV1.UserServiceClient>({ ...to, limits, deadlineMs: 20_000, ...settings }) as Client;
  open.push(client);
  return client;
}

const ask = (client: Client, userId = 'x') => client.getWechatIdentity({ userId });
const outcome = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof DomainError ? error : 'bug'),
  );

/** Asks so often, one after the other, that the breaker could open. */
async function askOften(client: Client, userId?: string): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (let i = 0; i < MINIMUM; i += 1) outcomes.push(await outcome(ask(client, userId)));
  return outcomes;
}

const REFUSED = { kind: 'unavailable', reason: 'SERVICE_UNAVAILABLE', retryAfterMs: expect.any(Number) };
const SENT = { retryAfterMs: undefined };
const sample = async (line: string) => (await metrics().metrics()).split('\n').find((text) => text.startsWith(line));

afterEach(async () => {
  for (const go of release) go();
  for (const client of open.splice(0)) client.close();
  await Promise.all(services.map((service) => service.stop()));
  release = [];
  services = [];
  asked = [];
  jest.restoreAllMocks();
});

describe('a service that is away', () => {
  it('gets no more calls: they are refused at once', async () => {
    const port = await freePort();
    const client = connect(port, patient);
    for (const failed of await askOften(client)) expect(failed).toMatchObject({ ...SENT, kind: 'unavailable' });
    await start(port);
    expect(await Promise.all([1, 2, 3].map(() => outcome(ask(client))))).toMatchObject([REFUSED, REFUSED, REFUSED]);
    await expect(ask(client)).rejects.toMatchObject({ retryAfterMs: 60_000 });
    expect(asked).toEqual([]);
    const target = `target="user@127.0.0.1:${port}"`;
    expect(await sample(`minisuite_grpc_breaker_open{${target}}`)).toMatch(/ 1$/);
    expect(await sample(`minisuite_grpc_calls_refused_total{${target},why="open"}`)).toMatch(/ 4$/);
  });

  it('gets them again when it is back, and both is told once', async () => {
    const [warn, log] = [jest.spyOn(Logger.prototype, 'warn'), jest.spyOn(Logger.prototype, 'log')];
    const port = await freePort();
    const client = connect(port);
    await askOften(client);
    await eventually('a call found it still away', async () => {
      const failed = await outcome(ask(client));
      return failed instanceof DomainError && failed.retryAfterMs === undefined;
    });
    await start(port);
    await eventually('the service is back', async () => (await outcome(ask(client))) === 'answered');
    expect(await askOften(client)).toEqual(Array(MINIMUM).fill('answered'));
    expect(warn.mock.calls).toEqual([[`user@127.0.0.1:${port} is away or too slow: calls are refused`]]);
    const back = `user@127.0.0.1:${port} is back: calls are sent again`;
    expect(log.mock.calls.filter(([text]) => text === back)).toHaveLength(1);
    expect(await sample(`minisuite_grpc_breaker_open{target="user@127.0.0.1:${port}"}`)).toMatch(/ 0$/);
  });

  it('is away for every client of this process', async () => {
    const port = await freePort();
    await askOften(connect(port, patient));
    await expect(ask(connect(port, patient))).rejects.toMatchObject(REFUSED);
  });

  it('disturbs no other', async () => {
    const [away, there] = [await freePort(), await freePort()];
    await start(there);
    const client = connect(there);
    const lost = connect(away, patient);
    await askOften(lost);
    await expect(ask(lost)).rejects.toMatchObject(REFUSED);
    expect(await askOften(client)).toEqual(Array(MINIMUM).fill('answered'));
  });
});

describe('a service that is there', () => {
  it.each(['away', 'bug'])('gets every call, whatever it says: %s', async (userId) => {
    const port = await freePort();
    await start(port);
    const client = connect(port);
    await askOften(client, userId);
    await askOften(client, userId);
    expect(asked).toHaveLength(2 * MINIMUM);
    expect(await outcome(ask(client))).toBe('answered');
  });

  it('is not blamed for callers who have no time left', async () => {
    const port = await freePort();
    await start(port);
    const client = connect(port);
    const late = { requestId: 'r', deadline: Date.now() - 1 };
    for (const failed of await RequestContext.run(late, () => askOften(client)))
      expect(failed).toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
    expect(asked).toEqual([]);
    expect(await outcome(ask(client))).toBe('answered');
  });
});

describe('a service that hangs', () => {
  it('gets as many calls as it may, some wait, further ones are refused at once, and all goes on afterwards', async () => {
    const port = await freePort();
    await start(port);
    const client = connect(port);
    const hanging = ['31', '32'].map((userId) =>
      RequestContext.run({ requestId: 'r', userId }, () => outcome(ask(client, 'hang'))),
    );
    const waiting = ['41', '42'].map((userId) =>
      RequestContext.run({ requestId: 'r', userId }, () => ask(client)).then(({ openid }) => openid),
    );
    await expect(ask(client)).rejects.toMatchObject(REFUSED);
    await eventually('two calls are there', () => asked.length === 2);
    for (const go of release) go();
    expect(await Promise.all(hanging)).toEqual(['answered', 'answered']);
    // Each in its own name, whoever made room for it.
    expect(await Promise.all(waiting)).toEqual(['41', '42']);
    expect(await outcome(ask(client))).toBe('answered');
    const refused = `minisuite_grpc_calls_refused_total{target="user@127.0.0.1:${port}",why="full"}`;
    expect(await sample(refused)).toMatch(/ 1$/);
  });

  it('is taken for away, and nobody waits for the call that finds out whether it still hangs', async () => {
    const port = await freePort();
    await start(port);
    const client = connect(port, { ...patient, deadlineMs: 50 });
    const slow = (await askOften(client, 'hang')).map((failed) => (failed as DomainError).reason);
    expect(slow).toEqual(Array(MINIMUM).fill('DEADLINE_EXCEEDED'));
    await expect(ask(client, 'hang')).rejects.toMatchObject(REFUSED);
    const later = connect(port);
    const { now } = Date;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + patient.limits.halfOpenAfterMs);
    // By a name of its own: what was given up may still arrive.
    const probe = outcome(ask(later, 'hang again'));
    await eventually('one call finds out', () => asked.includes('hang again'));
    for (const userId of ['hang again', 'x']) await expect(ask(later, userId)).rejects.toMatchObject(REFUSED);
    expect(asked.filter((userId) => userId !== 'hang')).toEqual(['hang again']);
    for (const go of release) go();
    expect(await probe).toBe('answered');
    expect(await outcome(ask(later))).toBe('answered');
  });
});
