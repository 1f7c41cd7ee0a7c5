import { Failure } from '../process/failure.ts';
import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { Steps } from '../terminal/steps.ts';
import { TITLES, type FoundServer } from './found-server.ts';
import { fromPrograms, type ProgramOptions, type ServerPorts } from './from-programs.ts';
import { needPrograms } from './programs.ts';

const STOP_MS = 3_000;

/** Kafka as a program of this machine; when it cannot be had, none, and the line of its step says so. */
export async function kafkaOrNone(
  ports: ServerPorts,
  options: ProgramOptions,
  steps: Steps,
  withoutKafka: (why: string) => string,
): Promise<FoundServer | undefined> {
  return steps.run(TITLES.kafka, async (step) => {
    let child: SupervisedProcess | undefined;
    const register = (started: SupervisedProcess): void => {
      child = started;
      options.register(started);
    };
    try {
      const programs = await needPrograms(['kafka'], options.kafkaDir, step.progress);
      const server = await fromPrograms('kafka', ports, { ...options, programs, register });
      step.result(`${server.from}, port ${server.port}`);
      return server;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      await child?.stop(STOP_MS);
      step.result(withoutKafka(error.message));
      return undefined;
    }
  });
}
