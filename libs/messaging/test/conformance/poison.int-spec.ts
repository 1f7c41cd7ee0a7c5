import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { orderPaid } from '../harness/numbered-events.js';
import { Script } from '../harness/script.js';
import type { Service } from '../harness/service-under-test.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

const payload = (key: string, title = 'by hand') => JSON.stringify(orderPaid(key, title).payload);
const headersOf = (key: string) => ({
  ce_specversion: '1.0',
  ce_id: key,
  ce_type: 'order.paid.v1',
  ce_source: 'minisuite/order',
  ce_time: '2026-01-01T00:00:00.000Z',
  ce_subject: key,
  'content-type': 'application/json',
});

const BAD: [what: string, key: string, reason: string, headers: Record<string, string>, value: string][] = [
  ['bad JSON', '3001', 'MALFORMED_JSON', {}, '{"orderId":'],
  ['no JSON at all', '3002', 'MALFORMED_JSON', {}, ''],
  ['ten thousand levels of lists', '3003', 'INVALID_PAYLOAD', {}, `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['ten thousand levels of objects', '3004', 'INVALID_PAYLOAD', {}, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['a payload that is not what its schema says', '3005', 'INVALID_PAYLOAD', {}, '{"orderId":"3005"}'],
  ['two megabytes', '3006', 'TOO_LARGE', {}, `"${'x'.repeat(2_000_000)}"`],
  ['a version of the future', '3007', 'UNKNOWN_VERSION', { ce_type: 'order.paid.v9' }, payload('3007')],
  ['a type that does not exist', '3008', 'UNKNOWN_TYPE', { ce_type: 'order.invented.v1' }, payload('3008')],
  ['a type that is none', '3009', 'INVALID_ENVELOPE', { ce_type: '__proto__' }, payload('3009')],
  ['an id that is none', '3010', 'INVALID_ENVELOPE', { ce_id: "1' OR 1=1" }, payload('3010')],
  ['an id that is too long', '3011', 'INVALID_ENVELOPE', { ce_id: '9'.repeat(5000) }, payload('3011')],
  ['the wrong key', '3012', 'INVALID_ENVELOPE', { ce_subject: '1' }, payload('3012')],
  ['a time that is none', '3013', 'INVALID_ENVELOPE', { ce_time: 'yesterday' }, payload('3013')],
  ['another media type', '3014', 'INVALID_ENVELOPE', { 'content-type': 'text/html' }, payload('3014')],
];

describe.each(TRANSPORTS)('over %s: poison', (transport) => {
  let world: World;
  let service: Service;
  const script = new Script([
    { at: 'begun', title: 'broken', act: 'fail' },
    { at: 'begun', title: 'refused', act: 'refuse' },
    { at: 'begun', title: 'hiccup', act: 'fail', times: 3 },
    { at: 'begun', title: 'away', act: 'unavailable', times: 12 },
    { at: 'effects', title: 'half done', act: 'fail' },
  ]);

  beforeAll(async () => {
    world = await World.create(transport);
    service = await world.start({ script });
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  it.each(BAD)(
    'is parked at once, and what stands behind it goes on: %s',
    async (_what, key, reason, changed, value) => {
      await world.broker.publish([{ topic: 'order.events', key, headers: { ...headersOf(key), ...changed }, value }]);
      await service.write([orderPaid(key, 'behind')]);
      const letter = await world.letter(key);
      expect(letter).toMatchObject({ reason, attempts: 0, state: 'PARKED', consumer: 'minisuite.order' });
      expect(letter.payload.toString()).toBe(value);
      expect(JSON.parse(letter.headers)).toEqual({ ...headersOf(key), ...changed });
      expect(await world.untilTitles(key, 1)).toEqual(['behind']);
    },
  );

  it('without any header is parked, and what stands behind it goes on', async () => {
    const message = { topic: 'order.events', key: '4001', headers: {}, value: payload('4001') };
    await world.broker.publish([message, { ...message, headers: headersOf('4001') }]);
    const letter = await world.letter('4001');
    expect(letter).toMatchObject({ reason: 'INVALID_ENVELOPE', headers: '{}', event_id: null, type: null });
    expect(await world.untilTitles('4001', 1)).toEqual(['by hand']);
  });

  it('that the handler refuses is parked after one try, with all that is known about it', async () => {
    await service.write(['refused', 'behind'].map((title) => orderPaid('5001', title)));
    const letter = await world.letter('5001');
    expect(letter).toMatchObject({
      reason: 'REFUSED',
      attempts: 1,
      topic: 'order.events',
      partition_no: expect.any(Number),
      message_offset: expect.stringMatching(/^\d+$/),
      event_id: expect.stringMatching(/^\d+$/),
      type: 'order.paid.v1',
      error: expect.stringMatching(/^ORDER_STATE_CONFLICT: not now\n.*EffectHandler/s),
    });
    expect(JSON.parse(letter.headers)).toMatchObject({ ce_subject: '5001', 'x-request-id': expect.any(String) });
    expect(JSON.parse(letter.payload.toString())).toEqual(orderPaid('5001', 'refused').payload);
    expect(await world.untilTitles('5001', 1)).toEqual(['behind']);
  });

  it('that fails each time is parked after five tries, and has no effect', async () => {
    await service.write(['broken', 'behind'].map((title) => orderPaid('5101', title)));
    expect(await world.letter('5101')).toMatchObject({
      reason: 'FAILED',
      attempts: 5,
      error: expect.stringMatching(/^Error: not yet\n/),
    });
    expect(await world.untilTitles('5101', 1)).toEqual(['behind']);
    await service.write(['half done', 'behind'].map((title) => orderPaid('5102', title)));
    expect(await world.letter('5102')).toMatchObject({ reason: 'FAILED', attempts: 5 });
    expect(await world.untilTitles('5102', 1)).toEqual(['behind']);
  });

  it('is not what fails three times and then comes about', async () => {
    await service.write(['hiccup', 'behind'].map((title) => orderPaid('5201', title)));
    expect(await world.untilTitles('5201', 2)).toEqual(['hiccup', 'behind']);
  });

  it('is not what waits for a service that is away longer than five tries', async () => {
    await service.write(['away', 'behind'].map((title) => orderPaid('5301', title)));
    expect(await world.untilTitles('5301', 2)).toEqual(['away', 'behind']);
    const keys = (await world.letters()).map((letter) => letter['message_key']);
    expect(keys).not.toContain('5201');
    expect(keys).not.toContain('5301');
  });

  it('of one key takes nothing from its neighbours in the same transaction', async () => {
    const held = new Script([
      { at: 'begun', title: 'first', act: 'hold' },
      { at: 'begun', title: 'broken', act: 'fail' },
    ]);
    await service.stop();
    service = await world.start({ script: held });
    await service.write([orderPaid('5401', 'first')]);
    await eventually('the first is being handled', () => held.count('begun', 'first') > 0);
    await service.write(Array.from({ length: 20 }, (_, n) => orderPaid('5401', n === 9 ? 'broken' : `good ${n}`)));
    await eventually('the broker has them', async () => (await world.waiting()) === 0);
    held.release('first');
    const good = Array.from({ length: 20 }, (_, n) => `good ${n}`).filter((_, n) => n !== 9);
    expect(await world.untilTitles('5401', 20)).toEqual(['first', ...good]);
    expect(await world.letter('5401')).toMatchObject({ reason: 'FAILED', attempts: 5 });
  });
});
