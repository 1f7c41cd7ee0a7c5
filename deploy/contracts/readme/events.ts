import { fieldsOf, meaningOf, typeWords } from '../fields.ts';
import type { Note } from '../ledger.ts';
import { type EventTold, keyFieldOf } from './event-told.ts';
import { code, table } from './table.ts';

/** The table of all events. */
export function eventTable(events: readonly EventTold[]): string {
  const rows = events.map((event) => {
    const { contract, doc, usage } = event;
    const key = keyFieldOf(event);
    return [
      `[${contract.type}](#${anchorOf(contract.type)})`,
      contract.topic,
      key ? code(key) : '–',
      doc,
      namesOf(usage.producers),
      namesOf(usage.consumers),
    ];
  });
  return table(['type', 'topic', 'key', 'when', 'recorded by', 'handled by'], rows);
}

/** What one event carries. */
export function eventSection({ contract, doc, samples }: EventTold): string {
  const { type, definition, schema } = contract;
  const rows = fieldsOf(schema).map((field) => [
    code(field.path),
    typeWords(field.schema),
    [field.optional ? optionalWords(field.schema) : '', meaningOf(field.schema) ?? ''].filter(Boolean).join(' '),
  ]);
  const kept = samples.length === 0 ? 'no samples' : `[samples](events/samples/${type})`;
  return [
    `### ${type}`,
    `${doc} \`${definition}\`, [schema](events/schemas/${type}.json), ${kept}.`,
    table(['field', 'type', 'meaning'], rows),
  ].join('\n\n');
}

/** Events that are no longer declared; empty when there is none. */
export function retiredSection(notes: readonly Note[]): string {
  const retired = notes.filter((note) => note.retired !== undefined);
  if (retired.length === 0) return '';
  const rows = retired.map(({ type, topic, retired: why = '' }) => [type, topic, why]);
  return `### Retired\n\n${table(['type', 'topic', 'since and why'], rows)}`;
}

function optionalWords(schema: { readonly default?: unknown }): string {
  return 'default' in schema ? `Optional, ${code(JSON.stringify(schema.default))} when left out.` : 'Optional.';
}

const anchorOf = (type: string) => type.replaceAll('.', '');

const namesOf = (services: ReadonlyMap<string, unknown>) => [...services.keys()].join(', ') || '–';
