import { TOPICS } from '@minisuite/contracts';
import { backOff, delay } from '@minisuite/kernel';
import { Health } from '@minisuite/service';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { EventConsumer } from './consumer/event-consumer.js';
import { EventHandlers } from './consumer/event-handlers.js';
import { MessagingLimits } from './messaging-limits.js';
import { Cleanup } from './outbox/cleanup.js';
import { Relay } from './outbox/relay.js';
import { ServiceName } from './service-name.js';
import { EventTransport, type Subscription, UnsafeBroker } from './transport/event-transport.js';

const PARTITIONS = 6;
const BROKER_AWAY = { base: 500, max: 5000 };
const AWAY = 'the broker cannot be reached';

/** Starts and stops relay and consumer: first the handlers come to their end, then what they wrote goes out, then the broker is left. */
@Injectable()
export class MessagingLifecycle
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('Messaging');
  private readonly stopping = new AbortController();
  private starting: Promise<void> = Promise.resolve();
  private subscription: Subscription | undefined;
  private started = false;
  private obstacle = AWAY;

  constructor(
    @Inject(EventTransport) private readonly transport: EventTransport,
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(EventConsumer) private readonly consumer: EventConsumer,
    @Inject(Relay) private readonly relay: Relay,
    @Inject(Cleanup) private readonly cleanup: Cleanup,
    @Inject(ServiceName) private readonly service: ServiceName,
    @Inject(Health) private readonly health: Health,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  /** Does not wait for the broker: without it the service can work and write its events down, it is only not ready. */
  onApplicationBootstrap(): void {
    this.handlers.discover();
    this.health.add('events', () => this.check());
    this.cleanup.start();
    this.starting = this.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.starting;
    await Promise.all([this.subscription?.stop(this.limits.drainMs), this.cleanup.stop()]);
  }

  // Before DatabaseModule closes the pool, which it does in the next phase.
  async beforeApplicationShutdown(): Promise<void> {
    if (this.started) await this.relay.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.race([this.transport.close(), delay(this.limits.flushMs, { unref: true })]);
  }

  private async start(): Promise<void> {
    for (let attempt = 1; !(await this.topicsExist(attempt)); attempt += 1) {
      if (this.stopping.signal.aborted) return;
    }
    if (this.stopping.signal.aborted) return;
    const topics = this.handlers.topics();
    const onBatch = this.consumer.take.bind(this.consumer);
    if (topics.length > 0) this.subscription = this.transport.subscribe({ group: this.service.group, topics, onBatch });
    this.relay.start();
    this.started = true;
  }

  private async topicsExist(attempt: number): Promise<boolean> {
    const events = Object.values(TOPICS).map((name) => ({ name, partitions: PARTITIONS }));
    try {
      await this.transport.ensureTopics(events);
      return true;
    } catch (error) {
      const pause = backOff(attempt, BROKER_AWAY);
      this.tell(error, pause);
      await delay(pause, { signal: this.stopping.signal });
      return false;
    }
  }

  // What only an operator can change is said once here, and by readiness for as long as it lasts.
  private tell(error: unknown, pause: number): void {
    const before = this.obstacle;
    this.obstacle = error instanceof UnsafeBroker ? error.message : AWAY;
    if (this.obstacle === AWAY) this.logger.warn({ err: error }, `${AWAY}, next try in ${pause} ms`);
    else if (this.obstacle !== before) this.logger.error(`events do not travel: ${this.obstacle}`);
  }

  private async check(): Promise<void> {
    if (!this.started) throw new Error(this.obstacle);
    await this.transport.check();
    await this.subscription?.check();
  }
}
