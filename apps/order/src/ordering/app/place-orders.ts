import { Injectable } from '@nestjs/common';
import { isDuplicateKey, REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock, type DomainError } from '@minisuite/kernel';
import { decidePlacements, type PlaceOrderCommand, type Placements } from '../domain/decide-placements.js';
import type { PlacedOrder } from '../domain/kept-answer.js';
import { countPlacements } from './placement-metrics.js';
import { type OrderingRepositories, OrderingSettings, OrderingTransactions } from './ports.js';

const ATTEMPTS = 5;
const KEEP_MS = 24 * 3_600_000;

/** Places a group of orders in one transaction: one lock, one write per table, one commit for all. */
@Injectable()
export class PlaceOrders {
  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly settings: OrderingSettings,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(commands: readonly PlaceOrderCommand[]): Promise<(PlacedOrder | DomainError)[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { answers } = await this.transactions.run(REQUEST, (repositories) => this.place(commands, repositories));
        countPlacements(answers);
        return answers;
      } catch (error) {
        // Another process answered a request with the same key first: decided again, the group finds that answer.
        if (!isDuplicateKey(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async place(commands: readonly PlaceOrderCommand[], repositories: OrderingRepositories): Promise<Placements> {
    const { orders, keptAnswers, offers, stock } = repositories;
    const now = this.clock.now();
    const skuIds = [...new Set(commands.flatMap(({ items }) => items.map(({ skuId }) => skuId)))];
    const placements = decidePlacements(commands, {
      // The lock comes first: whoever had to wait for it sees what the others have kept meanwhile.
      available: await stock.lock(skuIds),
      kept: await keptAnswers.find(commands),
      offers: await offers.find(skuIds),
      now,
      paymentWindowMs: this.settings.paymentWindowMs,
      nextId: () => this.ids.next(),
    });
    const moves = placements.placed.flatMap(({ order }) =>
      order.lines.map(({ skuId, quantity }) => ({ skuId, orderId: order.id, quantity })),
    );
    await stock.move('reserve', moves, now);
    await keptAnswers.add(placements.keep, new Date(now.getTime() + KEEP_MS));
    await orders.add(placements.placed);
    return placements;
  }
}
