import { isDomainError } from '@minisuite/kernel';
import { Counter, Histogram, metrics } from '@minisuite/service';
import type { Placements } from '../domain/decide-placements.js';

const outcomes = new Counter({
  name: 'minisuite_order_placements_total',
  help: 'Requests to place an order, by outcome: placed, replayed, or the reason of the refusal.',
  labelNames: ['outcome'],
  registers: [metrics()],
});

const groupSize = new Histogram({
  name: 'minisuite_order_placement_group_size',
  help: 'How many requests were decided in one transaction.',
  buckets: [1, 2, 5, 10, 20, 50, 100],
  registers: [metrics()],
});

export function countPlacements(answers: Placements['answers']): void {
  groupSize.observe(answers.length);
  for (const answer of answers) {
    outcomes.inc({ outcome: isDomainError(answer) ? answer.reason : answer.replayed ? 'replayed' : 'placed' });
  }
}
