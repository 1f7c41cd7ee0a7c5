import { parseArgs } from 'node:util';
import { SERVICES } from '../../local/system/app-ports.ts';
import type { DeadRequest } from './dead.ts';
import type { LetterFilter } from './letters.ts';

const STATES = ['PARKED', 'REPLAYING', 'REPLAYED', 'DISCARDED'];
const USUAL_LIMIT = 20;
const MOST_REPLAYED = 100;
const ID = /^\d{1,20}$/;

const FILTER = {
  service: { type: 'string' },
  topic: { type: 'string' },
  type: { type: 'string' },
  reason: { type: 'string' },
  key: { type: 'string' },
  'event-id': { type: 'string' },
} as const;
const JSON_OPTION = { json: { type: 'boolean', default: false } } as const;

/** Reads what follows after `dead`; throws when it makes no sense. */
export function deadRequest([first = 'list', ...rest]: readonly string[]): DeadRequest {
  if (first === 'show') return show(rest);
  if (first === 'replay') return replay(rest);
  if (first === 'discard') return discard(rest);
  if (first === 'list') return list(rest);
  if (first.startsWith('-')) return list([first, ...rest]);
  throw new Error(`There is no ${JSON.stringify(first)}; there are list, show, replay and discard`);
}

function list(args: string[]): DeadRequest {
  const options = {
    ...FILTER,
    ...JSON_OPTION,
    state: { type: 'string' },
    limit: { type: 'string' },
    'all-pages': { type: 'boolean', default: false },
  } as const;
  const { json, limit, state, 'all-pages': all, ...filter } = parseArgs({ args, options }).values;
  if (all && limit !== undefined) throw new Error('--limit and --all-pages contradict each other');
  const wanted = state?.toUpperCase();
  if (wanted !== undefined && !STATES.includes(wanted)) throw new Error(`--state takes ${STATES.join(', ')}`);
  return {
    act: 'list',
    filter: { ...filterOf(filter), ...(wanted !== undefined && { state: wanted }) },
    limit: all ? Infinity : limitOf(limit, Infinity),
    json,
  };
}

function show(args: string[]): DeadRequest {
  const { values, positionals } = parseArgs({ args, options: JSON_OPTION, allowPositionals: true });
  return { act: 'show', id: idOf(positionals), ...values };
}

function replay(args: string[]): DeadRequest {
  const options = {
    ...FILTER,
    ...JSON_OPTION,
    limit: { type: 'string' },
    all: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const { json, limit, all, ...given } = values;
  const filter = filterOf(given);
  const isFiltered = Object.keys(filter).length > 0;
  if (positionals.length > 0) {
    if (isFiltered || all || limit !== undefined) throw new Error('an ID and a filter contradict each other');
    return { act: 'replay', id: idOf(positionals), json };
  }
  if (!isFiltered && !all) throw new Error('say which ones: an ID, a filter like --reason FAILED, or --all');
  if (isFiltered && all) throw new Error('--all and a filter contradict each other');
  return { act: 'replay-many', filter, limit: limitOf(limit, MOST_REPLAYED), json };
}

function discard(args: string[]): DeadRequest {
  const options = { ...JSON_OPTION, because: { type: 'string', default: '' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const because = values.because.trim();
  if (because === '') throw new Error('say why, for the audit log: --because TEXT');
  return { act: 'discard', id: idOf(positionals), because, json: values.json };
}

function filterOf(given: Partial<Record<keyof typeof FILTER, string | undefined>>): LetterFilter {
  const { service, 'event-id': eventId, ...others } = given;
  if (service !== undefined && !SERVICES.some((name) => name === service)) {
    throw new Error(`--service takes ${SERVICES.join(', ')}`);
  }
  const all = { service, eventId, ...others };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function limitOf(text: string | undefined, most: number): number {
  const limit = Number(text ?? USUAL_LIMIT);
  if (Number.isInteger(limit) && limit > 0 && limit <= most) return limit;
  throw new Error(most === Infinity ? '--limit takes a number from 1' : `--limit takes a number from 1 to ${most}`);
}

function idOf(positionals: readonly string[]): string {
  const [id = '', ...more] = positionals;
  if (ID.test(id) && more.length === 0) return id;
  throw new Error('one ID is needed, a number as the list shows it');
}
