import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, runCommand, type CommandOptions, type CommandResult } from '../process/run-command.ts';
import { askServer } from './ask-server.ts';
import { TITLES, type FoundServer } from './found-server.ts';
import type { ServerPorts } from './from-programs.ts';
import type { ServerName } from './server-program.ts';

const COMPOSE_FILE = join(import.meta.dirname, '../docker-compose.yml');
const ANSWER_MS = 3_000;
const UP_MS = 10 * 60_000;
const READY_MS = 60_000;

export interface DockerOptions {
  /** The folder of this system's data; each gets containers and volumes of its own. */
  dir: string;
  names: ServerName[];
  ports: ServerPorts;
  passwords: { mysqlRoot: string; redis: string };
  onProgress(text: string): void;
  /** Called before anything starts with what stops it again; the data stays. */
  register(stop: () => Promise<void>): void;
}

/** The servers as containers, or the reason why not. */
export async function fromDocker(options: DockerOptions): Promise<FoundServer[] | string> {
  const { names, onProgress } = options;
  const reason = await whyNoDocker();
  if (reason) return reason;
  const stop = async (): Promise<void> => {
    await compose(options, ['stop', '-t', '3', ...names]);
  };
  options.register(stop);
  const up = await compose(options, ['up', '-d', '--wait', ...names], {
    timeoutMs: UP_MS,
    onLine: (line) => onProgress(line.trim().slice(0, 60)),
  });
  if (up.code !== 0) {
    await stop();
    return `docker compose up: ${lastLines(up.output, 1)}`;
  }
  const servers = names.map((name) => describe(name, options));
  try {
    await Promise.all(servers.map(untilAnswers));
    return servers;
  } catch (error) {
    await stop();
    return (error as Error).message;
  }
}

/** Removes the containers of this folder and their data, where there is a Docker engine. */
export async function wipeDocker(dir: string): Promise<void> {
  if (await whyNoDocker()) return;
  const none = { mysql: 1, redis: 1, kafka: 1, kafkaController: 1 };
  await compose({ dir, ports: none, passwords: { mysqlRoot: '-', redis: '-' } }, ['down', '-v', '-t', '3']);
}

async function whyNoDocker(): Promise<string | undefined> {
  const info = await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { timeoutMs: ANSWER_MS });
  if (info.code !== 0) return 'no Docker engine answers';
  const version = await runCommand('docker', ['compose', 'version'], { timeoutMs: ANSWER_MS });
  return version.code === 0 ? undefined : 'docker has no compose';
}

function compose(
  { dir, ports, passwords }: Pick<DockerOptions, 'dir' | 'ports' | 'passwords'>,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const project = `minisuite-local-${createHash('sha256').update(dir).digest('hex').slice(0, 8)}`;
  return runCommand('docker', ['compose', '-p', project, '-f', COMPOSE_FILE, ...args], {
    ...options,
    env: {
      ...process.env,
      MYSQL_ROOT_PASSWORD: passwords.mysqlRoot,
      REDIS_PASSWORD: passwords.redis,
      MYSQL_PORT: String(ports.mysql),
      REDIS_PORT: String(ports.redis),
      KAFKA_PORT: String(ports.kafka),
    },
  });
}

function describe(name: ServerName, { ports, passwords }: DockerOptions): FoundServer {
  const host = `127.0.0.1:${ports[name]}`;
  const addresses: Record<ServerName, string> = {
    mysql: `mysql://root:${passwords.mysqlRoot}@${host}`,
    redis: `redis://:${passwords.redis}@${host}`,
    kafka: host,
  };
  return { name, address: addresses[name], from: 'container', port: ports[name] };
}

async function untilAnswers({ name, address }: FoundServer): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    try {
      await askServer(name, address);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(`the ${TITLES[name]} container does not answer (${(error as Error).message})`, {
          cause: error,
        });
      }
    }
    await sleep(200);
  }
}
