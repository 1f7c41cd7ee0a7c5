import { parseArgs } from 'node:util';
import { Failure } from '../local/process/failure.ts';
import { wholeNumber } from '../trial/whole-number.ts';

export interface FuzzArguments {
  minutes: number;
  seed: number;
  keep: boolean;
  help: boolean;
}

export const USAGE = `Sends the API what nobody would think of, made from its own OpenAPI document, and holds every answer against that document.

  npm run fuzz -- [--minutes 10] [--seed 1] [--keep]

  --minutes  how long, half of it as a user of the mini-program and half of it as an operator
  --seed     what is sent follows from it, and from the time that there is
  --keep     keep the folder with logs and data when all is well

Schemathesis does it, in a Python environment of its own that is made on the first run (.local/fuzz). The system that is
tried runs in a folder and on ports of its own. Exit code 0 when every answer was as documented, else 1.`;

const MOST_MINUTES = 600;
const MOST_SEED = 0xff_ff_ff_ff;

/** Reads the command line; throws a Failure for what is none. */
export function fuzzArguments(args: string[]): FuzzArguments {
  const { values } = parse(args);
  const { keep, help } = values;
  return {
    minutes: wholeNumber('--minutes', values.minutes, 1, MOST_MINUTES),
    seed: wholeNumber('--seed', values.seed, 0, MOST_SEED),
    keep,
    help,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        minutes: { type: 'string', default: '10' },
        seed: { type: 'string', default: '1' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new Failure(`${(error as Error).message} (see npm run fuzz -- --help)`);
  }
}
