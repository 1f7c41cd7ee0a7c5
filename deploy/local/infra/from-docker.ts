import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand, type CommandResult } from '../process/run-command.ts';
import { askServer } from './ask-server.ts';
import { TITLES, type FoundServer } from './found-server.ts';
import type { ServerName } from './server-program.ts';

const ANSWER_MS = 3_000;
const UP_MS = 10 * 60_000;

/** Ports inside the containers that may be published, the one for callers outside of the compose network first. */
const INNER_PORTS: Record<ServerName, number[]> = { mysql: [3306], redis: [6379], kafka: [29092, 9094, 9092] };

/** How a container keeps its password: in a variable, or in a file that a variable names. */
const PASSWORD_VARIABLES = { mysql: 'MYSQL_ROOT_PASSWORD', redis: 'REDIS_PASSWORD' };

export interface DockerServers {
  servers: FoundServer[];
  /** Stops the containers that were not running before. */
  stop(): Promise<void>;
}

export interface DockerOptions {
  root: string;
  names: ServerName[];
  onProgress(text: string): void;
}

/** The servers as containers of docker-compose.yml, or the reason why not. */
export async function fromDocker({ root, names, onProgress }: DockerOptions): Promise<DockerServers | string> {
  const compose = (...args: string[]): Promise<CommandResult> =>
    runCommand('docker', ['compose', ...args], { cwd: root, timeoutMs: ANSWER_MS * 2 });

  if (!existsSync(join(root, 'docker-compose.yml'))) return 'there is no docker-compose.yml';
  const info = await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { timeoutMs: ANSWER_MS });
  if (info.code !== 0) return 'no Docker engine answers';
  const services = await compose('config', '--services');
  if (services.code !== 0) return `docker compose: ${lastLines(services.output, 1)}`;
  const missing = names.filter((name) => !services.output.split(/\s+/).includes(name));
  if (missing.length > 0) return `docker-compose.yml has no ${missing.join(', ')}`;

  const before = await compose('ps', '--services', '--status', 'running');
  const running = before.code === 0 ? before.output.split(/\s+/) : [];
  const started = names.filter((name) => !running.includes(name));
  const stop = async (): Promise<void> => {
    if (started.length > 0) await runCommand('docker', ['compose', 'stop', '-t', '6', ...started], { cwd: root });
  };

  const up = await runCommand('docker', ['compose', 'up', '-d', '--wait', ...names], {
    cwd: root,
    timeoutMs: UP_MS,
    onLine: (line) => onProgress(line.trim().slice(0, 60)),
  });
  if (up.code !== 0) {
    await stop();
    return `docker compose up: ${lastLines(up.output, 1)}`;
  }
  try {
    return { servers: await Promise.all(names.map((name) => locate(name, compose))), stop };
  } catch (error) {
    await stop();
    return (error as Error).message;
  }
}

type Compose = (...args: string[]) => Promise<CommandResult>;

async function locate(name: ServerName, compose: Compose): Promise<FoundServer> {
  const hostPort = await publishedAt(name, compose);
  const address = await addressOf(name, hostPort, compose);
  await askServer(name, address).catch((error: Error) => {
    throw new Error(`the ${TITLES[name]} container does not answer at ${hostPort} (${error.message})`);
  });
  return { name, address, from: 'container of docker-compose.yml', port: Number(hostPort.split(':').pop()) };
}

async function publishedAt(name: ServerName, compose: Compose): Promise<string> {
  for (const inner of INNER_PORTS[name]) {
    const { code, output } = await compose('port', name, String(inner));
    const [address] = output.trim().split('\n');
    if (code === 0 && address && !address.endsWith(':0')) return address.replace(/^0\.0\.0\.0:/, '127.0.0.1:');
  }
  throw new Error(`docker-compose.yml publishes no port of ${name}`);
}

async function addressOf(name: ServerName, hostPort: string, compose: Compose): Promise<string> {
  if (name === 'kafka') return hostPort;
  const password = encodeURIComponent(await passwordIn(name, compose));
  if (name === 'mysql') return `mysql://root:${password}@${hostPort}`;
  return password ? `redis://:${password}@${hostPort}` : `redis://${hostPort}`;
}

async function passwordIn(name: 'mysql' | 'redis', compose: Compose): Promise<string> {
  const variable = PASSWORD_VARIABLES[name];
  const script = `if [ -n "$${variable}_FILE" ]; then cat "$${variable}_FILE"; else printf %s "$${variable}"; fi`;
  const { code, output } = await compose('exec', '-T', name, 'sh', '-c', script);
  return code === 0 ? output.trim() : '';
}
