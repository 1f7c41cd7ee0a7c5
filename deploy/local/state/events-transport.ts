import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../process/failure.ts';
import { writeWhole } from './run-file.ts';

export type EventsTransport = 'kafka' | 'redis';

const NAMES = { kafka: 'Kafka', redis: 'Redis Streams' };
const FILE = 'events-transport';
const ADVICE = /: (?=run |install |check )|; |\n|\. /;

/** Over what events are to travel: over Kafka, over Redis Streams, or over Kafka unless it cannot be had. */
export interface EventsChoice {
  transport: EventsTransport | 'any';
  /** What to tell about it. */
  line?: string;
}

/** The choice, by what the environment says and over what events travelled at earlier starts: some may still wait there. */
export function chooseTransport(env: NodeJS.ProcessEnv, before: EventsTransport | undefined): EventsChoice {
  const transport = named(env);
  if (transport === undefined && before === 'redis') {
    // Kafka is not tried again at each start where it could not be had once, and no event is left behind.
    const line = '✔          Events: over Redis Streams, as at earlier starts; EVENTS_TRANSPORT=kafka would leave them';
    return { transport: before, line };
  }
  if (transport === undefined || before === undefined || transport === before) {
    return { transport: transport ?? 'any' };
  }
  const line = `! Earlier starts sent events over ${NAMES[before]}: what still waits there is not delivered any more`;
  return { transport, line };
}

/** What the step of Kafka says when it cannot be had, for a reason given with advice; throws when events may wait in it. */
export function withoutKafka(why: string, before: EventsTransport | undefined): string {
  if (before === 'kafka') {
    throw new Failure(
      `${why}\nEvents of earlier starts may wait in Kafka, so Redis Streams do not take its place unasked: EVENTS_TRANSPORT=redis leaves them behind.`,
    );
  }
  const [reason = why] = why.split(ADVICE);
  return `cannot be had (${reason}), so events travel over Redis Streams`;
}

/** Over what events travelled at the last start that got so far. */
export async function lastTransport(dir: string): Promise<EventsTransport | undefined> {
  const text = await readFile(join(dir, FILE), 'utf8').catch(() => '');
  if (text === 'kafka' || text === 'redis') return text;
  return existsSync(join(dir, 'kafka/data')) ? 'kafka' : undefined;
}

export async function noteTransport(dir: string, transport: EventsTransport): Promise<void> {
  await writeWhole(join(dir, FILE), transport, 0o644);
}

function named({ EVENTS_TRANSPORT: name, KAFKA_BROKERS: brokers }: NodeJS.ProcessEnv): EventsTransport | undefined {
  if (name === 'kafka' || name === 'redis') return name;
  if (name) throw new Failure(`EVENTS_TRANSPORT is "${name}", but it may only be "kafka" or "redis".`);
  return brokers ? 'kafka' : undefined;
}
