import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent } from '../../../libs/contracts/src/events/define-event.ts';
import { contractOf } from '../event-contract.ts';
import type { EventTold } from './event-told.ts';
import { readmeOf } from './readme.ts';

const schema = z.object({
  shopId: z.string().regex(/^a|b$/).describe('The shop.'),
  rent: z.int().positive().max(9).meta({ unit: 'fen' }).describe('What it costs.'),
  owners: z
    .array(z.object({ name: z.string().min(1).max(20).describe('Whose it is.') }))
    .min(1)
    .describe('Who has it.'),
  state: z.enum(['OPEN', 'SHUT']).nullable().optional().describe('How it is.'),
  floors: z.number().lt(5).default(1).describe('How high it is.'),
  tags: z.array(z.string()).describe('What people say.'),
});
const event = defineEvent({ name: 'shop.opened', version: 1, topic: 'order.events', schema });
const told: EventTold = {
  contract: contractOf(event, 'ShopOpened'),
  doc: 'A shop was opened.',
  usage: { producers: new Map([['shop', []]]), consumers: new Map() },
  samples: [['1-first.json', { key: 'a', headers: { ce_id: '5' }, value: { shopId: 'a', other: 'b' } }]],
};
const lines = (events: EventTold[], notes: Parameters<typeof readmeOf>[1] = []) => readmeOf(events, notes).split('\n');

describe('the README', () => {
  it('lists an event with its key, which is the field that repeats it', () => {
    expect(lines([told])).toContain(
      '| [shop.opened.v1](#shopopenedv1) | order.events | `shopId` | A shop was opened. | shop | – |',
    );
  });

  it('tells type, unit, limits and meaning of every field', () => {
    expect(lines([told]).filter((line) => /^\| `(shopId|rent|owners|state|floors|tags)/.test(line))).toEqual([
      '| `shopId` | string `/^a\\|b$/` | The shop. |',
      '| `rent` | integer > 0, ≤ 9 (fen) | What it costs. |',
      '| `owners` | list (≥ 1) of objects | Who has it. |',
      '| `owners[].name` | string (1–20) | Whose it is. |',
      '| `state` | "OPEN" or "SHUT" or null | Optional. How it is. |',
      '| `floors` | number < 5 | Optional, `1` when left out. How high it is. |',
      '| `tags` | list of string | What people say. |',
    ]);
  });

  it('has no key for an event without samples, and shows the first sample of all', () => {
    const bare = { ...told, samples: [] };
    expect(lines([bare])).toContain(
      '| [shop.opened.v1](#shopopenedv1) | order.events | – | A shop was opened. | shop | – |',
    );
    expect(readmeOf([bare, told], [])).toContain('samples/shop.opened.v1/1-first.json) of `shop.opened.v1`:');
  });

  it('remembers what is retired', () => {
    expect(readmeOf([], [])).not.toContain('### Retired');
    expect(lines([], [{ ...told.contract, retired: '2027-01: none left' }])).toContain(
      '| shop.opened.v1 | order.events | 2027-01: none left |',
    );
  });
});
