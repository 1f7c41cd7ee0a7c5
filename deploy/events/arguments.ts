import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { DeadRequest } from './dead/dead.ts';
import { deadRequest } from './dead/dead-arguments.ts';
import { HELP } from './help.ts';
import type { LagRequest } from './lag/lag.ts';
import type { TailRequest } from './tail/tail.ts';
import { UsageError } from './usage-error.ts';

/** What was asked for. */
export type Request =
  | { readonly command: 'help'; readonly text: string }
  | ({ readonly command: 'tail' } & TailRequest)
  | ({ readonly command: 'lag' } & LagRequest)
  | { readonly command: 'outbox'; readonly json: boolean }
  | ({ readonly command: 'dead' } & DeadRequest);

type Command = Exclude<keyof typeof HELP, 'all'>;

const COMMON = { json: { type: 'boolean', default: false } } as const satisfies ParseArgsOptionsConfig;

/** Reads the command line; throws a UsageError that says what is wrong with it. */
export function readArguments([command, ...args]: readonly string[]): Request {
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    return { command: 'help', text: HELP.all };
  }
  if (!isCommand(command)) {
    throw new UsageError(`There is no command ${JSON.stringify(command)}; there are tail, lag, outbox and dead.`);
  }
  if (args.includes('--help') || args.includes('-h')) return { command: 'help', text: HELP[command] };
  try {
    return READ[command](args);
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? '', command);
  }
}

function isCommand(text: string): text is Command {
  return Object.hasOwn(READ, text);
}

const READ: Record<Command, (args: string[]) => Request> = {
  tail: (args) => {
    const { values } = parseArgs({
      args,
      options: {
        ...COMMON,
        topic: { type: 'string', multiple: true, default: [] },
        type: { type: 'string', multiple: true, default: [] },
        key: { type: 'string' },
      },
    });
    return { command: 'tail', topics: values.topic, types: values.type, key: values.key, json: values.json };
  },
  lag: (args) => {
    const { values } = parseArgs({ args, options: { ...COMMON, watch: { type: 'boolean', default: false } } });
    return { command: 'lag', ...values };
  },
  outbox: (args) => ({ command: 'outbox', ...parseArgs({ args, options: COMMON }).values }),
  dead: (args) => ({ command: 'dead', ...deadRequest(args) }),
};
