import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { operationsV1 } from '@minisuite/contracts';
import { decodeCursor, DomainError, encodeCursor } from '@minisuite/kernel';
import { wire } from './admin-samples.js';
import { type FourServices, startWithFourServices } from './four-services.js';

let four: FourServices;
beforeAll(async () => void (four = await startWithFourServices()));
afterAll(() => four.stop());
beforeEach(() => four.reset());

interface Listed {
  readonly items: { id: string; service: string }[];
  readonly nextCursor: string | null;
  readonly unavailable: string[];
}

const refuse = (kind: 'not_found' | 'unavailable' | 'conflict', reason: string) => () => {
  throw new DomainError(kind, reason, 'x');
};
const notFound = refuse('not_found', 'NOT_FOUND');
const away = refuse('unavailable', 'SERVICE_UNAVAILABLE');
const list = async (query = '') => (await four.call('GET', `/admin/dead-letters?${query}`)).json['data'] as Listed;

/** Lets a service have these letters and list them as services do. */
function hold(name: keyof FourServices['each'], ids: number[]): void {
  four.each[name].on('ListDeadLetters', ({ limit, cursor }: operationsV1.ListDeadLettersRequest) => {
    const before = Number(decodeCursor(cursor) ?? Infinity);
    const wanted = ids.filter((id) => id < before).toSorted((a, b) => b - a);
    const shown = wanted.slice(0, limit).map(String);
    const more = wanted.length > limit;
    return {
      deadLetters: shown.map((id) => ({ ...wire.letter, id })),
      nextCursor: more ? encodeCursor(shown.at(-1) ?? '') : '',
    };
  });
}

describe('a list over all services', () => {
  beforeEach(() => {
    hold('user', [5, 105, 205]);
    hold('order', [1, 2, 3, 4, 6, 7, 8]);
    hold('payment', []);
    hold('message', [9, 300]);
  });

  it('is read page by page, newest first, and misses nothing', async () => {
    const pages: string[][] = [];
    let cursor: string | null = '';
    do {
      const page: Listed = await list(`limit=3&cursor=${cursor}`);
      pages.push(page.items.map(({ id, service }) => `${service} ${id}`));
      cursor = page.nextCursor;
    } while (cursor !== null && pages.length < 20);
    expect(pages).toEqual([
      ['message 300', 'user 205', 'user 105'],
      ['message 9', 'order 8', 'order 7'],
      ['order 6', 'user 5', 'order 4'],
      ['order 3', 'order 2', 'order 1'],
    ]);
  });

  it('of one service asks only that', async () => {
    const { items } = await list('service=message');
    expect(items.map(({ id }) => id)).toEqual(['300', '9']);
    expect(four.asked()).toBe(1);
  });

  it('says which services did not answer, whatever went wrong there', async () => {
    four.each.user.on('ListDeadLetters', away);
    four.each.order.on('ListDeadLetters', () => {
      throw new Error('broken');
    });
    const { items, unavailable } = await list();
    expect(items.map(({ id }) => id)).toEqual(['300', '9']);
    expect(unavailable).toEqual(['user', 'order']);
  });

  it('does not wait for a service that hangs', async () => {
    four.each.payment.on('ListDeadLetters', () => new Promise(() => {}));
    const { items, unavailable } = await list('limit=1');
    expect(four.each.payment.calls[0]?.deadlineMs).toBeLessThanOrEqual(4000);
    expect([items.map(({ id }) => id), unavailable]).toEqual([['300'], ['payment']]);
  });
});

describe('the audit log', () => {
  it('is merged likewise, and does without who and why when nobody knows', async () => {
    const bare = { ...wire.entry, operatorId: '', reason: '', targetType: '', targetId: '', details: '{}' };
    for (const service of four.all) service.on('ListAuditEntries', () => ({ entries: [], nextCursor: '' }));
    four.each.user.on('ListAuditEntries', () => ({ entries: [bare], nextCursor: '' }));
    four.each.message.on('ListAuditEntries', () => ({ entries: [{ ...wire.entry, id: '82' }], nextCursor: '' }));
    four.each.payment.on('ListAuditEntries', away);
    const { items, unavailable } = (await four.call('GET', '/admin/audit-log')).json['data'] as Listed;
    expect(items).toMatchObject([
      { id: '82', service: 'message', operatorId: '3' },
      { id: '81', service: 'user' },
    ]);
    expect(Object.keys(items[1] ?? {})).toEqual([
      'id',
      'service',
      'at',
      'operatorName',
      'action',
      'outcome',
      'details',
      'requestId',
      'seq',
      'hash',
    ]);
    expect(unavailable).toEqual(['payment']);
  });
});

describe('one dead letter', () => {
  const details = { deadLetter: wire.letter, headers: {}, payload: Buffer.alloc(0), payloadBytes: 0 };
  const others = (handler: () => object) => {
    for (const service of four.all) service.on('GetDeadLetter', handler);
  };

  it('is found while another service is away', async () => {
    others(away);
    four.each.payment.on('GetDeadLetter', () => details);
    expect((await four.call('GET', '/admin/dead-letters/71')).json['data']).toMatchObject({ service: 'payment' });
  });

  it('is missing when all have said so, and else may be where nobody answered', async () => {
    others(notFound);
    expect(await four.call('GET', '/admin/dead-letters/71')).toMatchObject({
      status: 404,
      json: { reason: 'NOT_FOUND' },
    });
    four.each.user.on('GetDeadLetter', away);
    expect(await four.call('GET', '/admin/dead-letters/71')).toMatchObject({
      status: 503,
      json: { reason: 'SERVICE_UNAVAILABLE' },
    });
  });

  it('that is no text comes in base64, and says when it was cut short', async () => {
    others(notFound);
    const payload = Buffer.from([0xff, 0xfe, 0x00]);
    four.each.order.on('GetDeadLetter', () => ({ ...details, payload, payloadBytes: 300_000 }));
    expect((await four.call('GET', '/admin/dead-letters/71')).json['data']).toMatchObject({
      payload: '//4A',
      payloadEncoding: 'base64',
      payloadBytes: 300_000,
      payloadTruncated: true,
    });
  });

  it.each(['replay', 'discard'])('%s is a conflict when its service says so', async (act) => {
    const rpc = act === 'replay' ? 'ReplayDeadLetter' : 'DiscardDeadLetter';
    for (const service of four.all) service.on(rpc, notFound);
    four.each.message.on(rpc, refuse('conflict', 'CONFLICT'));
    const body = act === 'replay' ? undefined : { reason: 'r' };
    expect(await four.call('POST', `/admin/dead-letters/71/${act}`, { body })).toMatchObject({
      status: 409,
      json: { reason: 'CONFLICT' },
    });
  });

  it.each([
    ['GET', '', undefined, 4000],
    ['POST', '/discard', { reason: 'r' }, 4000],
    ['POST', '/replay', undefined, 20_000],
  ])('%s %s is given its time', async (method, act, body, ms) => {
    await four.call(method, `/admin/dead-letters/71${act}`, { body });
    const [call] = four.each.order.calls;
    expect(call?.deadlineMs).toBeGreaterThan(ms - 2000);
    expect(call?.deadlineMs).toBeLessThanOrEqual(ms);
  });
});

it('replays many of the named service only', async () => {
  four.each.payment.on('ReplayDeadLetters', () => ({ handled: 1, alreadyHandled: 0, failed: 0, remaining: 4 }));
  const answer = await four.call('POST', '/admin/dead-letters/replay', { body: { service: 'payment' } });
  expect(answer.json['data']).toEqual({ handled: 1, alreadyHandled: 0, failed: 0, remaining: 4, unavailable: [] });
  expect(four.each.payment.requestsOf('ReplayDeadLetters')).toMatchObject([{ limit: 20 }]);
  expect(four.asked()).toBe(1);
});
