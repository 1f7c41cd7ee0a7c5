import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EVENT_CATALOGUE } from '../../libs/contracts/src/events/catalogue.ts';
import { type EventDefinition, wireType } from '../../libs/contracts/src/events/define-event.ts';
import { Failure } from '../local/process/failure.ts';

/** Where events are declared, from the root of the repository. */
export const EVENT_SOURCES = 'libs/contracts/src/events';

/** An event as the source declares it. */
export interface DeclaredEvent {
  readonly event: EventDefinition;
  /** The name of its definition, like `OrderPaid`. */
  readonly definition: string;
  /** The file that exports it, like `order-events.ts`. */
  readonly file: string;
}

/** Every event of the catalogue, in its order; throws a Failure when catalogue and exports do not name the same events. */
export async function declaredEvents(): Promise<DeclaredEvent[]> {
  const folder = join(import.meta.dirname, '../..', EVENT_SOURCES);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const found = await Promise.all(files.map((file) => definitionsOf(folder, file)));
  const exported = new Map(found.flat().map((each) => [each.event, each]));
  for (const { event, definition, file } of exported.values()) {
    if (EVENT_CATALOGUE.get(wireType(event)) !== event)
      throw new Failure(`${definition} (${file}) is not the ${wireType(event)} of EVENT_CATALOGUE: add it there.`);
  }
  return [...EVENT_CATALOGUE].map(([type, event]) => {
    const declared = exported.get(event);
    if (!declared) throw new Failure(`${type} is in EVENT_CATALOGUE, but no file of ${EVENT_SOURCES} exports it.`);
    return declared;
  });
}

async function definitionsOf(folder: string, file: string): Promise<DeclaredEvent[]> {
  const exports = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
  return Object.entries(exports).flatMap(([definition, value]) =>
    isDefinition(value) ? [{ event: value, definition, file }] : [],
  );
}

function isDefinition(value: unknown): value is EventDefinition {
  return typeof value === 'object' && value !== null && 'schema' in value && 'topic' in value && 'version' in value;
}
