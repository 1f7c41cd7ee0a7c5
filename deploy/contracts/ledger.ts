import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../local/process/failure.ts';
import type { EventContract } from './event-contract.ts';

/** Where the ledger is kept, from the root of the repository. */
export const LEDGER = 'libs/contracts/events';

/** A noted contract; `retired` says since when and why the event is no longer declared. */
export interface Note extends EventContract {
  readonly retired?: string;
}

/** A message as it lies on the wire. */
export interface WireMessage {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: unknown;
}

/** What is kept of all events: their contracts by wire type, and golden samples by path, like `order.paid.v1/1-minimal.json`. */
export interface Ledger {
  readonly notes: ReadonlyMap<string, Note>;
  readonly samples: ReadonlyMap<string, WireMessage>;
}

/** Reads what is kept in a folder; a folder that is not there keeps nothing. */
export function readLedger(folder: string): Ledger {
  const notes = jsonBelow<Note>(join(folder, 'schemas')).map(([path, note]) => {
    if (path !== `${note.type}.json`) throw new Failure(`${LEDGER}/schemas/${path} is the contract of ${note.type}.`);
    return [note.type, note] as const;
  });
  return { notes: new Map(notes), samples: new Map(jsonBelow<WireMessage>(join(folder, 'samples'))) };
}

/** The samples of one event, by the name of their file, in their order. */
export function samplesOf({ samples }: Ledger, type: string): [name: string, message: WireMessage][] {
  const own = [...samples].filter(([path]) => path.startsWith(`${type}/`));
  return own.map(([path, message]): [string, WireMessage] => [path.slice(type.length + 1), message]).sort(byNumber);
}

function byNumber([one]: [string, unknown], [other]: [string, unknown]): number {
  return Number.parseInt(one, 10) - Number.parseInt(other, 10);
}

function jsonBelow<T>(folder: string): [path: string, content: T][] {
  const paths = globSync('**/*.json', { cwd: folder }).sort();
  return paths.map((path) => {
    try {
      return [path, JSON.parse(readFileSync(join(folder, path), 'utf8')) as T];
    } catch (error) {
      throw new Failure(`${join(folder, path)} is no JSON: ${String(error)}`);
    }
  });
}
