import { setTimeout as sleep } from 'node:timers/promises';
import { type Broker, unanswered, withBroker } from '../broker/open-broker.ts';
import { type Context, note, printJson } from '../context.ts';
import { formatTime } from '../terminal/age.ts';
import { reasonOf } from '../terminal/text.ts';
import { type GroupLag, lagText, totalOf } from './lag-text.ts';

/** How it is shown, and whether again and again. */
export interface LagRequest {
  readonly watch: boolean;
  readonly json: boolean;
}

const EVERY_MS = 2_000;

/** Shows how far the services are behind. */
export async function lag(context: Context, { watch, json }: LagRequest): Promise<number> {
  // Loads the TypeScript compiler, which the other commands need not wait for.
  const { handledTopics } = await import('./handled-topics.ts');
  await withBroker(context, async (broker) => {
    const topics = handledTopics(context.root, broker.libraries.TOPIC_OF);
    const ask = (): Promise<GroupLag[]> => askLag(broker, topics);
    if (watch) return await repeat(context, json, ask);
    const lags = await ask().catch((error: unknown) => {
      throw unanswered(broker, 'how far the groups are', reasonOf(error));
    });
    return show(context, json, lags);
  });
  return 0;
}

async function askLag(
  { transport, libraries }: Broker,
  topics: ReadonlyMap<string, readonly string[]>,
): Promise<GroupLag[]> {
  const groups = await Promise.all(
    [...topics].map(async ([service, names]) => {
      const { group } = new libraries.ServiceName(service);
      const lags = await transport.lag(group, names);
      return names.map((topic) => {
        const mine = lags.filter((each) => each.topic === topic).toSorted((a, b) => a.partition - b.partition);
        const partitions = mine.map(({ partition, messages }) => ({ partition, behind: messages }));
        return { group, topic, behind: partitions.reduce((sum, { behind }) => sum + behind, 0), partitions };
      });
    }),
  );
  return groups.flat();
}

function show(context: Context, json: boolean, lags: readonly GroupLag[]): void {
  if (json) printJson(context, { at: new Date().toISOString(), total: totalOf(lags), groups: lags });
  else context.out.print(lagText(context.out, lags));
}

async function repeat(context: Context, json: boolean, ask: () => Promise<GroupLag[]>): Promise<void> {
  const { out, signal } = context;
  let height = 0;
  while (!signal.aborted) {
    try {
      const lags = await ask();
      if (json) show(context, json, lags);
      else {
        const lines = [out.paint('quiet', formatTime(new Date())), ...lagText(out, lags)];
        out.redraw(lines, height);
        height = lines.length;
      }
    } catch (error) {
      note(context, `${formatTime(new Date())} not known: ${reasonOf(error)}`);
      height = 0;
    }
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
