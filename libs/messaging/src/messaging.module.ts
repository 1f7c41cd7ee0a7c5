import { AuditModule } from '@minisuite/audit';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DeliveryAttempts } from './consumer/delivery-attempts.js';
import { EventConsumer } from './consumer/event-consumer.js';
import { EventHandlers } from './consumer/event-handlers.js';
import { Inbox } from './consumer/inbox.js';
import { JointRuns } from './consumer/joint-runs.js';
import { LagGauges } from './consumer/lag-gauges.js';
import { PendingEvents } from './consumer/pending-events.js';
import { RunHandler } from './consumer/run-handler.js';
import { DeadLetterGauges } from './dead-letters/dead-letter-gauges.js';
import { DeadLetterRows } from './dead-letters/dead-letter-rows.js';
import { DeadLetterController } from './dead-letters/dead-letter.controller.js';
import { DeadLetterQueries } from './dead-letters/dead-letter-queries.js';
import { DeadLetterTransitions } from './dead-letters/dead-letter-transitions.js';
import { DiscardDeadLetter } from './dead-letters/discard-dead-letter.js';
import { Parking } from './dead-letters/parking.js';
import { ReplayDeadLetter } from './dead-letters/replay-dead-letter.js';
import { ReplayDeadLetters } from './dead-letters/replay-dead-letters.js';
import { MessagingLifecycle } from './messaging.lifecycle.js';
import { MessagingLimits } from './messaging-limits.js';
import { ConsumerMetrics } from './metrics.js';
import { Cleanup } from './outbox/cleanup.js';
import { DurableReads } from './outbox/durable-reads.js';
import { OutboxGauges } from './outbox/outbox-gauges.js';
import { OutboxRows } from './outbox/outbox-rows.js';
import { Outbox } from './outbox/outbox.js';
import { RelayLease } from './outbox/relay-lease.js';
import { RelaySignal } from './outbox/relay-signal.js';
import { Relay } from './outbox/relay.js';
import { ServiceName } from './service-name.js';
import { EventTransport } from './transport/event-transport.js';
import { type EventsSettings, transportFor } from './transport/transport-for.js';

/** Where the broker is and in whose name the service speaks. */
export interface MessagingSettings {
  /** The name of the service, like `order`: the source of its events and its consumer group. */
  readonly service: string;
  readonly events: EventsSettings;
}

const publishing = [RelaySignal, Outbox, OutboxRows, DurableReads, OutboxGauges, RelayLease, Relay, Cleanup];
const consuming = [
  EventHandlers,
  EventConsumer,
  RunHandler,
  JointRuns,
  PendingEvents,
  Inbox,
  DeliveryAttempts,
  LagGauges,
];
const deadLetters = [Parking, DeadLetterRows, DeadLetterGauges];
const operating = [DeadLetterQueries, DeadLetterTransitions, ReplayDeadLetter, ReplayDeadLetters, DiscardDeadLetter];

/** Gives a service its Outbox, runs the relay, feeds the methods marked with OnEvent, and serves dead letters to operators. */
@Global()
@Module({})
export class MessagingModule {
  static with({ service, events }: MessagingSettings): DynamicModule {
    const name = new ServiceName(service);
    return {
      module: MessagingModule,
      imports: [DiscoveryModule, AuditModule],
      controllers: [DeadLetterController],
      providers: [
        { provide: ServiceName, useValue: name },
        { provide: MessagingLimits, useValue: new MessagingLimits() },
        { provide: ConsumerMetrics, useValue: new ConsumerMetrics(name.group) },
        { provide: EventTransport, useFactory: () => transportFor(name.group, events) },
        ...publishing,
        ...consuming,
        ...deadLetters,
        ...operating,
        MessagingLifecycle,
      ],
      exports: [Outbox],
    };
  }
}
