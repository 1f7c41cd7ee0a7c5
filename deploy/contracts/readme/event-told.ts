import type { EventContract } from '../event-contract.ts';
import type { EventUsage } from '../event-usage.ts';
import type { WireMessage } from '../ledger.ts';

/** An event with all that the README tells of it. */
export interface EventTold {
  readonly contract: EventContract;
  /** When it happens. */
  readonly doc: string;
  readonly usage: EventUsage;
  readonly samples: readonly (readonly [name: string, message: WireMessage])[];
}

/** The field that the key of the message repeats in every sample: the id of the aggregate. */
export function keyFieldOf({ contract, samples }: EventTold): string | undefined {
  const isKey = (field: string) =>
    samples.every(([, { key, value }]) => (value as Record<string, unknown> | null)?.[field] === key);
  return samples.length === 0 ? undefined : Object.keys(contract.schema.properties ?? {}).find(isKey);
}
