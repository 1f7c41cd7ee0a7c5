import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../state/run-file.ts';
import { preferPort } from '../process/ports.ts';
import type { ProcessEvents, SupervisedProcess } from '../process/supervised-process.ts';
import type { FoundServer } from './found-server.ts';
import { kafkaProgram } from './kafka-program.ts';
import { startServer } from './start-server.ts';
import { mysqlProgram } from './mysql-program.ts';
import { needKafkaJars, type Programs } from './programs.ts';
import { redisProgram } from './redis-program.ts';
import type { ServerName, ServerProgram, Tuning } from './server-program.ts';

export interface ProgramOptions {
  dir: string;
  /** Where Kafka's jars are kept, which outlives the data. */
  kafkaDir: string;
  programs: Programs;
  passwords: { mysqlRoot: string; redis: string };
  tuning: Tuning;
  events: ProcessEvents;
  /** Called before the process starts, so that it can be stopped even when it never gets ready. */
  register(process: SupervisedProcess): void;
}

export interface ServerPorts {
  mysql: number;
  redis: number;
  kafka: number;
  kafkaController: number;
}

/** One server as a child process. */
export async function fromPrograms(
  name: ServerName,
  ports: ServerPorts,
  options: ProgramOptions,
): Promise<FoundServer> {
  if (name === 'kafka') await needKafkaJars(options.programs.mvn, options.kafkaDir);
  const program = programFor(name, ports, options);
  const child = await startServer(program, join(options.dir, 'logs'), options.events, options.register);
  return { name, address: program.address, from: program.command, port: program.port, process: child };
}

/** The ports that the servers had the last time, as far as they are free. */
export async function rememberedPorts(dir: string, usual: ServerPorts): Promise<ServerPorts> {
  const path = join(dir, 'ports.json');
  const known = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Partial<ServerPorts>,
    () => ({}),
  );
  const wished = { ...usual, ...known };
  const ports: ServerPorts = {
    mysql: await preferPort(wished.mysql),
    redis: await preferPort(wished.redis),
    kafka: await preferPort(wished.kafka),
    kafkaController: await preferPort(wished.kafkaController),
  };
  await writeWhole(path, `${JSON.stringify(ports)}\n`, 0o644);
  return ports;
}

/** What to run for one server, not yet prepared. */
export function programFor(
  name: ServerName,
  ports: ServerPorts,
  options: Omit<ProgramOptions, 'events' | 'register'>,
): ServerProgram {
  const { programs, passwords, tuning } = options;
  const dir = join(options.dir, name);
  const port = ports[name];
  if (name === 'mysql')
    return mysqlProgram(programs.mysql ?? '', { dir, port, rootPassword: passwords.mysqlRoot, tuning });
  if (name === 'redis') return redisProgram(programs.redis ?? '', { dir, port, password: passwords.redis, tuning });
  const libs = join(options.kafkaDir, 'libs');
  return kafkaProgram(programs.java ?? '', { dir, libs, port, controllerPort: ports.kafkaController });
}
