import { parseArgs } from 'node:util';
import { Failure } from '../local/process/failure.ts';
import { wholeNumber } from '../trial/whole-number.ts';
import { type Fault, FAULTS } from './plan/steps.ts';

export interface ChaosArguments {
  orders: number;
  seed: number;
  faults: Fault[];
  kafka: boolean;
  keep: boolean;
  help: boolean;
}

export const USAGE = `Breaks everything while users buy, heals it, and proves that no fen and no event is wrong.

  npm run chaos -- [--orders 300] [--seed 1] [--faults ${FAULTS.join(',')}]
                   [--transport kafka|redis] [--keep]

  --orders     how many orders users place; what is broken grows with it
  --seed       who does what and what is broken when follows from it alone
  --faults     only these kinds (default: all):
                 kill    kill -9 of services           freeze  SIGSTOP beyond their leases
                 broker  kill -9 of Kafka              redis   kill -9 of Redis
                 mysql   kill -9 of the database       wechat  faults of the simulated WeChat
  --transport  over what events travel (default: kafka)
  --keep       keep the folder with logs and data when all is well

Everything runs in a folder and on ports of its own. Exit code 0 when every check holds, else 1.`;

const MOST_ORDERS = 200_000;

/** Reads the command line; throws a Failure for what is none. */
export function chaosArguments(args: string[]): ChaosArguments {
  const { values } = parse(args);
  const orders = wholeNumber('--orders', values.orders, 1, MOST_ORDERS);
  const seed = wholeNumber('--seed', values.seed, 0, 0xff_ff_ff_ff);
  const faults = values.faults.split(',').filter(Boolean);
  const wrong = faults.find((fault) => !FAULTS.includes(fault as Fault));
  if (wrong !== undefined) throw new Failure(`--faults takes ${FAULTS.join(', ')}, not "${wrong}".`);
  if (!['kafka', 'redis'].includes(values.transport)) {
    throw new Failure(`--transport is kafka or redis, not "${values.transport}".`);
  }
  const { keep, help, transport } = values;
  return { orders, seed, faults: faults as Fault[], kafka: transport === 'kafka', keep, help };
}

/** The command that does the same again. */
export function commandOf({ orders, seed, faults, kafka }: ChaosArguments): string {
  const some = faults.length < FAULTS.length ? ` --faults ${faults.join(',')}` : '';
  return `npm run chaos -- --orders ${orders} --seed ${seed}${some}${kafka ? '' : ' --transport redis'}`;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        orders: { type: 'string', default: '300' },
        seed: { type: 'string', default: '1' },
        faults: { type: 'string', default: FAULTS.join(',') },
        transport: { type: 'string', default: 'kafka' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new Failure(`${(error as Error).message} (see npm run chaos -- --help)`);
  }
}
