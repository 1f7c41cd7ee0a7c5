import { CONTENT_TYPE, HEADER, SPEC_VERSION } from '../../libs/messaging/src/envelope/event-headers.ts';
import { type EventContract, writtenBy } from './event-contract.ts';
import { alternatives, type JsonSchema, kindOf } from './json-schema.ts';
import type { WireMessage } from './ledger.ts';

const FIRST_ID = 386547056640430080n;
const TIME = '2026-12-01T08:30:00.123Z';

/** A message with all its fields, made up from its contract, to be made a real one by a person. */
export function proposeSample(contract: EventContract, producer: string): WireMessage {
  let id = FIRST_ID;
  const nextId = () => String(id++);
  const value = madeUp(writtenBy(contract), nextId);
  const aggregate = `${contract.type.split('.')[0]}Id`;
  const key = String((value as Record<string, unknown> | null)?.[aggregate] ?? nextId());
  const headers = {
    [HEADER.specVersion]: SPEC_VERSION,
    [HEADER.id]: nextId(),
    [HEADER.type]: contract.type,
    [HEADER.source]: `minisuite/${producer}`,
    [HEADER.time]: TIME,
    [HEADER.subject]: key,
    [HEADER.contentType]: CONTENT_TYPE,
    [HEADER.relayFence]: '1',
    [HEADER.requestId]: '7f9c24e8-3b12-4fef-91e0-7d4ab6f0c2a1',
  };
  return { key, headers, value };
}

function madeUp(schema: JsonSchema, nextId: () => string): unknown {
  const [first = {}] = alternatives(schema);
  if ('const' in first) return first.const;
  const kind = kindOf(first);
  if (kind === 'object') {
    const fields = Object.entries(first.properties ?? {});
    return Object.fromEntries(fields.map(([name, inner]) => [name, madeUp(inner, nextId)]));
  }
  if (kind === 'array') return typeof first.items === 'object' ? [madeUp(first.items, nextId)] : [];
  if (kind === 'number') return numberOf(first);
  if (kind === 'string') return textOf(first, nextId());
  return kind === 'boolean' ? true : null;
}

function numberOf({ minimum = 0, exclusiveMinimum = 0, maximum = Infinity }: JsonSchema): number {
  return Math.min(Math.max(minimum, Math.floor(exclusiveMinimum) + 1, 1), maximum);
}

function textOf({ format, pattern }: JsonSchema, id: string): string {
  if (pattern === undefined) return '茶';
  const known = format === 'date-time' ? TIME : id;
  return new RegExp(pattern, 'u').test(known) ? known : `<${format ?? pattern}>`;
}
