import { type ChildProcess, spawn } from 'node:child_process';
import { testServers } from '@minisuite/testing';
import { isolateRedis } from '../../../deploy/local/system/isolation.ts';
import { schemaName } from '../../../deploy/local/system/schemas.ts';
import { type E2eSystem, eventually } from './e2e-system.js';

/** What a run of the program came to. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The variables by which the program finds a system. */
export function settingsOf({ system, isolation }: E2eSystem, transport: 'kafka' | 'redis'): NodeJS.ProcessEnv {
  const { mysqlUrl, redisUrl, kafkaBrokers } = testServers();
  const database = (service: keyof typeof system.secrets.databasePasswords) => {
    const name = schemaName(service, isolation);
    return `mysql://${name}:${system.secrets.databasePasswords[service]}@${new URL(mysqlUrl).host}/${name}`;
  };
  const redis = isolateRedis({ mysqlAdminUrl: mysqlUrl, redisUrl }, isolation).redisUrl;
  return {
    PATH: process.env['PATH'],
    EVENTS_TOPIC_PREFIX: `${isolation}.`,
    ...(transport === 'redis'
      ? { EVENTS_TRANSPORT: 'redis', EVENTS_REDIS_URL: redis }
      : { KAFKA_BROKERS: kafkaBrokers.join(',') }),
    DATABASE_URL_USER: database('user'),
    DATABASE_URL_ORDER: database('order'),
    DATABASE_URL_PAYMENT: database('payment'),
    DATABASE_URL_MESSAGE: database('message'),
    GATEWAY_URL: system.gatewayUrl,
    OPERATOR_PASSWORD: system.secrets.operatorPassword,
  };
}

/** `npm run events` as a process of its own. */
export class EventsProgram {
  out = '';
  err = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(env: NodeJS.ProcessEnv, args: readonly string[]) {
    this.child = spawn(process.execPath, ['deploy/events/events.ts', ...args], { env });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** The whole lines that it has printed so far. */
  get lines(): string[] {
    return this.out.split('\n').slice(0, -1);
  }

  async untilSaid(text: string): Promise<void> {
    await eventually(`it says ${text}`, () => this.err.includes(text));
  }

  /** Presses Ctrl-C. */
  interrupt(): Promise<Outcome> {
    this.child.kill('SIGINT');
    return this.end();
  }

  async end(): Promise<Outcome> {
    const code = await this.ended;
    return { code, out: this.out, err: this.err };
  }
}
