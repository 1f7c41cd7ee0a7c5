import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually as eventuallyWithin, testServers } from '@minisuite/testing';
import { createConnection } from 'mysql2/promise';
import { type AppName, startSystem, type ServiceName, type System } from '../../../deploy/local/system.ts';
import { schemaName } from '../../../deploy/local/system/schemas.ts';
import { UNHURRIED } from '../../../deploy/local/system/wide-budgets.ts';
import { type Answer, type CallOptions, send } from './gateway-under-test.js';

const PATIENCE_MS = 60_000;

/** A line of a log. */
export interface LogLine {
  readonly msg: string;
  readonly [name: string]: unknown;
}

/** Somebody with a phone, logged in. */
export interface Buyer {
  readonly id: string;
  readonly openid: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
}

/** The six processes, on schemas and topics of their own. */
export class E2eSystem {
  private constructor(
    readonly system: System,
    readonly dir: string,
    readonly isolation: string,
  ) {}

  /** Events travel over Kafka unless the system is to know Redis alone. */
  static async start({ kafka = true } = {}): Promise<E2eSystem> {
    const isolation = `e2e${randomBytes(4).toString('hex')}`;
    const dir = await mkdtemp(join(process.env['TEST_DIR'] ?? tmpdir(), `${isolation}-`));
    const { mysqlUrl, redisUrl, kafkaBrokers } = testServers();
    const infra = { mysqlAdminUrl: mysqlUrl, redisUrl, ...(kafka && { kafkaBrokers: kafkaBrokers.join(',') }) };
    const env = { ...process.env, ...UNHURRIED };
    const system = await startSystem({ root: process.cwd(), dir, infra, ports: 'free', isolation, env });
    return new E2eSystem(system, dir, isolation);
  }

  call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    return send(`${this.system.gatewayUrl}/api/v1${path}`, method, { token: null, ...options });
  }

  /** Calls the simulated WeChat. */
  async wechat<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await send(`${this.system.simulatorUrl}/_control${path}`, method, { token: null, body });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json as T;
  }

  async loginCode(openid: string): Promise<string> {
    return (await this.wechat<{ code: string }>('POST', '/login-codes', { openid })).code;
  }

  async login(openid = `e2e-${randomUUID()}`): Promise<Buyer> {
    const { json } = await this.call('POST', '/auth/wechat-login', { body: { code: await this.loginCode(openid) } });
    const { accessToken: token, user } = json['data'] as { accessToken: string; user: { id: string } };
    return { id: user.id, openid, call: (method, path, options) => this.call(method, path, { token, ...options }) };
  }

  /** Asks a service's own schema. */
  async rows<T>(service: ServiceName, sql: string): Promise<T[]> {
    const connection = await createConnection({
      uri: testServers().mysqlUrl,
      database: schemaName(service, this.isolation),
    });
    try {
      const [rows] = await connection.query(sql);
      return rows as T[];
    } finally {
      await connection.end();
    }
  }

  /** Where a service's audit rows are, for `rows`. */
  auditTable(service: ServiceName): string {
    return `\`${schemaName(service, this.isolation)}_audit\`.audit_log`;
  }

  /** What the database says to statements of a service's own account: `done`, or the code of its refusal. */
  async answersTo(service: ServiceName, statements: readonly string[]): Promise<string[]> {
    const { hostname: host, port } = new URL(testServers().mysqlUrl);
    const user = schemaName(service, this.isolation);
    const password = this.system.secrets.databasePasswords[service];
    const connection = await createConnection({ host, port: Number(port), user, password, database: user });
    const codes: string[] = [];
    for (const sql of statements) {
      const code = await connection.query(sql).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      codes.push(code);
    }
    await connection.end();
    return codes;
  }

  /** The lines that an application has logged so far. */
  async logs(app: AppName): Promise<LogLine[]> {
    const text = await readFile(join(this.dir, 'logs', `${app}.log`), 'utf8');
    return text
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine);
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** Polls as tests of one service do, with the patience that six processes need on a busy machine. */
export function eventually<T>(what: string, probe: () => Promise<T | undefined> | T | undefined): Promise<T> {
  return eventuallyWithin(what, probe, PATIENCE_MS);
}

/** The data of an answer; throws with the whole answer when it was a refusal. */
export function data<T>({ status, json, text }: Answer): T {
  if (status >= 300) throw new Error(`${status} ${text}`);
  return json['data'] as T;
}

export const key = (value: string = randomUUID()) => ({ 'idempotency-key': value });
