import { Injectable, Logger } from '@nestjs/common';
import type { Origin } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { Clock, isDomainError } from '@minisuite/kernel';
import type { Order, Payment } from '../domain/order.js';
import { OrderNotFound } from '../domain/order-errors.js';
import { piecesOf } from './pieces-of.js';
import { OrderingTransactions } from './ports.js';

export interface MarkOrderPaid extends Payment {
  readonly orderId: string;
  readonly origin: Origin;
}

/** Marks a group of orders paid: their reserved pieces are sold. */
@Injectable()
export class MarkOrdersPaid {
  private readonly logger = new Logger('MarkOrdersPaid');

  constructor(
    private readonly transactions: OrderingTransactions,
    private readonly clock: Clock,
  ) {}

  /** All or none; throws the refusal of the first payment that does not fit its order. */
  async execute(commands: readonly MarkOrderPaid[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, async ({ orders, stock }) => {
      const locked = await orders.lock(commands.map(({ orderId }) => orderId));
      const byId = new Map(locked.map((order) => [order.state.id, order]));
      const paid = commands
        .map((command) => this.mark(byId.get(command.orderId), command))
        .filter((order) => order !== null);
      await stock.move('sell', piecesOf(paid), this.clock.now());
      await orders.save(paid);
    });
  }

  private mark(order: Order | undefined, command: MarkOrderPaid): Order | null {
    const { orderId, paymentId } = command;
    try {
      if (!order) throw new OrderNotFound();
      return order.markPaid(command, command.origin) ? order : null;
    } catch (error) {
      if (isDomainError(error)) {
        const status = order?.state.status;
        this.logger.error(
          { orderId, paymentId, status, reason: error.reason },
          'money for an order that cannot take it',
        );
      }
      throw error;
    }
  }
}
