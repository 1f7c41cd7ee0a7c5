import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../local/process/failure.ts';
import { type Context, note } from '../context.ts';
import { type Libraries, loadLibraries } from '../libraries/load.ts';
import { brokerSettings } from '../settings/broker-settings.ts';
import { reasonOf } from '../terminal/text.ts';

const CLIENT = 'minisuite.events';
const REACH_MS = 10_000;
const CLOSE_MS = 1_000;

/** The broker, reached. */
export interface Broker {
  readonly libraries: Libraries;
  readonly transport: ReturnType<Libraries['transportFor']>;
  /** Like `Kafka at 127.0.0.1:9092 (KAFKA_BROKERS)`. */
  readonly name: string;
  /** What the libraries complained about last. */
  lastWords(): string;
}

/** Does some work with the broker and leaves it; throws a Failure when it cannot be reached. */
export async function withBroker<T>(context: Context, work: (broker: Broker) => Promise<T>): Promise<T> {
  const { events, name, variable } = brokerSettings(context.env, context.local);
  const libraries = await loadLibraries(context.root);
  const broker = {
    libraries,
    transport: libraries.transportFor(CLIENT, events),
    name,
    lastWords: libraries.muteLog(),
  };
  try {
    const problem = await within(REACH_MS, problemOf(broker)).catch((error: unknown) => {
      throw new Failure(
        `${name} cannot be reached (${reasonOf(error)}): start the system with npm start, or set ${variable}.`,
      );
    });
    if (problem !== undefined) note(context, `No service uses this broker: ${problem}.`);
    return await work(broker);
  } finally {
    await Promise.race([broker.transport.close(), sleep(CLOSE_MS)]);
  }
}

/** What to do about a broker that answers, but not what it was asked. */
export function unanswered({ name }: Broker, what: string, reason: string): Failure {
  return new Failure(
    `${name} does not tell ${what} (${reason}): start the services, or set EVENTS_TOPIC_PREFIX to theirs.`,
  );
}

/** Whether the broker does not answer at the moment. */
export async function isAway(broker: Broker): Promise<boolean> {
  return await problemOf(broker).then(
    () => false,
    () => true,
  );
}

// A broker that services must not use can be looked at all the same.
async function problemOf({ libraries, transport }: Broker): Promise<string | undefined> {
  try {
    await transport.check();
    return undefined;
  } catch (error) {
    if (error instanceof libraries.UnsafeBroker) return error.message;
    throw error;
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = sleep(ms, undefined, { ref: false }).then((): never => {
    throw new Error(`no answer in ${ms / 1000} s`);
  });
  return await Promise.race([work, late]);
}
