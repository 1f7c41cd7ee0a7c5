import { describe, expect, it } from '@jest/globals';
import { OrderPaid, PaymentSucceeded } from '@minisuite/contracts';
import { type Cause, REQUEST } from '@minisuite/database';
import { Injectable, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { EventHandlers } from './event-handlers.js';
import { OnEvent } from './on-event.js';
import type { Received } from './received.js';

const seen: string[] = [];

@Injectable()
class Payments {
  private readonly who = 'Payments';

  @OnEvent(PaymentSucceeded)
  async onPaymentSucceeded(_events: Received<unknown>[], _cause: Cause): Promise<void> {
    seen.push(this.who);
  }
}

@Injectable()
class Orders {
  @OnEvent(OrderPaid)
  async onOrderPaid(_events: Received<unknown>[], _cause: Cause): Promise<void> {}
}

@Injectable()
class MoreOrders {
  @OnEvent(OrderPaid)
  async onOrderPaid(_events: Received<unknown>[], _cause: Cause): Promise<void> {}
}

async function handlersAmong(providers: Provider[]): Promise<EventHandlers> {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [EventHandlers, ...providers],
  }).compile();
  return module.get(EventHandlers);
}

describe('EventHandlers', () => {
  it('finds marked methods, bound to their provider, and the topics they need', async () => {
    const handlers = await handlersAmong([Payments, Orders, { provide: 'value', useValue: 5 }]);
    handlers.discover();
    expect(handlers.topics().sort()).toEqual(['order.events', 'payment.events']);
    expect(handlers.definitionOf('payment.succeeded.v1')).toBe(PaymentSucceeded);
    expect(handlers.handles('order.placed')).toBe(false);
    const handler = handlers.of('payment.succeeded.v1');
    expect(handler.name).toBe('Payments.onPaymentSucceeded');
    await handler.handle([], REQUEST);
    expect(seen).toEqual(['Payments']);
  });

  it('refuses two handlers of one type', async () => {
    const handlers = await handlersAmong([Orders, MoreOrders]);
    expect(() => handlers.discover()).toThrow(
      'order.paid.v1 is handled by Orders.onOrderPaid and by MoreOrders.onOrderPaid',
    );
  });

  it('needs no handler at all', async () => {
    const handlers = await handlersAmong([]);
    handlers.discover();
    expect(handlers.topics()).toEqual([]);
  });
});
