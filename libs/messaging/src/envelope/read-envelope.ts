import type { EventDefinition, Origin } from '@minisuite/contracts';
import { isTraceParent } from '@minisuite/kernel';
import type { Received } from '../consumer/received.js';
import type { IncomingMessage } from '../transport/event-transport.js';
import { CONTENT_TYPE, HEADER, MAX_PAYLOAD_BYTES, SPEC_VERSION } from './event-headers.js';

/** Which events are handled here. */
export interface Interests {
  /** The definition of a handled wire type, like `order.paid.v1`. */
  definitionOf(type: string): EventDefinition | undefined;
  /** Whether any version of this event, like `order.paid`, is handled. */
  handles(name: string): boolean;
  /** Whether there is such an event at all. */
  exists(name: string): boolean;
}

/** Why a message can never be handled, however often it is tried. */
export type Fault =
  'INVALID_ENVELOPE' | 'UNKNOWN_TYPE' | 'UNKNOWN_VERSION' | 'TOO_LARGE' | 'MALFORMED_JSON' | 'INVALID_PAYLOAD';

/** What a message turned out to be: an event for us, one for others, or a fault. */
export type Reading =
  | { readonly kind: 'event'; readonly event: Received<unknown> }
  | { readonly kind: 'skip' }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly detail: string };

const TYPE = /^([a-z][a-z0-9_.-]*)\.v(\d+)$/;
const ID = /^\d{1,20}$/;
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

const MAX_DETAIL = 1000;

const faulty = (fault: Fault, detail: string): Reading => ({ kind: 'fault', fault, detail });

/** Checks the envelope and the payload of a message; never throws. */
export function readEnvelope(message: IncomingMessage, interests: Interests): Reading {
  const header = (name: string) => message.headers[name] ?? '';
  const type = header(HEADER.type);
  const [, name] = TYPE.exec(type) ?? [];
  if (name === undefined) return faulty('INVALID_ENVELOPE', `${HEADER.type} is missing or malformed`);
  if (!interests.exists(name)) return faulty('UNKNOWN_TYPE', `there is no event ${name}`);
  if (!interests.handles(name)) return { kind: 'skip' };

  const problem = envelopeProblem(message, header);
  if (problem !== undefined) return faulty('INVALID_ENVELOPE', problem);
  const definition = interests.definitionOf(type);
  if (!definition) return faulty('UNKNOWN_VERSION', `${type} is a version that is not handled here`);

  const bytes = message.value.length;
  if (bytes > MAX_PAYLOAD_BYTES) return faulty('TOO_LARGE', `${bytes} bytes are more than an event may have`);

  let json: unknown;
  try {
    json = JSON.parse(message.value.toString());
  } catch (error) {
    return faulty('MALFORMED_JSON', messageOf(error));
  }
  const payload = definition.schema.safeParse(json);
  if (!payload.success) {
    const issues = payload.error.issues.map(({ path, message: text }) => `${path.join('.') || 'value'}: ${text}`);
    return faulty('INVALID_PAYLOAD', issues.join('; ').slice(0, MAX_DETAIL));
  }
  return {
    kind: 'event',
    event: {
      id: header(HEADER.id),
      type,
      aggregateId: header(HEADER.subject),
      time: new Date(header(HEADER.time)),
      origin: originOf(header),
      payload: payload.data,
    },
  };
}

function originOf(header: (name: string) => string): Origin {
  const [requestId, traceParent] = [header(HEADER.requestId), header(HEADER.traceParent)];
  return {
    requestId: REQUEST_ID.test(requestId) ? requestId : `event-${header(HEADER.id)}`,
    traceParent: isTraceParent(traceParent) ? traceParent : undefined,
  };
}

function envelopeProblem(message: IncomingMessage, header: (name: string) => string): string | undefined {
  if (header(HEADER.specVersion) !== SPEC_VERSION) return `${HEADER.specVersion} is not ${SPEC_VERSION}`;
  if (!ID.test(header(HEADER.id))) return `${HEADER.id} is not an id`;
  if (header(HEADER.source) === '') return `${HEADER.source} is missing`;
  if (Number.isNaN(Date.parse(header(HEADER.time)))) return `${HEADER.time} is not a time`;
  if (header(HEADER.subject) === '') return `${HEADER.subject} is missing`;
  if (message.key !== header(HEADER.subject)) return `the key is not ${HEADER.subject}`;
  if (!header(HEADER.contentType).startsWith(CONTENT_TYPE)) return `${HEADER.contentType} is not ${CONTENT_TYPE}`;
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
