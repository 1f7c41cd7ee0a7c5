import { type DeclaredEvent, EVENT_SOURCES } from './declared-events.ts';
import type { EventContract } from './event-contract.ts';
import type { EventUsage, FilesByService } from './event-usage.ts';
import { LEDGER, type Note } from './ledger.ts';

/** A breaking change of an event, and where the contract that it breaks is noted. */
export interface Break {
  /** What is noted. */
  readonly contract: EventContract;
  readonly declared: DeclaredEvent;
  readonly changes: readonly string[];
  /** Like "its schema file" or "commit 1a2b3c4". */
  readonly against: readonly string[];
  /** Whether it is on the main line, so that messages of it may lie anywhere. */
  readonly published: boolean;
}

/** Says what an event's breaking change is, who would suffer from it, and what to do instead. */
export function explainBreak({ contract, declared, changes, against, published }: Break, usage: EventUsage): string {
  const { type } = contract;
  const { definition, file } = declared;
  const version = declared.event.version + 1;
  const next = `${definition.replace(/V\d+$/, '')}V${version}`;
  const instead = [
    'Leave what is there and add an optional field (.optional() or .default(…)): every consumer survives that.',
    `Or declare ${next} with version: ${version} beside ${definition}. Its consumers learn both and go first, then the ` +
      `producer goes over from one to the other: "A new version" in libs/contracts/README.md.`,
    ...(published ? [] : [neverPublished(type)]),
  ];
  return [
    `${type}: it would break (${definition} in ${EVENT_SOURCES}/${file} against ${against.join(', ')}):`,
    ...changes.map((change) => `  - ${withoutType(change, type)}`),
    ...whoSuffers(contract, usage),
    '  Instead:',
    ...instead.map((way, index) => `  ${index + 1}. ${way}`),
  ].join('\n');
}

/** Says what it means that an event is no longer declared, and what has to come before; `others` are versions that still are. */
export function explainRemoval(note: Note, others: readonly DeclaredEvent[], usage: EventUsage): string {
  const { type, definition, topic } = note;
  const successor = others.find((each) => each.definition === definition)?.event.version;
  const parked = others.length > 0 ? 'that handles another version of it' : `that reads ${topic}, handling it or not,`;
  const why = successor ? `${definition} has become version ${successor}` : 'nothing declares it any more';
  const instead = successor
    ? `Declare ${definition}V${successor} beside ${definition}: "A new version" in libs/contracts/README.md.`
    : `Leave ${definition} declared as long as a message of it may lie anywhere.`;
  return [
    `${type}: it would be gone, since ${why}:`,
    `  - every service ${parked} would park a message of it: nobody there knows it any more`,
    ...whoSuffers(note, usage),
    '  Instead:',
    `  1. ${instead}`,
    '  2. When no message of it is left (outbox, topic, dead letters), take it away and note that in its schema file:',
    `     ${LEDGER}/schemas/${type}.json: "retired": "<date>, <why>"; file and samples stay.`,
  ].join('\n');
}

function whoSuffers({ topic }: EventContract, { producers, consumers }: EventUsage): string[] {
  return [
    `  Runs today: ${consumers.size > 0 ? `read by ${namesWithFiles(consumers)}` : 'read by no service here'}.`,
    `  Stored before: ${producers.size > 0 ? `the outbox of ${[...producers.keys()].join(', ')}, ` : ''}the topic ${topic}, dead letters.`,
  ];
}

function namesWithFiles(services: FilesByService): string {
  return [...services].map(([service, files]) => `${service} (${files.join(', ')})`).join(' and ');
}

function neverPublished(type: string): string {
  return `Or, as long as it is on no main line and no message of it was ever published: remove ${LEDGER}/schemas/${type}.json and its samples, and run npm run contracts again.`;
}

const withoutType = (change: string, type: string) => change.replace(`${type}: `, '');
