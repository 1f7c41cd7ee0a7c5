import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock, SystemClock } from '@minisuite/kernel';
import { ServiceModule } from '@minisuite/service';
import { WechatPayClient } from '@minisuite/wechat';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { MerchantAccount } from '../src/account/domain/merchant-account.js';
import { FASTIFY_OPTIONS, keepRawBodies } from '../src/http-server.js';
import { WechatSimulatorModule } from '../src/wechat-simulator.module.js';
import { wechatSimulatorConfig } from '../src/wechat-simulator.config.js';
import { signedFetch, type SignedCall } from './signed-fetch.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface TestSimulator {
  readonly baseUrl: string;
  readonly account: MerchantAccount;
  readonly pay: WechatPayClient;
  /** Waits for an answer no longer than this. */
  payWithin(timeoutMs: number): WechatPayClient;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  signed(call: SignedCall): Promise<Answer>;
  stop(): Promise<void>;
}

/** The real application on a free port, with keys of its own. */
export async function startSimulator(env: NodeJS.ProcessEnv = {}): Promise<TestSimulator> {
  const stateDir = await mkdtemp(join(tmpdir(), 'simulator-'));
  const config = wechatSimulatorConfig({ ...env, SIMULATOR_STATE_DIR: stateDir });
  const imports = [ServiceModule.with(), WechatSimulatorModule.with(config)];
  const module = await Test.createTestingModule({ imports }).overrideProvider(Clock).useClass(SystemClock).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(FASTIFY_OPTIONS), {
    bodyParser: false,
    logger: false,
  });
  keepRawBodies(app);
  await app.listen(0, '127.0.0.1');
  const baseUrl = await app.getUrl();
  const account = app.get(MerchantAccount);
  const payWithin = (timeoutMs: number) =>
    new WechatPayClient({
      timeoutMs,
      baseUrl,
      mchId: account.mchId,
      appId: account.appId,
      serial: account.merchant.serial,
      privateKey: account.merchant.privateKey,
      apiV3Key: account.apiV3Key,
      publicKeyId: account.publicKey.id,
      publicKey: account.publicKey.publicKey,
    });
  return {
    baseUrl,
    account,
    pay: payWithin(5000),
    payWithin,
    call: async (method, path, body) => read(await fetch(`${baseUrl}${path}`, plain(method, body))),
    signed: async (call) => read(await signedFetch(baseUrl, account, call)),
    stop: async () => {
      await app.close();
      await rm(stateDir, { recursive: true });
    },
  };
}

function plain(method: string, body: unknown): RequestInit {
  if (body === undefined) return { method };
  return { method, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const json = Object.fromEntries(Object.entries(parsed ?? {}));
  return { status: response.status, headers: response.headers, text, json };
}
