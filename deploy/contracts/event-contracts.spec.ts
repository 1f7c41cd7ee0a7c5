import { beforeAll, describe, expect, it } from '@jest/globals';
import { join, resolve } from 'node:path';
import type { Tx } from '@minisuite/database';
import { FakeClock, SequentialIds } from '@minisuite/testing';
import { EVENT_CATALOGUE } from '../../libs/contracts/src/events/catalogue.ts';
import { type EventDefinition, recordEvent } from '../../libs/contracts/src/events/define-event.ts';
import { type Reading, readEnvelope } from '../../libs/messaging/src/envelope/read-envelope.ts';
import { Outbox } from '../../libs/messaging/src/outbox/outbox.ts';
import { RelaySignal } from '../../libs/messaging/src/outbox/relay-signal.ts';
import { lostFields } from './check-sample.ts';
import { type DeclaredEvent, declaredEvents } from './declared-events.ts';
import { contractOf } from './event-contract.ts';
import { usageOf } from './event-usage.ts';
import { alternatives, inside, isObject, type JsonSchema } from './json-schema.ts';
import { LEDGER, readLedger, samplesOf, type WireMessage } from './ledger.ts';
import { review } from './review.ts';

const root = resolve('.');
const ledger = readLedger(join(root, LEDGER));

const events = [...EVENT_CATALOGUE].map(([type, event]) => ({ type, event }));
const samples = events.flatMap(({ type, event }) =>
  samplesOf(ledger, type).map(([name, message]) => ({ sample: `${type}/${name}`, type, event, message })),
);

let declared: DeclaredEvent[];
let refusals: readonly string[];
beforeAll(async () => {
  declared = await declaredEvents();
  refusals = review({ declared, now: ledger, earlier: [], usageOf: usageOf(root) }).refusals;
});

const definitionOf = (event: EventDefinition) => declared.find((each) => each.event === event)?.definition ?? '';
const notedSchema = (type: string): JsonSchema => ledger.notes.get(type)?.schema ?? {};

/** Reads a message as a service does that handles this event. */
function consume({ key, headers, value }: WireMessage, type: string, event: EventDefinition): Reading {
  const interests = {
    definitionOf: (asked: string) => (asked === type ? event : undefined),
    handles: (name: string) => name === event.name,
    exists: (name: string) => name === event.name,
  };
  const message = {
    topic: event.topic,
    partition: 0,
    offset: '0',
    key,
    headers,
    value: Buffer.from(JSON.stringify(value)),
  };
  return readEnvelope(message, interests);
}

/** What an outbox keeps of a payload. */
async function produce(event: EventDefinition, payload: unknown): Promise<unknown> {
  let rows: unknown[][] = [];
  const tx = {
    execute: (_sql: string, [given]: [unknown[][]]) => ((rows = given), Promise.resolve(given.length)),
    afterCommit: () => undefined,
  };
  const outbox = new Outbox(new SequentialIds(), new FakeClock(), new RelaySignal());
  await outbox.append(tx as unknown as Tx, [recordEvent(event, '1', payload)]);
  return JSON.parse(String(rows[0]?.[4]));
}

/** The value with a field more in every object that has named fields. */
function withStrays(value: unknown, schema: JsonSchema): unknown {
  if (Array.isArray(value))
    return value.map((each) =>
      withStrays(
        each,
        inside(schema, ({ items }) => items),
      ),
    );
  if (!isObject(value)) return value;
  const field = (name: string) =>
    inside(schema, ({ properties, additionalProperties: more }) => properties?.[name] ?? more);
  const fields = Object.entries(value).map(([name, each]) => [name, withStrays(each, field(name))] as const);
  const isNamed = alternatives(schema).some(({ properties }) => properties !== undefined);
  return Object.fromEntries(isNamed ? [...fields, ['strayField', '多余']] : fields);
}

describe.each(events)('the contract of $type', ({ type, event }) => {
  it('is noted as it is declared: else run npm run contracts', () => {
    expect(ledger.notes.get(type)).toEqual(contractOf(event, definitionOf(event)));
  });

  it('breaks nobody who reads it, and no message of it that is stored', () => {
    expect(refusals.filter((text) => text.startsWith(`${type}:`))).toEqual([]);
  });

  it('has a golden sample: else run npm run contracts, which proposes one', () => {
    expect(samplesOf(ledger, type)).not.toEqual([]);
  });
});

describe.each(samples)('the sample $sample', ({ type, event, message }) => {
  it('is read by a consumer of today and means what it meant', () => {
    const reading = consume(message, type, event);
    expect(reading).toMatchObject({ kind: 'event', event: { type, aggregateId: message.key } });
    const payload = reading.kind === 'event' ? reading.event.payload : undefined;
    expect(lostFields(message.value, payload, notedSchema(type))).toEqual([]);
  });

  it('is read as well when a later producer has added fields to it', () => {
    const value = withStrays(message.value, notedSchema(type));
    expect(value).not.toEqual(message.value);
    expect(consume({ ...message, value }, type, event)).toEqual(consume(message, type, event));
  });

  it('goes out again without fields that its schema does not name', async () => {
    const known = event.schema.parse(message.value);
    expect(await produce(event, withStrays(message.value, notedSchema(type)))).toEqual(known);
  });
});

describe('what is kept of events', () => {
  it('belongs to an event that is declared, or says that it is retired', () => {
    expect(refusals.filter((text) => !events.some(({ type }) => text.startsWith(`${type}:`)))).toEqual([]);
  });
});
