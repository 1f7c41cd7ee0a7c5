import type { EventTold } from './event-told.ts';
import { headerTable } from './envelope.ts';
import { eventSection, eventTable, retiredSection } from './events.ts';
import { CONVENTIONS, OPENING, RULES } from './prose.ts';
import type { Note } from '../ledger.ts';

/** The page that tells of all events, before it is formatted. */
export function readmeOf(events: readonly EventTold[], notes: readonly Note[]): string {
  const paragraphs = [
    OPENING,
    eventTable(events),
    retiredSection(notes),
    CONVENTIONS,
    ...events.map(eventSection),
    '## Envelope',
    headerTable(),
    exampleOf(events),
    RULES,
  ];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

function exampleOf(events: readonly EventTold[]): string {
  const [first] = events.flatMap(({ contract, samples }) =>
    samples.map(([name, message]) => ({ contract, name, message })),
  );
  if (!first) return '';
  const { type } = first.contract;
  return [
    `A whole message, [${first.name}](events/samples/${type}/${first.name}) of \`${type}\`:`,
    `\`\`\`json\n${JSON.stringify(first.message, undefined, 2)}\n\`\`\``,
  ].join('\n\n');
}
