import { describe, expect, it } from '@jest/globals';
import { fairShare, rebalance, type WorkState } from './rebalance.js';

const shared = (members: string[], owners: (string | null)[], topic = 'order.events') => ({ topic, members, owners });
const free = (count: number) => Array.from({ length: count }, () => null);

describe('fairShare', () => {
  it.each([
    [6, 1],
    [6, 2],
    [6, 4],
    [6, 7],
    [1, 3],
    [12, 5],
  ])('divides %d partitions among %d members without rest', (partitions, count) => {
    const members = Array.from({ length: count }, (_, n) => `m${n}`);
    const shares = members.map((me) => fairShare(shared(members, free(partitions)), me));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(partitions);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  });

  it('does not depend on the order in which members are listed', () => {
    const share = (members: string[]) => fairShare(shared(members, free(5)), 'b');
    expect(share(['a', 'b', 'c'])).toBe(share(['c', 'a', 'b']));
  });

  it('is nothing for one that leaves', () => {
    expect(fairShare(shared(['a'], free(6)), 'b')).toBe(0);
  });

  it('gives the odd partition of different topics to different members', () => {
    const topics = ['user.events', 'order.events', 'payment.events', 'message.events'];
    const winners = topics.map((topic) => fairShare(shared(['a', 'b'], free(1), topic), 'a'));
    expect(new Set(winners).size).toBe(2);
  });
});

describe('rebalance', () => {
  const works = (states: Record<number, WorkState>) =>
    new Map(Object.entries(states).map(([partition, state]) => [Number(partition), state] as const));

  it('takes what is free up to its share', () => {
    const changes = rebalance(shared(['a', 'b'], [null, 'b', null, 'b', null, 'b']), 'a', works({}));
    expect(changes).toEqual({ end: [], wanted: 3, open: [0, 2, 4], surplus: [] });
  });

  it('gives away what is more than its share, idle ones first', () => {
    const owners = ['a', 'a', 'a', 'a', 'a', 'a'];
    const states = works({ 0: 'busy', 1: 'idle', 2: 'idle', 3: 'busy', 4: 'idle', 5: 'busy' });
    expect(rebalance(shared(['a', 'b'], owners), 'a', states)).toEqual({
      end: [1, 2, 4],
      wanted: 0,
      open: [],
      surplus: [],
    });
  });

  it('ends the work on what another member has, and on what nobody has', () => {
    const states = works({ 0: 'idle', 1: 'busy', 2: 'idle' });
    const { end } = rebalance(shared(['a'], ['a', 'b', null]), 'a', states);
    expect(end).toEqual([1, 2]);
  });

  it('takes nothing on which its earlier work has not come to its end', () => {
    const { open } = rebalance(shared(['a'], ['a', null]), 'a', works({ 0: 'ending' }));
    expect(open).toEqual([1]);
  });

  it('works on its own again after an interruption, or gives them back', () => {
    const owners = ['a', 'a', 'a', null, 'b', 'b'];
    expect(rebalance(shared(['a', 'b'], owners), 'a', works({ 0: 'idle' }))).toEqual({
      end: [],
      wanted: 2,
      open: [1, 2, 3],
      surplus: [],
    });
    expect(rebalance(shared(['b', 'c'], owners), 'a', works({}))).toEqual({
      end: [],
      wanted: 0,
      open: [3],
      surplus: [0, 1, 2],
    });
  });

  it('leaves everything as it is when all have their share', () => {
    const owners = ['a', 'b', 'a', 'b', 'a', 'b'];
    const states = works({ 0: 'busy', 2: 'idle', 4: 'idle' });
    expect(rebalance(shared(['a', 'b'], owners), 'a', states)).toEqual({ end: [], wanted: 0, open: [], surplus: [] });
  });
});
