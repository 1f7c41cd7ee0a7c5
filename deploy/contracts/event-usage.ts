import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usesIn } from './source-text.ts';

/** The files of a service that have to do with an event, by the name of the service. */
export type FilesByService = ReadonlyMap<string, readonly string[]>;

/** Who records an event and who reads it today. */
export interface EventUsage {
  readonly producers: FilesByService;
  readonly consumers: FilesByService;
}

/** What the services do with each event, by the name of its definition; a service that neither records nor reads it is not there. */
export function usageOf(root: string): (definition: string) => EventUsage {
  const files = globSync('apps/*/src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.spec.ts'));
  const producers = new Map<string, Map<string, string[]>>();
  const consumers = new Map<string, Map<string, string[]>>();
  for (const file of files.sort()) {
    const { records, reads } = usesIn(readFileSync(join(root, file), 'utf8'));
    for (const definition of records) note(producers, definition, file);
    for (const definition of reads) note(consumers, definition, file);
  }
  return (definition) => ({
    producers: producers.get(definition) ?? new Map(),
    consumers: consumers.get(definition) ?? new Map(),
  });
}

function note(usage: Map<string, Map<string, string[]>>, definition: string, file: string): void {
  const service = file.split('/')[1] ?? file;
  const services = usage.get(definition) ?? new Map<string, string[]>();
  usage.set(definition, services.set(service, [...(services.get(service) ?? []), file]));
}
