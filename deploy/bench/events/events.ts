import type { BenchRun } from '../bench-run.ts';
import { type BareKafka, bareKafka } from './bare-kafka.ts';
import { type EventServers, startEventServers } from './event-servers.ts';
import { measureConsumer, measureIdle, measureLatency, measureRelay } from './measurements.ts';
import type { EventsPlan } from './protocol.ts';
import { medianOf, percentile, type Row, tableOf } from './table.ts';

const RATE = 500;
const BACKLOG = 50_000;
const AGGREGATES = 1000;
const TRANSPORTS: EventsPlan['transport'][] = ['kafka', 'redis'];

/** An order.paid event as it is in real life. */
const valueOf = (seq: number): string =>
  JSON.stringify({
    orderId: String(1 + (seq % AGGREGATES)),
    userId: '7',
    paymentId: '8',
    amount: seq,
    title: '西湖龙井 明前特级 125g 等 3 件商品',
    paidAt: '2026-01-01T00:00:00.000Z',
  });

interface Figures {
  relay: number[];
  consumer: number[];
  p50: number[];
  p99: number[];
}

const none = (): Figures => ({ relay: [], consumer: [], p50: [], p99: [] });

/** Latency and throughput of outbox, relay, inbox and consumer, against kafkajs with nothing around it in the same run. */
export async function benchEvents(run: BenchRun): Promise<boolean> {
  const servers = await startEventServers(run, AGGREGATES);
  const bare = await bareKafka(servers.kafkaBrokers, servers.prefix, valueOf);
  const figures = { bare: none(), kafka: none(), redis: none() };
  for (let round = 1; round <= run.rounds; round += 1) {
    await run.steps.run(`kafkajs alone, round ${round}`, () => measureBare(run, bare, figures.bare));
    for (const transport of TRANSPORTS) {
      await run.steps.run(`over ${transport}, round ${round}`, (step) =>
        measureOurs(run, servers, transport, figures[transport], step.progress),
      );
    }
  }
  await bare.close();
  const rows: Row[] = [];
  for (const transport of TRANSPORTS) {
    const idle = await run.steps.run(`idle over ${transport}`, () => measureIdle(servers, transport));
    rows.push(...rowsOf(transport, figures[transport], figures.bare), ...idleRowsOf(transport, idle));
  }
  console.log(
    `\n${run.rounds} rounds, medians; latency at ${RATE} events/s over ${run.seconds} s; backlogs of ${BACKLOG} events`,
  );
  console.log(`MySQL ${servers.mysql}\n`);
  console.log(tableOf(rows));
  const good = rows.every(({ met }) => met);
  console.log(`\n${good ? 'The goals are met.' : 'The goals are NOT met.'}`);
  return good;
}

async function measureBare(run: BenchRun, bare: BareKafka, figures: Figures): Promise<void> {
  figures.relay.push(await bare.publish(BACKLOG));
  figures.consumer.push(await bare.consume(BACKLOG));
  const latencies = await bare.latencies(RATE, run.seconds);
  figures.p50.push(percentile(latencies, 0.5));
  figures.p99.push(percentile(latencies, 0.99));
}

async function measureOurs(
  run: BenchRun,
  servers: EventServers,
  transport: EventsPlan['transport'],
  figures: Figures,
  progress: (text: string) => void,
): Promise<void> {
  progress('relay');
  figures.relay.push(await measureRelay(servers, transport, BACKLOG, valueOf));
  progress('consumer');
  figures.consumer.push(await measureConsumer(servers, transport, BACKLOG));
  progress('latency');
  const latencies = await measureLatency(servers, transport, RATE, run.seconds);
  figures.p50.push(percentile(latencies, 0.5));
  figures.p99.push(percentile(latencies, 0.99));
}

function idleRowsOf(transport: string, { core, statements }: { core: number; statements: number }): Row[] {
  return [
    figure(`${transport}: idle process, of a core`, undefined, core * 100, '%', 2, false),
    figure(`${transport}: idle process, asks MySQL`, undefined, statements, '/s', 2, false),
  ];
}

function rowsOf(transport: EventsPlan['transport'], ours: Figures, bare: Figures): Row[] {
  const of = (what: string, key: keyof Figures, unit: string, goal: number, more: boolean): Row =>
    figure(`${transport}: ${what}`, medianOf(bare[key]), medianOf(ours[key]), unit, goal, more);
  return [
    of('relay, from a backlog', 'relay', 'events/s', 5000, true),
    of('consumer, one-row effect', 'consumer', 'events/s', 2000, true),
    of('commit → effect, p50', 'p50', 'ms', 20, false),
    of('commit → effect, p99', 'p99', 'ms', 100, false),
  ];
}

function figure(what: string, bare: number | undefined, ours: number, unit: string, goal: number, more: boolean): Row {
  return { what, bare, ours, unit, goal: `${more ? '≥' : '<'}${goal}`, met: more ? ours >= goal : ours < goal };
}
