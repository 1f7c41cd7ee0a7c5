import { describe, expect, it } from '@jest/globals';
import type { Harm, Step } from '../plan/steps.ts';
import { explainLetter } from './explain-letter.ts';

const letter = { id: '1', state: 'REPLAYED', type: 't', eventId: '2', service: 'order', error: 'Error: x' };
const steps = (...harms: Harm[]): Step[] => harms.map((harm, index) => ({ ...harm, no: index + 1, afterOrders: 0 }));
const kill = (target: 'order' | 'order-2' | 'message' | 'mysql') => ({ do: 'kill', target, downMs: 0 }) as const;
const slow = { do: 'wechat', mood: 'slow', rates: {} } as const;

describe('explainLetter', () => {
  it('explains attempts without an end by deaths of that service', () => {
    const crashed = { ...letter, reason: 'CRASHED', error: 'its process ended meanwhile' };
    expect(explainLetter(crashed, steps(kill('order-2'), kill('message'), kill('order-2')))).toEqual(['kill order-2']);
    expect(explainLetter(crashed, steps(kill('message'), slow))).toEqual([]);
  });

  it.each([
    'SERVICE_UNAVAILABLE: A service cannot be reached.',
    'DEADLINE_EXCEEDED: A service did not answer in time.',
    'Error: connect ECONNREFUSED 127.0.0.1:1',
    'QueryFailedError: Deadlock found',
  ])('explains "%s" by whatever was away, if something was', (error) => {
    const failed = { ...letter, reason: 'FAILED', error };
    const freeze = { do: 'freeze', target: 'payment', forMs: 11_000 } as const;
    expect(explainLetter(failed, steps(kill('mysql'), slow, freeze))).toEqual(['kill mysql', 'freeze payment']);
    expect(explainLetter(failed, steps(slow))).toEqual([]);
  });

  it.each([
    ['REFUSED', 'ORDER_STATE_CONFLICT: no'],
    ['FAILED', 'TypeError: x is not a function'],
    ['INVALID_PAYLOAD', 'amount: timeout'],
    ['SECOND_TRANSACTION', 'Error'],
  ])('explains %s with "%s" by nothing', (reason, error) => {
    expect(explainLetter({ ...letter, reason, error }, steps(kill('order'), kill('mysql')))).toEqual([]);
  });
});
