import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderPaid, type PayloadOf } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { DomainError } from '@minisuite/kernel';
import { eventually } from '@minisuite/testing';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OnEvent, type Received } from '../src/index.js';
import { addEffects, orderPaid, type Service, World } from './world.js';

interface Letter {
  readonly [column: string]: unknown;
  readonly headers: string;
  readonly payload: Buffer;
  readonly error: string;
}

const tries: Record<string, number> = {};

@Injectable()
class TroubledHandler {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @OnEvent(OrderPaid)
  async onPaid(events: Received<PayloadOf<typeof OrderPaid>>[], cause: Cause): Promise<void> {
    for (const { payload } of events) tries[payload.title] = (tries[payload.title] ?? 0) + 1;
    const titles = events.map(({ payload }) => payload.title);
    if (titles.includes('refused')) throw new DomainError('conflict', 'ORDER_STATE_CONFLICT', 'not now');
    if (titles.includes('broken')) throw new Error('always broken');
    if (titles.includes('forgetful')) return;
    await addEffects(this.dataSource, events, cause);
    if (titles.includes('twice')) await addEffects(this.dataSource, events, cause);
  }
}

describe('dead letters', () => {
  let world: World;
  let service: Service;

  beforeAll(async () => {
    world = await World.create();
    service = await world.start({ handlers: [TroubledHandler] });
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  const letterOf = (key: string) =>
    eventually(`the dead letter of ${key}`, async () => {
      const [letter] = await world.db.dataSource.query<Letter[]>('SELECT * FROM dead_letter WHERE message_key = ?', [
        key,
      ]);
      return letter;
    });
  const effects = (prefix: string) => async () => (await world.effects()).filter((id) => id.startsWith(prefix));
  const headers = (id: string) => ({
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: 'order.paid.v1',
    ce_source: 'minisuite/order',
    ce_time: '2026-01-01T00:00:00.000Z',
    ce_subject: id,
    'content-type': 'application/json',
  });
  const payload = (id: string) => JSON.stringify(orderPaid(id).payload);

  it('parks the one bad event with its reason, and the rest goes on', async () => {
    const titles = Array.from({ length: 20 }, (_, n) => (n === 7 ? 'refused' : 'tea'));
    await service.write(titles.map((title, n) => orderPaid(`1${String(n).padStart(3, '0')}`, title)));
    const letter = await letterOf('1007');
    await eventually('the others are handled', async () => (await effects('1')()).length === 19);
    expect(letter).toMatchObject({
      state: 'PARKED',
      consumer: 'minisuite.order',
      topic: 'order.events',
      partition_no: expect.any(Number),
      message_offset: expect.stringMatching(/^\d+$/),
      event_id: expect.stringMatching(/^\d+$/),
      type: 'order.paid.v1',
      reason: 'REFUSED',
      error: expect.stringMatching(/^ORDER_STATE_CONFLICT: not now\n.*TroubledHandler/s),
      attempts: 1,
    });
    expect(JSON.parse(letter.headers)).toMatchObject({ ce_subject: '1007', 'x-request-id': expect.any(String) });
    expect(JSON.parse(letter.payload.toString())).toMatchObject({ orderId: '1007', title: 'refused' });
  });

  it('parks an event that failed five times', async () => {
    await service.write([orderPaid('2001', 'broken')]);
    await service.write([orderPaid('2001', 'fine')]);
    expect(await letterOf('2001')).toMatchObject({
      reason: 'FAILED',
      error: expect.stringMatching(/^Error: always broken\n/),
      attempts: 5,
    });
    await eventually('the next of the same aggregate is handled', async () => (await effects('2001')()).length === 1);
  });

  it('parks what its handler answered without a transaction, instead of losing it', async () => {
    await service.write([orderPaid('2101', 'forgetful')]);
    const { error } = await letterOf('2101');
    expect(error).toContain('TroubledHandler.onPaid resolved without committing a transaction with its cause');
  });

  it('parks what its handler wanted to do in two transactions', async () => {
    await service.write([orderPaid('2201', 'twice')]);
    const { error } = await letterOf('2201');
    expect(error).toContain('TroubledHandler.onPaid ran a second transaction with the same cause');
    expect(tries['twice']).toBe(1);
  });

  it.each([
    ['3001', 'bad JSON', 'MALFORMED_JSON', {}, '{"orderId":'],
    ['3002', 'nesting without end', 'INVALID_PAYLOAD', {}, `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['3003', 'a payload that is not what its schema says', 'INVALID_PAYLOAD', {}, '{"orderId":"3003"}'],
    ['3004', 'a version of the future', 'UNKNOWN_VERSION', { ce_type: 'order.paid.v9' }, payload('3004')],
    ['3005', 'an id that is none', 'INVALID_ENVELOPE', { ce_id: "1' OR 1=1" }, payload('3005')],
    ['3006', 'a subject that is not the key', 'INVALID_ENVELOPE', { ce_subject: '1' }, payload('3006')],
    ['3008', 'a type that does not exist', 'UNKNOWN_TYPE', { ce_type: 'order.invented.v1' }, payload('3008')],
    ['3009', 'two megabytes', 'TOO_LARGE', {}, `"${'x'.repeat(2_000_000)}"`],
    ['3007', 'no type', 'INVALID_ENVELOPE', { ce_type: '' }, payload('3007')],
  ])('parks %s at once: %s (%s)', async (key, _what, reason, changed, value) => {
    await world.broker.publish([{ topic: 'order.events', key, headers: { ...headers(key), ...changed }, value }]);
    const letter = await letterOf(key);
    expect(letter).toMatchObject({ reason, attempts: 0 });
    expect(letter.payload.toString()).toBe(value);
  });

  it('parks a message without any header, and goes on behind it', async () => {
    await world.broker.publish([{ topic: 'order.events', key: '4001', headers: {}, value: payload('4001') }]);
    await world.broker.publish([
      { topic: 'order.events', key: '4001', headers: headers('4001'), value: payload('4001') },
    ]);
    expect(await letterOf('4001')).toMatchObject({ reason: 'INVALID_ENVELOPE', headers: '{}', event_id: null });
    await eventually('the one behind it is handled', async () => (await effects('4001')()).length === 1);
  });
});
