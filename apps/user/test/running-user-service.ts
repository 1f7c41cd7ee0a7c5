import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { Redis } from '@minisuite/cache';
import { userV1 } from '@minisuite/contracts';
import { type CallerName, grpcClient, grpcServer, type PromiseClient } from '@minisuite/grpc';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { FakeClock, freePort, startTestService, testDatabase, testDataKeys, testServers } from '@minisuite/testing';
import type { DataSource } from 'typeorm';
import { ContentCheck, OpenOrders, WechatUsers } from '../src/identity/app/ports.js';
import { migrations } from '../src/migrations.js';
import { UserServiceModule } from '../src/user-service.module.js';
import type { UserConfig } from '../src/user.config.js';
import { FakeContentCheck } from './fake-content-check.js';
import { FakeOpenOrders } from './fake-open-orders.js';
import { FakeWechatUsers } from './fake-wechat-users.js';

export type UserClient = PromiseClient<userV1.UserServiceClient>;

export interface Login {
  readonly tokens: userV1.Tokens;
  readonly user: userV1.Profile;
  readonly sessionId: string;
}

export const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const APP_SECRET = '0123456789abcdef0123456789abcdef';
export const ACCESS_TOKEN_MS = 900_000;
export const SESSION_MS = 2_592_000_000;
export const OPERATOR_SESSION_MS = 43_200_000;
/** How long a test waits for an answer; the usual 5 s may pass while a busy machine stands still. */
export const DEADLINE_MS = 20_000;

/** The user service on real servers, called over gRPC; the clock is replaced, and WeChat too unless its address and an appid are given. */
export async function runUserService(atWechat?: { baseUrl: string; appId: string }, changes: Partial<UserConfig> = {}) {
  const database = await testDatabase(migrations);
  const clock = new FakeClock(new Date());
  const wechat = new FakeWechatUsers();
  const openOrders = new FakeOpenOrders();
  const content = new FakeContentCheck();
  const config = { ...configFor(database.url, await freePort(), atWechat), ...changes };
  const service = await startTestService(UserServiceModule.with(config), {
    replace: [
      { provide: Clock, useValue: clock },
      { provide: OpenOrders, useValue: openOrders },
      ...(atWechat
        ? []
        : [
            { provide: WechatUsers, useValue: wechat },
            { provide: ContentCheck, useValue: content },
          ]),
    ],
    server: grpcServer({ ...config.grpc, package: 'user' }),
  });
  const connect = (credential: string, name: CallerName = 'gateway') =>
    grpcClient<userV1.UserServiceClient>({
      package: 'user',
      service: userV1.USER_SERVICE_NAME,
      address: `127.0.0.1:${config.grpc.port}`,
      deadlineMs: DEADLINE_MS,
      from: { name, credential },
    });
  const client = connect(config.grpc.credential);
  const redis = service.get(Redis);
  const keptKey = `session:ends-kept:${new URL(database.url).pathname.slice(1)}`;
  const stranger = connect('not-the-credential');
  const payments = connect(config.grpc.credential, 'payment');
  const admin = grpcClient<userV1.UserAdminServiceClient>({
    package: 'user',
    service: userV1.USER_ADMIN_SERVICE_NAME,
    address: `127.0.0.1:${config.grpc.port}`,
    deadlineMs: DEADLINE_MS,
    from: { name: 'gateway', credential: config.grpc.credential },
  });

  const texts = grpcClient<userV1.ContentServiceClient>({
    package: 'user',
    service: userV1.CONTENT_SERVICE_NAME,
    address: `127.0.0.1:${config.grpc.port}`,
    deadlineMs: DEADLINE_MS,
    from: { name: 'order', credential: config.grpc.credential },
  });

  const pushes = grpcClient<userV1.PushServiceClient>({
    package: 'user',
    service: userV1.PUSH_SERVICE_NAME,
    address: `127.0.0.1:${config.grpc.port}`,
    deadlineMs: DEADLINE_MS,
    from: { name: 'gateway', credential: config.grpc.credential },
  });

  return {
    client,
    stranger,
    /** The client of the payment service. */
    payments,
    admin,
    texts,
    pushes,
    clock,
    wechat,
    openOrders,
    content,
    get: service.get,
    redis,
    announcementsKept: async () => (await redis.exists(keptKey)) === 1,
    loseAnnouncements: () => redis.del(keptKey),
    db: database.dataSource satisfies DataSource,
    /** The client in the name of a user; each call has its own metadata. */
    as: (userId: string, sessionId?: string) => actingAs(client, userId, sessionId),
    logIn: async (openid: string, deviceId = ''): Promise<Login> => {
      const code = wechat.loginCode(openid);
      return loginOf(await client.loginWithWechat({ code, devicePlatform: 'ios', deviceModel: 'iPhone 17', deviceId }));
    },
    stop: async () => {
      client.close();
      stranger.close();
      payments.close();
      admin.close();
      texts.close();
      pushes.close();
      await service.stop();
      await database.drop();
    },
  };
}

export type RunningUserService = Awaited<ReturnType<typeof runUserService>>;

export function loginOf({ tokens, user }: userV1.LoginWithWechatResponse): Login {
  if (!tokens || !user) throw new Error('the answer is not complete');
  const claims: unknown = JSON.parse(Buffer.from(tokens.accessToken.split('.')[1] ?? '', 'base64url').toString());
  const sessionId = typeof claims === 'object' && claims !== null && 'sid' in claims ? String(claims.sid) : '';
  return { tokens, user, sessionId };
}

function actingAs(client: UserClient, userId: string, sessionId: string | undefined): UserClient {
  const scope = { requestId: 'test', userId, sessionId };
  return new Proxy(client, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (request: unknown) => RequestContext.run(scope, () => Reflect.apply(method, target, [request]));
    },
  });
}

const NO_WECHAT = { baseUrl: 'http://127.0.0.1:9', appId: 'wx0123456789abcdef' };

export function configFor(url: string, port: number, atWechat = NO_WECHAT): UserConfig {
  const { redisUrl, kafkaBrokers } = testServers();
  return {
    process: { production: false, logLevel: 'fatal', logPretty: false, adminHost: '127.0.0.1', adminPort: 0 },
    grpc: { host: '127.0.0.1', port, credential: randomBytes(32).toString('hex') },
    database: { url, poolSize: 10 },
    orderAddress: '127.0.0.1:9',
    dataKeys: testDataKeys(),
    blindIndexKey: createSecretKey(randomBytes(32)),
    redisUrl,
    events: {
      transport: 'kafka',
      brokers: kafkaBrokers,
      topicPrefix: `test-${randomBytes(6).toString('hex')}.`,
      replicationFactor: 1,
    },
    jwt: {
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      issuer: 'minisuite',
      audience: 'minisuite-api',
    },
    sessions: { accessTokenMs: ACCESS_TOKEN_MS, sessionMs: SESSION_MS },
    operators: { initialPassword: undefined, sessionMs: OPERATOR_SESSION_MS },
    avatarHosts: ['wx.qlogo.cn'],
    wechat: { ...atWechat, secret: APP_SECRET },
    push: { token: undefined, aesKey: undefined },
  };
}
