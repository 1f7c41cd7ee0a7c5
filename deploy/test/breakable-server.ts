import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askServer } from '../local/infra/ask-server.ts';
import { programFor } from '../local/infra/from-programs.ts';
import { needKafkaJars, needPrograms } from '../local/infra/programs.ts';
import type { ServerName, ServerProgram } from '../local/infra/server-program.ts';
import { LogFile } from '../local/process/log-file.ts';
import { freePorts } from '../local/process/ports.ts';
import { spawnChild } from '../local/process/spawn-child.ts';

const READY_MS = 60_000;
const STEP_MS = 100;
const STOP_MS = 20_000;

/** Where a server of one test keeps its data. */
export interface BreakableOptions {
  root: string;
  /** Its data and log; must not be used by anyone else. */
  dir: string;
  /** Further arguments of its program, which listens on `port`. */
  args?(port: number): readonly string[];
}

/** A server of one test alone, as durable as in production, that may be killed, frozen and started again on its data. */
export class BreakableServer {
  readonly #program: ServerProgram;
  readonly #dir: string;
  #child: ChildProcess | undefined;

  constructor(program: ServerProgram, dir: string) {
    this.#program = program;
    this.#dir = dir;
  }

  /** MySQL and Redis: a URL; Kafka: host:port. It stays the same over all starts. */
  get address(): string {
    return this.#program.address;
  }

  /** Starts it on its old port and data, and resolves when it answers. */
  async start(): Promise<void> {
    if (this.#child) throw new Error(`${this.#program.name} runs already`);
    await mkdir(this.#dir, { recursive: true });
    await this.#program.prepare();
    const log = new LogFile(join(this.#dir, `${this.#program.name}.log`));
    this.#child = spawnChild({ ...this.#program, deathSignal: 'KILL' }, log.fd);
    log.close();
    await this.#untilAnswers();
  }

  /** Asks it to end in an orderly way, and waits for it. */
  async stop(): Promise<void> {
    await this.#end(this.#program.stopSignal);
  }

  /** Ends it as a power cut ends the process. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Its connections stay open and nothing answers any more. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    // A frozen process hears no other signal.
    child.kill('SIGCONT');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(killer);
  }

  async #untilAnswers(): Promise<void> {
    const deadline = Date.now() + READY_MS;
    for (;;) {
      try {
        return await askServer(this.#program.name, this.#program.address);
      } catch (error) {
        if (this.#child?.exitCode !== null || Date.now() > deadline) {
          throw new Error(`${this.#program.name} does not answer; see ${this.#dir}`, { cause: error });
        }
      }
      await sleep(STEP_MS);
    }
  }
}

/** Prepares a server of its own on free ports; it does not run yet. */
export async function breakableServer(
  name: ServerName,
  { root, dir, args = () => [] }: BreakableOptions,
): Promise<BreakableServer> {
  const kafkaDir = join(root, '.local/kafka');
  const programs = await needPrograms([name], kafkaDir, () => undefined);
  if (name === 'kafka') await needKafkaJars(programs.mvn, kafkaDir);
  const [port = 0, kafkaController = 0] = await freePorts(2);
  const program = programFor(
    name,
    { mysql: port, redis: port, kafka: port, kafkaController },
    { dir, kafkaDir, programs, passwords: { mysqlRoot: 'test', redis: '' }, tuning: 'durable' },
  );
  return new BreakableServer({ ...program, args: [...program.args, ...args(program.port)] }, dir);
}
