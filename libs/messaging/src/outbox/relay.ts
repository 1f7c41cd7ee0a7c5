import { backOff, Clock, delay } from '@minisuite/kernel';
import { Background } from '@minisuite/service';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { HEADER } from '../envelope/event-headers.js';
import { writeEnvelope } from '../envelope/write-envelope.js';
import { MessagingLimits } from '../messaging-limits.js';
import { ServiceName } from '../service-name.js';
import { published } from '../metrics.js';
import { EventTransport } from '../transport/event-transport.js';
import { DurableReads } from './durable-reads.js';
import { type OutboxRow, OutboxRows } from './outbox-rows.js';
import { RelayLease } from './relay-lease.js';
import { RelaySignal } from './relay-signal.js';
import { SentRows } from './sent-rows.js';

const BROKER_AWAY = { base: 200, max: 5000 };
const SOON_MS = 20;

/** Publishes what lies in the outbox, in the order of writing, while this process holds the relay lease. */
@Injectable()
export class Relay {
  private readonly logger = new Logger('Relay');
  private readonly loop: Background;
  private readonly sent: SentRows;
  private failures = 0;
  private restMs = SOON_MS;
  private begunAt = -Infinity;

  constructor(
    @Inject(OutboxRows) private readonly rows: OutboxRows,
    @Inject(DurableReads) private readonly reads: DurableReads,
    @Inject(EventTransport) private readonly transport: EventTransport,
    @Inject(RelayLease) private readonly lease: RelayLease,
    @Inject(RelaySignal) private readonly signal: RelaySignal,
    @Inject(ServiceName) private readonly service: ServiceName,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {
    this.sent = new SentRows(rows);
    this.loop = new Background('Relay', limits.relayPollMs, (stopping) => this.round(stopping));
  }

  start(): void {
    this.signal.listen(() => this.loop.wake());
    this.lease.start(() => this.loop.wake());
    this.loop.start();
  }

  /** Ends the loop, publishes what is left for at most `flushMs`, and gives the lease back. */
  async stop(): Promise<void> {
    const bound = new AbortController();
    const flushed = this.loop
      .stop()
      .then(() => this.flush(bound.signal))
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the outbox could not be flushed'));
    await Promise.race([flushed, delay(this.limits.flushMs, { signal: bound.signal })]).finally(() => bound.abort());
    await this.lease.release();
  }

  private async flush(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.publishNext(signal)) !== 'nothing');
  }

  // Nobody rings for what other processes of the service have written: where something came just now, more is looked for soon.
  private async round(stopping: AbortSignal): Promise<boolean | number> {
    const early = this.begunAt + this.limits.relayPaceMs - performance.now();
    if (early > 0) await delay(early, { signal: stopping });
    this.begunAt = performance.now();
    const found = await this.publishNext(stopping);
    this.restMs = found === 'nothing' ? Math.min(this.restMs * 2, this.limits.relayPollMs) : SOON_MS;
    return found === 'much' ? !stopping.aborted : this.restMs;
  }

  private async publishNext(stopping: AbortSignal): Promise<'much' | 'some' | 'nothing'> {
    if (this.lease.fence() === null) return 'nothing';
    const { relayBatch, relayFresh, relayBytes: bytes } = this.limits;
    const rows = await this.rows.unpublished({ rows: relayBatch, bytes, except: this.sent.ids() });
    if (rows.length === 0) {
      if (!(await this.sent.settled())) this.tellOvertaken();
      return 'nothing';
    }
    const result = await this.send(rows, stopping);
    if (result !== 'sent') return result === 'failed' ? 'much' : 'nothing';
    if (rows.length < relayBatch && sizeOf(rows) < bytes) return 'some';
    // What was written just now does not wait for the end of a long backlog.
    await this.send(await this.rows.fresh({ rows: relayFresh, bytes, except: this.sent.ids() }), stopping);
    return 'much';
  }

  private async send(rows: OutboxRow[], stopping: AbortSignal): Promise<'sent' | 'failed' | 'overtaken'> {
    if (rows.length === 0) return 'sent';
    const fence = this.lease.fence();
    if (fence === null) return 'overtaken';
    if (await this.reads.confirm(fence)) {
      if (!(await this.publish(rows, fence, stopping))) return 'failed';
      if (await this.sent.note(rows, fence)) return 'sent';
    }
    this.tellOvertaken();
    return 'overtaken';
  }

  private tellOvertaken(): void {
    this.logger.warn('another relay has taken over meanwhile');
  }

  // Waits here and not in the loop, which every commit would wake: an absent broker is not asked more often because many write.
  private async publish(rows: OutboxRow[], fence: string, stopping: AbortSignal): Promise<boolean> {
    try {
      await this.transport.publish(rows.map((row) => writeEnvelope(row, this.service.name, fence)));
    } catch (error) {
      this.failures += 1;
      const wait = backOff(this.failures, BROKER_AWAY);
      this.logger.warn(
        { err: error, failures: this.failures },
        `events could not be published, next try in ${wait} ms`,
      );
      await delay(wait, { signal: stopping });
      return false;
    }
    this.failures = 0;
    const now = this.clock.now().getTime();
    for (const { topic, createdAt } of rows) published(topic, Math.max(0, now - createdAt.getTime()) / 1000);
    this.logger.log({ events: rows.map(nameOf) }, 'published');
    return true;
  }
}

const sizeOf = (rows: readonly OutboxRow[]) => rows.reduce((sum, { payload }) => sum + Buffer.byteLength(payload), 0);

const nameOf = ({ eventId, type, aggregateId, headers }: OutboxRow) => ({
  id: eventId,
  type,
  aggregateId,
  requestId: headers[HEADER.requestId],
});
