import { setTimeout as sleep } from 'node:timers/promises';
import { type Broker, isAway } from '../broker/open-broker.ts';
import { type Context, note } from '../context.ts';

const EVERY_MS = 3_000;

/** Says when the broker is away and when it is back, so that silence means that nothing happens; resolves at Ctrl-C. */
export async function tellOutages(broker: Broker, context: Context): Promise<void> {
  const { signal } = context;
  const end = new Promise<false>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
  let away = false;
  while (!signal.aborted) {
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {});
    const before: boolean = away;
    away = await Promise.race([isAway(broker), end]);
    if (signal.aborted || away === before) continue;
    note(context, away ? 'The broker does not answer; the events go on when it is back.' : 'The broker is back.');
  }
}
