import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usageOf } from '../../contracts/event-usage.ts';

const CONTRACTS = 'libs/contracts/events/schemas';

/** The services that read each event, by its wire type, as the sources say. */
export function wireSubscribers(root: string): Map<string, readonly string[]> {
  const usage = usageOf(root);
  const contracts = globSync('*.json', { cwd: join(root, CONTRACTS) }).map(
    (file) => JSON.parse(readFileSync(join(root, CONTRACTS, file), 'utf8')) as { type: string; definition: string },
  );
  return new Map(contracts.map(({ type, definition }) => [type, [...usage(definition).consumers.keys()]]));
}
