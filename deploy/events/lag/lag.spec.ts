import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TOPIC_OF } from '../libraries/main.ts';
import { memoryScreen } from '../terminal/memory-screen.ts';
import { handledTopics } from './handled-topics.ts';
import { lagText, totalOf } from './lag-text.ts';

const lag = (group: string, topic: string, ...behind: number[]) => ({
  group,
  topic,
  behind: behind.reduce((sum, each) => sum + each, 0),
  partitions: behind.map((each, partition) => ({ partition, behind: each })),
});

describe('lag', () => {
  const lags = [lag('minisuite.order', 'payment.events', 0, 0), lag('minisuite.message', 'order.events', 12, 3)];

  it('is a table with a total', () => {
    expect(totalOf(lags)).toBe(15);
    expect(lagText(memoryScreen(), lags)).toEqual([
      'group              topic           behind  by partition, from 0',
      'minisuite.order    payment.events       0  0 0',
      'minisuite.message  order.events        15  12 3',
      'total                                  15',
    ]);
  });

  it('is never wider than the terminal, so that it can be drawn over', () => {
    for (const line of lagText(memoryScreen(40), lags)) expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe('the topics that a service handles', () => {
  it('are those of the events that its source names', () => {
    const topics = handledTopics(join(import.meta.dirname, '../../..'), TOPIC_OF);
    expect(topics.get('order')).toContain('payment.events');
    expect(topics.get('message')).toContain('order.events');
    expect(topics.get('order')).not.toContain('order.events');
    for (const names of topics.values()) expect(names).toEqual([...new Set(names)].toSorted());
  });
});
