import { Client as Channel, credentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userV1 } from '@minisuite/contracts';
import { DomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { freePort, startTestService, type TestService } from '@minisuite/testing';
import { Controller, Module } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import {
  caller,
  forAnybody,
  grpcClient,
  type GrpcIdentity,
  GrpcModule,
  grpcServer,
  type PromiseClient,
  requireOperator,
  requireUserId,
} from '../src/index.js';

const credential = 'x'.repeat(40);
type Client = PromiseClient<userV1.UserServiceClient> & { close(): void };

@Controller()
class Users {
  @GrpcMethod('UserService', 'GetWechatIdentity')
  async identity({ userId }: userV1.GetWechatIdentityRequest): Promise<userV1.GetWechatIdentityResponse> {
    if (userId === 'slow') await new Promise((resolve) => setTimeout(resolve, 1000));
    if (userId === 'bug') throw new TypeError('the password is hunter2');
    if (userId === 'refused') throw new DomainError('not_found', 'NOT_FOUND', 'no such user');
    if (userId === 'operator') return { openid: JSON.stringify(requireOperator()) };
    if (userId === 'me') return { openid: requireUserId() };
    return { openid: JSON.stringify(caller()) };
  }
}

const rules = { UserService: { getWechatIdentity: forAnybody('gateway') } };

@Module({ controllers: [Users], imports: [GrpcModule.with({ name: 'user', credential, rules })] })
class UsersModule {}

let service: TestService;
let address: string;
let client: Client;

const gateway = { name: 'gateway', credential } as const;
const connect = (options: { from?: GrpcIdentity; deadlineMs?: number; address?: string } = {}): Client =>
  grpcClient({
    package: 'user',
    service: userV1.USER_SERVICE_NAME,
    address,
    deadlineMs: 20_000,
    from: gateway,
    ...options,
  });

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

  it('carries an operator', async () => {
    const scope = {
      requestId: 'r-2',
      sessionId: '7',
      operatorId: '5',
      operatorName: 'anna',
      roles: ['admin', 'auditor'],
    };
    const { openid } = await RequestContext.run(scope, () => ask('echo'));
    expect(JSON.parse(openid)).toMatchObject(scope);
    const operator = await RequestContext.run(scope, () => ask('operator'));
    expect(JSON.parse(operator.openid)).toEqual({ id: '5', name: 'anna', roles: ['admin', 'auditor'] });
  });

  it('of a user is refused where an operator is needed', async () => {
    const scope = { requestId: 'r-3', userId: '42', sessionId: '7' };
    await expect(RequestContext.run(scope, () => ask('operator'))).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
  });

  it('without the credential is refused', async () => {
    const stranger = connect({ from: { ...gateway, credential: 'y'.repeat(40) } });
    await expect(ask('me', stranger)).rejects.toMatchObject({ reason: 'CREDENTIALS_INVALID' });
    stranger.close();
  });

  it('by a process that may not make it is refused', async () => {
    const stranger = connect({ from: { ...gateway, name: 'order' } });
    await expect(ask('me', stranger)).rejects.toMatchObject({ reason: 'FORBIDDEN', kind: 'forbidden' });
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
    const lost = connect({ address: `127.0.0.1:${await freePort()}` });
    await expect(ask('x', lost)).rejects.toMatchObject({ reason: 'SERVICE_UNAVAILABLE' });
    lost.close();
  });
});

describe('a server', () => {
  const raw = (path: string, request: Buffer) =>
    new Promise<Buffer>((resolve, reject) => {
      const same = (bytes: Buffer) => bytes;
      const channel = new Channel(address, credentials.createInsecure());
      channel.makeUnaryRequest(path, same, same, request, (error, answer) => {
        channel.close();
        if (error) reject(error);
        else resolve(answer ?? Buffer.alloc(0));
      });
    });
  const named = (name: string) => Buffer.concat([Buffer.from([0x0a, name.length]), Buffer.from(name)]);

  it.each(['', 'minisuite.user.v1', 'minisuite.operations.v1'])('says that %j is served', async (name) => {
    expect([...(await raw('/grpc.health.v1.Health/Check', named(name)))]).toEqual([0x08, 1]);
  });

  it('shows both of its packages by reflection', async () => {
    const same = (bytes: Buffer) => bytes;
    const channel = new Channel(address, credentials.createInsecure());
    const path = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
    const call = channel.makeBidiStreamRequest(path, same, same);
    const answer = new Promise<string>((resolve, reject) => {
      call.on('data', (bytes: Buffer) => resolve(bytes.toString('latin1')));
      call.on('error', reject);
    });
    // ServerReflectionRequest.list_services
    call.write(Buffer.from([0x3a, 1, 0x2a]));
    const services = await answer;
    call.end();
    channel.close();
    expect(services).toContain('minisuite.user.v1.UserService');
    expect(services).toContain('minisuite.operations.v1.AuditService');
  });

  it('has no answer for a method of a package that the process does not implement', async () => {
    await expect(raw('/minisuite.operations.v1.AuditService/ListAuditEntries', Buffer.alloc(0))).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
    });
  });
});
