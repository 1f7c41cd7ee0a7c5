import { describe, expect, it } from '@jest/globals';
import * as libraries from '../libraries/main.ts';
import { memoryScreen } from '../terminal/memory-screen.ts';
import { eventDocument, eventText } from './event-text.ts';
import { isWanted, type Message, watchedEvent } from './watched-event.ts';

const payload = {
  orderId: '5',
  userId: '7',
  paymentId: '8',
  amount: 100,
  title: '茶',
  paidAt: '2026-01-01T00:00:00.000Z',
};
const headers = {
  ce_specversion: '1.0',
  ce_id: '42',
  ce_type: 'order.paid.v1',
  ce_source: 'minisuite/order',
  ce_time: '2026-02-03T04:05:06.789Z',
  ce_subject: '5',
  'content-type': 'application/json',
  'x-request-id': 'r1',
};
const message = (more: Partial<Message> = {}): Message => ({
  topic: 'order.events',
  partition: 3,
  offset: '17',
  key: '5',
  headers,
  value: Buffer.from(JSON.stringify(payload)),
  ...more,
});
const now = new Date('2026-02-03T04:05:06.801Z');
const seen = (more: Partial<Message> = {}) => watchedEvent(message(more), now, libraries);

describe('an event', () => {
  it('is shown whole on one line where nobody cuts it', () => {
    expect(eventText(memoryScreen(), seen())).toEqual([
      `04:05:06.789Z  order.events/3    order.paid.v1         key=5  id=42  req=r1  age=12 ms  ${JSON.stringify(payload)}`,
    ]);
  });

  it('has its payload on a line of its own on a terminal, cut to the width', () => {
    const lines = eventText(memoryScreen(60), seen());
    expect(lines).toEqual([
      '04:05:06.789Z  order.events/3    order.paid.v1         key=5',
      '  id=42  req=r1  age=12 ms',
      '  {"orderId":"5","userId":"7","paymentId":"8","amount":100,…',
    ]);
  });

  it('is a document for machines, with all its headers', () => {
    expect(eventDocument(seen())).toEqual({
      time: '2026-02-03T04:05:06.789Z',
      topic: 'order.events',
      partition: 3,
      offset: '17',
      type: 'order.paid.v1',
      key: '5',
      id: '42',
      requestId: 'r1',
      ageMs: 12,
      fault: null,
      headers,
      payload,
      payloadEncoding: 'json',
    });
  });

  it.each([
    [{ types: [], key: undefined }, true],
    [{ types: ['order.placed.v1', 'order.paid.v1'], key: undefined }, true],
    [{ types: ['order.placed.v1'], key: undefined }, false],
    [{ types: [], key: '5' }, true],
    [{ types: ['order.paid.v1'], key: '6' }, false],
  ])('is picked by %j: %s', (filter, wanted) => expect(isWanted(message(), filter, libraries)).toBe(wanted));
});

describe('a message that is no sound event', () => {
  it('is shown with what a consumer would say to it', () => {
    const [line] = eventText(memoryScreen(), seen({ value: Buffer.from('{"amount":"much"}') }));
    expect(line).toMatch(/ INVALID_PAYLOAD: .*amount: .* {2}\{"amount":"much"\}$/);
  });

  it('is shown as the bytes it is, with nothing that it does not have', () => {
    const bare = seen({ key: null, headers: {}, value: Buffer.from([0xc3, 0x28]) });
    expect(eventText(memoryScreen(), bare)).toEqual([
      '--:--:--.----  order.events/3    (no type)             INVALID_ENVELOPE: ce_type is missing or malformed  base64 wyg=',
    ]);
    expect(eventDocument(bare)).toMatchObject({
      time: null,
      ageMs: null,
      type: null,
      payload: 'wyg=',
      payloadEncoding: 'base64',
    });
  });

  it('is text for machines when it is no JSON, and cannot give a terminal orders', () => {
    const text = seen({ key: '\u001b[2J', value: Buffer.from('\u001b]0;x\u0007') });
    expect(eventDocument(text)).toMatchObject({ payload: '\u001b]0;x\u0007', payloadEncoding: 'utf8' });
    expect(eventText(memoryScreen(80), text).join('\n')).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it.each([Buffer.alloc(0), Buffer.from('[')])('never fails (%p)', (value) => {
    expect(eventText(memoryScreen(80), seen({ value, headers: { ce_time: 'x', ce_type: '' } })).length).toBeGreaterThan(
      1,
    );
  });
});
