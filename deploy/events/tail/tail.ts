import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../local/process/failure.ts';
import { type Broker, unanswered, withBroker } from '../broker/open-broker.ts';
import { type Context, note, printJson } from '../context.ts';
import { reasonOf } from '../terminal/text.ts';
import { eventDocument, eventText } from './event-text.ts';
import { tellOutages } from './outages.ts';
import { type EventFilter, isWanted, type Message, watchedEvent } from './watched-event.ts';

/** What is to be shown, and how. */
export interface TailRequest extends EventFilter {
  readonly topics: readonly string[];
  readonly json: boolean;
}

const START_MS = 20_000;
const STEP_MS = 50;
const STOP_MS = 1_000;

/** Shows each event as it is published, until Ctrl-C. */
export async function tail(context: Context, request: TailRequest): Promise<number> {
  await withBroker(context, async (broker) => {
    const { transport, libraries } = broker;
    const topics = topicsOf(request, libraries.TOPICS);
    const watch = transport.watch(topics, (messages) => {
      for (const message of messages) show(context, request, broker, message);
    });
    try {
      await untilShowing(watch, broker, context.signal);
      if (context.signal.aborted) return;
      for (const type of request.types.filter((type) => !libraries.TYPES.includes(type))) {
        note(context, `No event is called ${type}; there are ${libraries.TYPES.join(', ')}.`);
      }
      note(context, `Watching ${topics.join(', ')} on ${broker.name}${about(request)}; Ctrl-C ends.`);
      await tellOutages(broker, context);
    } finally {
      await Promise.race([watch.stop(STOP_MS), sleep(STOP_MS)]);
    }
  });
  return 0;
}

function topicsOf({ topics }: TailRequest, known: readonly string[]): readonly string[] {
  const unknown = topics.find((topic) => !known.includes(topic));
  if (unknown !== undefined) throw new Failure(`There is no topic ${unknown}; there are ${known.join(', ')}.`);
  return topics.length > 0 ? topics : known;
}

function about({ types, key }: TailRequest): string {
  const wanted = [...types, ...(key === undefined ? [] : [`key ${key}`])];
  return wanted.length > 0 ? `, only ${wanted.join(', ')}` : '';
}

async function untilShowing(
  watch: ReturnType<Broker['transport']['watch']>,
  broker: Broker,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!signal.aborted) {
    try {
      return await watch.check();
    } catch (error) {
      if (Date.now() > deadline) throw unanswered(broker, 'its events', broker.lastWords() || reasonOf(error));
    }
    await sleep(STEP_MS);
  }
}

function show(context: Context, request: TailRequest, { libraries }: Broker, message: Message): void {
  if (!isWanted(message, request, libraries)) return;
  const event = watchedEvent(message, new Date(), libraries);
  if (request.json) printJson(context, eventDocument(event));
  else context.out.print(eventText(context.out, event));
}
