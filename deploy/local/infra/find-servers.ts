import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../process/failure.ts';
import type { ProcessEvents, SupervisedProcess } from '../process/supervised-process.ts';
import type { InfraAddresses } from '../system/infra-addresses.ts';
import type { Steps } from '../terminal/steps.ts';
import { fromDocker } from './from-docker.ts';
import { fromEnvironment } from './from-environment.ts';
import { fromPrograms, rememberedPorts, type ProgramOptions, type ServerPorts } from './from-programs.ts';
import { SERVER_NAMES, TITLES, WITHOUT_KAFKA, type FoundServer } from './found-server.ts';
import { kafkaOrNone } from './kafka-or-none.ts';
import { needPrograms } from './programs.ts';
import type { ServerName, Tuning } from './server-program.ts';

export interface FindOptions {
  root: string;
  dir: string;
  env: NodeJS.ProcessEnv;
  passwords: { mysqlRoot: string; redis: string };
  tuning: Tuning;
  /** Whether Docker may be asked; tests want servers that nobody else uses. */
  containers: boolean;
  usualPorts: ServerPorts;
  /** False when Kafka is not wanted at all. */
  kafka?: boolean;
  /** Called when Kafka cannot be had: answers what to say about that, or throws. Without it Kafka is as necessary as the others. */
  withoutKafka?(why: string): string;
  steps: Steps;
  events: ProcessEvents;
  /** Called with everything that has to be stopped in the end, as soon as it exists. */
  register(stoppable: SupervisedProcess | (() => Promise<void>)): void;
}

export type Servers = Record<Exclude<ServerName, 'kafka'>, FoundServer> & { kafka?: FoundServer };

/** MySQL, Redis and Kafka: those that the environment names, else containers, else programs of this machine. */
export async function findServers(options: FindOptions): Promise<Servers> {
  const { env, steps } = options;
  const found = new Map<ServerName, FoundServer>();
  const names = options.kafka === false ? WITHOUT_KAFKA : SERVER_NAMES;
  const wanted = (): ServerName[] => names.filter((name) => !found.has(name));
  const force = forced(env);

  for (const name of names) {
    const server = await fromEnvironment(name, env);
    if (!server) continue;
    found.set(name, server);
    steps.say(`✔          ${TITLES[name]}: ${server.from}, port ${server.port}`);
  }
  if (wanted().length > 0 && options.containers && force !== 'programs') {
    await addContainers(found, wanted(), options, force === 'docker');
  }
  if (wanted().length > 0 && force !== 'docker') await addPrograms(found, wanted(), options);
  return Object.fromEntries(found) as Servers;
}

/** The addresses alone. */
export function addressesOf(servers: Servers): InfraAddresses {
  const { mysql, redis, kafka } = servers;
  return { mysqlAdminUrl: mysql.address, redisUrl: redis.address, kafkaBrokers: kafka?.address };
}

function forced(env: NodeJS.ProcessEnv): string | undefined {
  const choice = env.MINISUITE_INFRA;
  if (!choice || choice === 'docker' || choice === 'programs') return choice;
  throw new Failure(`MINISUITE_INFRA is "${choice}", but it may only be "docker" or "programs".`);
}

async function addContainers(
  found: Map<ServerName, FoundServer>,
  names: ServerName[],
  options: FindOptions,
  must: boolean,
): Promise<void> {
  const answer = await options.steps.run(`Docker for ${titlesOf(names)}`, async (step) => {
    // Whoever began with programs has data there, and would miss it.
    const begun = !must && existsSync(join(options.dir, 'mysql'));
    const result = begun ? 'earlier starts left data in .local' : await docker(names, options, step.progress);
    if (typeof result !== 'string') {
      step.result('running');
      return result;
    }
    if (!must) {
      step.result(`not used, ${result}`);
      return [];
    }
    const others = names.filter((name) => name !== 'kafka');
    const some = options.withoutKafka && names.length > others.length && (await docker(others, options, step.progress));
    if (options.withoutKafka && typeof some === 'object') {
      step.result(`running, but for ${TITLES.kafka}: ${options.withoutKafka(result)}`);
      return some;
    }
    throw new Failure(`MINISUITE_INFRA=docker, but ${result}: repair that, or unset MINISUITE_INFRA.`);
  });
  for (const server of answer) found.set(server.name, server);
}

async function docker(
  names: ServerName[],
  { dir, passwords, usualPorts, register }: FindOptions,
  onProgress: (text: string) => void,
): Promise<FoundServer[] | string> {
  const ports = await rememberedPorts(dir, usualPorts);
  return fromDocker({ dir, names, ports, passwords, onProgress, register });
}

async function addPrograms(
  found: Map<ServerName, FoundServer>,
  names: ServerName[],
  options: FindOptions,
): Promise<void> {
  const { root, dir, steps, withoutKafka } = options;
  const kafkaDir = join(root, '.local/kafka');
  const needed = withoutKafka ? names.filter((name) => name !== 'kafka') : names;
  await mkdir(dir, { recursive: true });
  const programs =
    needed.length > 0
      ? await steps.run(`Programs for ${titlesOf(needed)}`, (step) => needPrograms(needed, kafkaDir, step.progress))
      : {};
  const ports = await rememberedPorts(dir, options.usualPorts);
  const sources: ProgramOptions = { ...options, kafkaDir, programs };
  const servers = await Promise.all([
    ...needed.map((name) =>
      steps.run(TITLES[name], async (step) => {
        const server = await fromPrograms(name, ports, sources);
        step.result(`${server.from}, port ${server.port}`);
        return server;
      }),
    ),
    ...(withoutKafka && needed.length < names.length ? [kafkaOrNone(ports, sources, steps, withoutKafka)] : []),
  ]);
  for (const server of servers) if (server) found.set(server.name, server);
}

const titlesOf = (names: ServerName[]): string => names.map((name) => TITLES[name]).join(', ');
