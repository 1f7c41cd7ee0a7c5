import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userV1 } from '@minisuite/contracts';
import { DomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { freePort, startTestService, type TestService } from '@minisuite/testing';
import { Controller, Module } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { caller, grpcClient, GrpcModule, grpcServer, type PromiseClient, requireUserId } from '../src/index.js';

const credential = 'x'.repeat(40);
type Client = PromiseClient<userV1.UserServiceClient> & { close(): void };

@Controller()
class Users {
  @GrpcMethod('UserService', 'GetWechatIdentity')
  async identity({ userId }: userV1.GetWechatIdentityRequest): Promise<userV1.GetWechatIdentityResponse> {
    if (userId === 'slow') await new Promise((resolve) => setTimeout(resolve, 1000));
    if (userId === 'bug') throw new TypeError('the password is hunter2');
    if (userId === 'refused') throw new DomainError('not_found', 'NOT_FOUND', 'no such user');
    if (userId === 'me') return { openid: requireUserId() };
    return { openid: JSON.stringify(caller()) };
  }
}

@Module({ controllers: [Users], imports: [GrpcModule.with({ credential })] })
class UsersModule {}

let service: TestService;
let address: string;
let client: Client;

const connect = (options: { credential?: string; deadlineMs?: number; address?: string } = {}): Client =>
  grpcClient({ package: 'user', service: userV1.USER_SERVICE_NAME, address, credential, ...options });

const ask = (userId: string, from: Client = client) => from.getWechatIdentity({ userId });

beforeAll(async () => {
  const port = await freePort();
  address = `127.0.0.1:${port}`;
  service = await startTestService(UsersModule, { server: grpcServer({ host: '127.0.0.1', port, package: 'user' }) });
  client = connect();
});

afterAll(async () => {
  client.close();
  await service.stop();
});

describe('a call', () => {
  it('carries request id and identity', async () => {
    const scope = { requestId: 'r-1', userId: '42', sessionId: '7' };
    const { openid } = await RequestContext.run(scope, () => ask('echo'));
    expect(JSON.parse(openid)).toMatchObject(scope);
  });

  it('without the credential is refused', async () => {
    const stranger = connect({ credential: 'y'.repeat(40) });
    await expect(ask('me', stranger)).rejects.toMatchObject({ reason: 'CREDENTIALS_INVALID' });
    stranger.close();
  });

  it('for nobody is refused where somebody is needed', async () => {
    await expect(ask('me')).rejects.toMatchObject({ reason: 'TOKEN_MISSING', kind: 'unauthenticated' });
  });

  it('hands a refusal on', async () => {
    await expect(ask('refused')).rejects.toMatchObject({ reason: 'NOT_FOUND', message: 'no such user' });
  });

  it('tells nothing of a bug', async () => {
    const error: unknown = await ask('bug').catch((e: unknown) => e);
    expect(String(error)).not.toContain('hunter2');
    expect(error).not.toBeInstanceOf(DomainError);
  });

  it('ends at its deadline', async () => {
    const hasty = connect({ deadlineMs: 100 });
    await expect(ask('slow', hasty)).rejects.toMatchObject({ reason: 'DEADLINE_EXCEEDED', kind: 'timeout' });
    hasty.close();
  });

  it("never outlives the caller's own deadline", async () => {
    const scope = { requestId: 'r', deadline: Date.now() + 100 };
    await expect(RequestContext.run(scope, () => ask('slow'))).rejects.toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
  });

  it('to nobody is SERVICE_UNAVAILABLE', async () => {
    const lost = connect({ address: `127.0.0.1:${await freePort()}`, deadlineMs: 2000 });
    await expect(ask('x', lost)).rejects.toMatchObject({ reason: 'SERVICE_UNAVAILABLE' });
    lost.close();
  });
});
