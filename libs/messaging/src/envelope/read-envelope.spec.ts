import { describe, expect, it } from '@jest/globals';
import { OrderPaid, wireType } from '@minisuite/contracts';
import type { IncomingMessage, OutgoingMessage } from '../transport/event-transport.js';
import { type Interests, readEnvelope } from './read-envelope.js';
import { writeEnvelope } from './write-envelope.js';

const interests: Interests = {
  definitionOf: (type) => (type === wireType(OrderPaid) ? OrderPaid : undefined),
  handles: (name) => name === OrderPaid.name,
  exists: (name) => name.startsWith('order.') && name !== 'order.invented',
};
const traceParent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const payload = {
  orderId: '5',
  userId: '7',
  paymentId: '8',
  amount: 100,
  title: 'tea',
  paidAt: '2026-01-01T00:00:00.000Z',
};
const written = writeEnvelope(
  {
    eventId: '42',
    topic: 'order.events',
    aggregateId: '5',
    type: 'order.paid.v1',
    payload: JSON.stringify(payload),
    headers: { 'x-request-id': 'r1', traceparent: traceParent, other: 'stays' },
    createdAt: new Date('2026-02-03T04:05:06.789Z'),
  },
  'order',
  '17',
);
const received = (
  changed: Record<string, string | undefined> = {},
  more: Partial<OutgoingMessage> = {},
): IncomingMessage => {
  const headers = Object.entries({ ...written.headers, ...changed }).filter(
    (e): e is [string, string] => e[1] !== undefined,
  );
  const { topic, key, value } = { ...written, ...more };
  return { topic, key, partition: 0, offset: '0', headers: Object.fromEntries(headers), value: Buffer.from(value) };
};
const faultOf = (message: IncomingMessage) => {
  const reading = readEnvelope(message, interests);
  return reading.kind === 'fault' ? `${reading.fault}: ${reading.detail}` : reading.kind;
};

describe('the envelope', () => {
  it('is written as CloudEvents headers and read again', () => {
    expect(written.headers).toEqual({
      ce_specversion: '1.0',
      ce_id: '42',
      ce_type: 'order.paid.v1',
      ce_source: 'minisuite/order',
      ce_time: '2026-02-03T04:05:06.789Z',
      ce_subject: '5',
      'content-type': 'application/json',
      'x-request-id': 'r1',
      traceparent: traceParent,
      ce_relayfence: '17',
    });
    const time = new Date('2026-02-03T04:05:06.789Z');
    const event = {
      id: '42',
      type: 'order.paid.v1',
      aggregateId: '5',
      time,
      origin: { requestId: 'r1', traceParent },
      payload,
    };
    expect(readEnvelope(received(), interests)).toEqual({ kind: 'event', event });
  });

  it('may carry fields that a later producer added', () => {
    const value = JSON.stringify({ ...payload, colour: 'green' });
    expect(readEnvelope(received({}, { value }), interests)).toMatchObject({ kind: 'event', event: { payload } });
  });

  it('names the event when there is no request id', () => {
    expect(readEnvelope(received({ 'x-request-id': undefined }), interests)).toMatchObject({
      event: { origin: { requestId: 'event-42' } },
    });
  });

  it('keeps out of logs and further calls what only calls itself a request id or a trace context', () => {
    expect(readEnvelope(received({ 'x-request-id': 'a\nb', traceparent: '00-aa-bb-01' }), interests)).toMatchObject({
      event: { origin: { requestId: 'event-42', traceParent: undefined } },
    });
  });

  it('is passed over when nobody here handles the event, whatever else is wrong with it', () => {
    expect(faultOf(received({ ce_type: 'order.placed.v1', ce_id: 'x' }, { value: '{' }))).toBe('skip');
  });

  it.each([
    [{ ce_type: undefined }, 'INVALID_ENVELOPE: ce_type is missing or malformed'],
    [{ ce_type: 'order.paid' }, 'INVALID_ENVELOPE: ce_type is missing or malformed'],
    [{ ce_specversion: '2.0' }, 'INVALID_ENVELOPE: ce_specversion is not 1.0'],
    [{ ce_id: undefined }, 'INVALID_ENVELOPE: ce_id is not an id'],
    [{ ce_id: "1' OR 1=1" }, 'INVALID_ENVELOPE: ce_id is not an id'],
    [{ ce_source: '' }, 'INVALID_ENVELOPE: ce_source is missing'],
    [{ ce_time: 'yesterday' }, 'INVALID_ENVELOPE: ce_time is not a time'],
    [{ ce_subject: undefined }, 'INVALID_ENVELOPE: ce_subject is missing'],
    [{ ce_subject: '6' }, 'INVALID_ENVELOPE: the key is not ce_subject'],
    [{ 'content-type': 'text/plain' }, 'INVALID_ENVELOPE: content-type is not application/json'],
    [{ ce_type: 'order.invented.v1' }, 'UNKNOWN_TYPE: there is no event order.invented'],
    [{ ce_type: 'order.paid.v2' }, 'UNKNOWN_VERSION: order.paid.v2 is a version that is not handled here'],
  ])('with %j is a fault', (headers, fault) => {
    expect(faultOf(received(headers))).toBe(fault);
  });

  it('with another payload than its schema says is a fault that names the fields', () => {
    const value = JSON.stringify({ ...payload, amount: 'much', userId: undefined });
    const fault = faultOf(received({}, { value }));
    expect(fault).toMatch(/^INVALID_PAYLOAD: /);
    expect(fault).toContain('amount: ');
    expect(fault).toContain('userId: ');
  });

  it('larger than an event may be is a fault, and not even parsed', () => {
    const value = JSON.stringify({ ...payload, title: 'x'.repeat(2_000_000) });
    expect(faultOf(received({}, { value }))).toMatch(/^TOO_LARGE: 2\d+ bytes/);
  });

  it.each(['', '{', 'null', '5', `${'['.repeat(10_000)}`, '\u0000'])(
    'with the value %j is a fault and no crash',
    (value) => {
      expect(faultOf(received({}, { value: value.slice(0, 20_000) }))).toMatch(/^(MALFORMED_JSON|INVALID_PAYLOAD)/);
    },
  );
});
