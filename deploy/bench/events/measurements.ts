import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import type { EventServers } from './event-servers.ts';
import type { EventsPlan } from './protocol.ts';

type Transport = EventsPlan['transport'];

const POLL_MS = 50;
const BITE = 5000;
const IDLE_MS = 10_000;
const SETTLE_MS = 3000;
const WARM_UP_S = 10;

const AGGREGATES = 1000;

async function count(pool: Pool, sql: string): Promise<number> {
  const [rows] = await pool.query<RowDataPacket[]>(sql);
  return Number(rows[0]?.['n']);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await sleep(POLL_MS);
}

/** Writes events into the outbox as many services would have left them, with no relay running. */
export async function fillOutbox(pool: Pool, events: number, valueOf: (seq: number) => string): Promise<void> {
  const base = BigInt(Date.now()) * 1_000_000n;
  for (let from = 0; from < events; from += BITE) {
    const rows = Array.from({ length: Math.min(BITE, events - from) }, (_, i) => {
      const seq = from + i;
      const headers = JSON.stringify({ 'x-request-id': `bench-${seq}` });
      const key = String(1 + (seq % AGGREGATES));
      return [String(base + BigInt(seq)), 'order.events', key, 'order.paid.v1', valueOf(seq), headers, new Date()];
    });
    await pool.query(
      'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES ?',
      [rows],
    );
  }
}

/** Events per second that a relay publishes from a backlog. */
export async function measureRelay(
  servers: EventServers,
  transport: Transport,
  events: number,
  valueOf: (seq: number) => string,
): Promise<number> {
  const pool = servers.pool(transport);
  await pool.query('TRUNCATE outbox');
  await fillOutbox(pool, events, valueOf);
  const relay = await servers.start(transport, { name: 'order', handles: false });
  await until(async () => (await count(pool, 'SELECT COUNT(*) AS n FROM outbox WHERE published_at IS NULL')) === 0);
  const seconds = await count(
    pool,
    'SELECT TIMESTAMPDIFF(MICROSECOND, MIN(published_at), MAX(published_at)) / 1000000 AS n FROM outbox',
  );
  await relay.stop();
  return events / seconds;
}

/** Events per second that get their one-row effect, from a topic that is full. */
export async function measureConsumer(servers: EventServers, transport: Transport, events: number): Promise<number> {
  const pool = servers.pool(transport);
  const before = await count(pool, 'SELECT COUNT(*) AS n FROM effect');
  const consumer = await servers.start(transport, { name: 'order', handles: true });
  await until(async () => (await count(pool, 'SELECT COUNT(*) AS n FROM effect')) >= before + events);
  const seconds = await count(
    pool,
    `SELECT TIMESTAMPDIFF(MICROSECOND, MIN(at), MAX(at)) / 1000000 AS n FROM (SELECT at FROM effect ORDER BY id DESC LIMIT ${events}) e`,
  );
  await consumer.stop();
  return events / seconds;
}

/** Milliseconds from each commit to the commit of the event's effect, with writer and consumer in processes of their own. */
export async function measureLatency(
  servers: EventServers,
  transport: Transport,
  rate: number,
  seconds: number,
): Promise<number[]> {
  const writer = await servers.start(transport, { name: 'payment', handles: false });
  const consumer = await servers.start(transport, { name: 'order', handles: true });
  // Neither code that has just been loaded nor a broker that has just started says anything about the days after.
  await collect(await writer.write(rate, WARM_UP_S), consumer);
  const latencies = await collect(await writer.write(rate, seconds), consumer);
  await Promise.all([writer.stop(), consumer.stop()]);
  return latencies;
}

async function collect(
  commits: ReadonlyMap<number, number>,
  consumer: { effects(): Promise<[number, number][]> },
): Promise<number[]> {
  const latencies: number[] = [];
  while (latencies.length < commits.size) {
    for (const [seq, at] of await consumer.effects()) latencies.push(at - (commits.get(seq) ?? NaN));
    await sleep(POLL_MS);
  }
  return latencies;
}

/** What an idle process costs: its share of a core, and the statements per second that it asks MySQL. */
export async function measureIdle(
  servers: EventServers,
  transport: Transport,
): Promise<{ core: number; statements: number }> {
  const pool = servers.pool(transport);
  const idle = await servers.start(transport, { name: 'order', handles: true });
  await sleep(SETTLE_MS);
  const questions = async (): Promise<number> => {
    const [rows] = await pool.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Questions'");
    return Number(rows[0]?.['Value']);
  };
  const [cpu, asked] = [await idle.cpu(), await questions()];
  await sleep(IDLE_MS);
  const [later, askedLater] = [await idle.cpu(), await questions()];
  await idle.stop();
  const ms = later.at - cpu.at;
  // The question itself is one of them.
  return { core: (later.ms - cpu.ms) / ms, statements: ((askedLater - asked - 1) / ms) * 1000 };
}
