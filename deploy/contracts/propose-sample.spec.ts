import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EVENT_CATALOGUE } from '../../libs/contracts/src/events/catalogue.ts';
import { defineEvent } from '../../libs/contracts/src/events/define-event.ts';
import { sampleFaults } from './check-sample.ts';
import { contractOf } from './event-contract.ts';
import { proposeSample } from './propose-sample.ts';

const proposalFor = (schema: z.ZodType) =>
  proposeSample(
    contractOf(defineEvent({ name: 'shop.opened', version: 1, topic: 'order.events', schema }), 'A'),
    'shop',
  );

describe('a proposed sample', () => {
  it.each([...EVENT_CATALOGUE])('of %s is one', (type, event) => {
    const contract = contractOf(event, 'X');
    const declared = { event, definition: 'X', file: '' };
    expect(sampleFaults(type, '1-proposed.json', proposeSample(contract, 'order'), declared, contract.schema)).toEqual(
      [],
    );
  });

  it('has all fields, and says what has to be put in by hand', () => {
    const schema = z.object({
      shopId: z.string().regex(/^\d+$/),
      kind: z.enum(['TEA', 'WINE']).optional(),
      floors: z.int().min(3).nullable(),
      share: z.number().gt(0.5).max(1),
      open: z.boolean(),
      none: z.null(),
      tags: z.array(z.string()),
      code: z.string().regex(/^[A-Z]{3}$/),
    });
    const { key, headers, value } = proposalFor(schema);
    expect(value).toEqual({
      shopId: '386547056640430080',
      kind: 'TEA',
      floors: 3,
      share: 1,
      open: true,
      none: null,
      tags: ['茶'],
      code: '<^[A-Z]{3}$>',
    });
    expect([key, headers['ce_subject'], headers['ce_source']]).toEqual([key, '386547056640430080', 'minisuite/shop']);
  });
});
