import { join } from 'node:path';
import { SupervisedProcess, type ProcessEvents } from '../process/supervised-process.ts';
import { askServer } from './ask-server.ts';
import type { ServerProgram } from './server-program.ts';

const READY_MS = 60_000;

/** Prepares and starts one server program under supervision. */
export async function startServer(
  program: ServerProgram,
  logDir: string,
  events: ProcessEvents = {},
  register: (process: SupervisedProcess) => void = () => undefined,
): Promise<SupervisedProcess> {
  await program.prepare();
  const supervised = new SupervisedProcess(
    {
      ...program,
      logFile: join(logDir, `${program.name}.log`),
      readyMs: READY_MS,
      probe: () => askServer(program.name, program.address),
    },
    events,
  );
  register(supervised);
  await supervised.start();
  return supervised;
}
