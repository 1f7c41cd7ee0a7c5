import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent } from '../../libs/contracts/src/events/define-event.ts';
import { contractOf } from './event-contract.ts';
import type { Ledger, Note, WireMessage } from './ledger.ts';
import { ADDITIVE, type Change, FOR_OLD_CONSUMERS, FOR_STORED_MESSAGES } from './planted-changes.ts';
import { type Facts, review } from './review.ts';

const SAMPLE = 'shop.opened.v1/1-minimal.json';
const usage = {
  producers: new Map([['shop', ['apps/shop/src/domain/shop.ts']]]),
  consumers: new Map([['map', ['apps/map/src/shop-events.ts']]]),
};

const told = (shape: z.ZodRawShape) =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, (field as z.ZodType).describe(name)]));
const shop = (shape: z.ZodRawShape, version = 1, definition = 'ShopOpened') => ({
  event: defineEvent({ name: 'shop.opened', version, topic: 'order.events', schema: z.object(told(shape)) }),
  definition,
  file: 'shop-events.ts',
});
type Shop = ReturnType<typeof shop>;

const noteOf = ({ event, definition }: Shop): Note => contractOf(event, definition);
const message = (value: unknown): WireMessage => ({
  key: '1',
  headers: { ce_type: 'shop.opened.v1', ce_subject: '1' },
  value,
});
const ledger = (notes: Note[], samples: [string, WireMessage][] = []): Ledger => ({
  notes: new Map(notes.map((note) => [note.type, note])),
  samples: new Map(samples),
});
const refusalsOf = (facts: Partial<Facts>) =>
  review({ declared: [], now: ledger([]), earlier: [], usageOf: () => usage, ...facts }).refusals;
const changeOf = ([, before, after]: Change) =>
  refusalsOf({ declared: [shop(after)], now: ledger([noteOf(shop(before))]) });

const old = shop({ name: z.string() });
const broken = shop({ title: z.string() });

describe('a breaking change', () => {
  it.each([...FOR_OLD_CONSUMERS, ...FOR_STORED_MESSAGES])('is refused: %s', (...change) => {
    expect(changeOf(change).join('\n')).toContain(`  - ${change[3]}`);
  });

  it('is told with what changed, who breaks, and what to do instead', () => {
    const facts = {
      declared: [broken],
      now: ledger([noteOf(old)]),
      earlier: [{ commit: 'abc1234', ledger: ledger([noteOf(old)]) }],
    };
    expect(refusalsOf(facts)).toEqual([
      `shop.opened.v1: it would break (ShopOpened in libs/contracts/src/events/shop-events.ts against its schema file, commit abc1234):
  - name may now be missing (removed or renamed): a consumer that runs today still reads it
  - title may no longer be missing: a message stored before (outbox, topic, dead letter) could not be read any more
  Runs today: read by map (apps/map/src/shop-events.ts).
  Stored before: the outbox of shop, the topic order.events, dead letters.
  Instead:
  1. Leave what is there and add an optional field (.optional() or .default(…)): every consumer survives that.
  2. Or declare ShopOpenedV2 with version: 2 beside ShopOpened. Its consumers learn both and go first, then the producer goes over from one to the other: "A new version" in libs/contracts/README.md.`,
    ]);
  });

  it('is not hidden by editing the schema file', () => {
    const earlier = [{ commit: 'abc1234', ledger: ledger([noteOf(old)]) }];
    expect(refusalsOf({ declared: [broken], now: ledger([noteOf(broken)]), earlier })).toEqual([
      expect.stringContaining('against commit abc1234):\n  - name may now be missing'),
    ]);
  });

  it('of an event that never got onto the main line may be made by forgetting it', () => {
    expect(
      refusalsOf({ declared: [broken], now: ledger([noteOf(old)]), earlier: [{ commit: 'a', ledger: ledger([]) }] }),
    ).toEqual([expect.stringContaining('remove libs/contracts/events/schemas/shop.opened.v1.json and its samples')]);
    expect(refusalsOf({ declared: [broken], now: ledger([]), earlier: [{ commit: 'a', ledger: ledger([]) }] })).toEqual(
      [],
    );
  });

  it('of the topic names the topic where messages lie', () => {
    const moved = { ...old, event: { ...old.event, topic: 'user.events' as const } };
    const [text] = refusalsOf({ declared: [moved], now: ledger([noteOf(old)]) });
    expect(text).toContain('the topic may not become user.events instead of order.events');
    expect(text).toContain('Stored before: the outbox of shop, the topic order.events, dead letters.');
  });

  it('of the unit is one, too', () => {
    const amount = (unit: string) => ({ amount: z.int().meta({ unit }) });
    expect(changeOf(['', amount('fen'), amount('yuan'), '', {}])).toEqual([
      expect.stringContaining('amount may now break the rule "unit"'),
    ]);
  });
});

describe('an additive change', () => {
  it.each(ADDITIVE)('is taken: %s', (...change) => {
    expect(changeOf(change).filter((text) => !text.includes('nobody is told'))).toEqual([]);
  });
});

describe('an event that is not declared any more', () => {
  const now = ledger([noteOf(old)], [[SAMPLE, message({ name: '茶馆' })]]);

  it('is missed by whoever reads its topic', () => {
    const [text, ...more] = refusalsOf({ now });
    expect(text).toMatch(/^shop\.opened\.v1: it would be gone, since nothing declares it any more:/);
    expect(text).toContain('every service that reads order.events, handling it or not, would park a message of it');
    expect(text).toContain('"retired"');
    expect(more).toEqual([]);
  });

  it('is missed also when its files are taken away with it', () => {
    expect(refusalsOf({ earlier: [{ commit: 'a', ledger: now }] })).toEqual([
      expect.stringContaining('it would be gone'),
      expect.stringContaining('1-minimal.json is gone: put it back'),
    ]);
  });

  it('is missed when its definition became the next version', () => {
    expect(refusalsOf({ declared: [shop({ name: z.string() }, 2)], now })).toEqual([
      expect.stringMatching(
        /since ShopOpened has become version 2:[^]*that handles another version of it[^]*Declare ShopOpenedV2 beside/,
      ),
    ]);
  });

  it('may be retired, and then neither comes back nor loses its note', () => {
    const retired = ledger([{ ...noteOf(old), retired: '2027-01, nobody opens shops' }], [...now.samples]);
    expect(refusalsOf({ now: retired, earlier: [{ commit: 'a', ledger: now }] })).toEqual([]);
    expect(refusalsOf({ declared: [old], now: retired })).toEqual([expect.stringContaining('cannot come back')]);
    const forgotten = ledger([], [...now.samples]);
    expect(refusalsOf({ now: forgotten, earlier: [{ commit: 'a', ledger: retired }] })[0]).toContain(
      'put libs/contracts',
    );
  });
});

describe('a schema', () => {
  it.each([
    ['a strict object', z.strictObject({ a: z.string().describe('a') }), 'where refuses unknown fields'],
    ['a list of strict objects', z.array(z.strictObject({})), 'where refuses unknown fields'],
    ['a loose object', z.looseObject({ a: z.string().describe('a') }), 'where keeps unknown fields'],
    ['a field without a meaning', z.object({ a: z.string() }), 'nobody is told what where.a means'],
    ['what it could not read itself', z.string().pipe(z.coerce.number()), 'where may be a number when it is written'],
    ['a transformation', z.string().transform(Number), 'Events are plain JSON'],
  ])('with %s is refused', (_what, where, says) => {
    expect(refusalsOf({ declared: [shop({ where })] })).toContainEqual(expect.stringContaining(says));
  });

  it('may have maps, whose names are free', () => {
    expect(refusalsOf({ declared: [shop({ prices: z.record(z.string(), z.int()) })] })).toEqual([]);
  });
});

describe('a sample', () => {
  const value = { name: '茶馆' };
  const sampled = (sample: WireMessage, path = SAMPLE, more: Partial<Facts> = {}) =>
    refusalsOf({ declared: [old], now: ledger([noteOf(old)], [[path, sample]]), ...more });

  it('of today is taken, with fields of tomorrow, too', () => {
    expect(sampled(message(value))).toEqual([]);
    expect(sampled(message({ ...value, street: { no: 5 } }))).toEqual([]);
  });

  it.each([
    ['that cannot be read', message({ name: 5 }), SAMPLE, '1-minimal.json: name: Invalid input'],
    ['under another key', { ...message(value), key: '2' }, SAMPLE, 'its key is not its ce_subject'],
    [
      'of another type',
      { ...message(value), headers: { ce_subject: '1' } },
      SAMPLE,
      'its ce_type is not shop.opened.v1',
    ],
    ['without a number', message(value), 'shop.opened.v1/minimal.json', 'its name is not <number>-<what>.json'],
    ['of no event', message(value), 'shop.closed.v1/1-a.json', '  - there is no such event'],
  ])('%s is refused', (_what, sample, path, says) => {
    expect(sampled(sample, path)).toEqual([expect.stringContaining(says)]);
  });

  it('is refused when a field that its contract knows is not read any more', () => {
    const grown = shop({ name: z.string(), street: z.string().optional() });
    const now = ledger([noteOf(grown)], [[SAMPLE, message({ ...value, street: '南京路' })]]);
    expect(refusalsOf({ declared: [old], now })).toContain(
      'shop.opened.v1: golden samples are messages that lie somewhere\n  - 1-minimal.json: street is not read as it was written',
    );
  });

  it('stays what it was', () => {
    const earlier = [{ commit: 'a', ledger: ledger([noteOf(old)], [[SAMPLE, message({ name: '酒馆' })]]) }];
    expect(sampled(message(value), SAMPLE, { earlier })).toEqual([expect.stringContaining('was edited: put it back')]);
  });
});
