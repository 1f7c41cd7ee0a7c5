import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeclaredEvent, EVENT_SOURCES } from './declared-events.ts';
import type { EventContract } from './event-contract.ts';
import type { EventUsage } from './event-usage.ts';
import { type Ledger, samplesOf } from './ledger.ts';
import type { EventTold } from './readme/event-told.ts';
import { docsIn } from './source-text.ts';

/** Puts together what the README tells of each event. */
export function toldEvents(
  root: string,
  declared: readonly DeclaredEvent[],
  contracts: ReadonlyMap<string, EventContract>,
  ledger: Ledger,
  usageOf: (definition: string) => EventUsage,
): EventTold[] {
  return [...contracts.values()].map((contract) => {
    const { definition, type } = contract;
    const file = declared.find((each) => each.definition === definition)?.file ?? '';
    const doc = docsIn(readFileSync(join(root, EVENT_SOURCES, file), 'utf8')).get(definition) ?? '';
    return { contract, doc, usage: usageOf(definition), samples: samplesOf(ledger, type) };
  });
}
