import type { EventRecord } from '@minisuite/contracts';
import { DatabaseModule, REQUEST, type Tx } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Health } from '@minisuite/service';
import { startTestService, type TestService } from '@minisuite/testing';
import { Global, Module, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MessagingModule, Outbox } from '../../src/index.js';
import { MessagingLimits } from '../../src/messaging-limits.js';
import { EventTransport, type OutgoingMessage } from '../../src/transport/event-transport.js';
import type { EventsSettings } from '../../src/transport/transport-for.js';
import { effectHandler, transactions } from './effect-handler.js';
import { nextEvent } from './numbered-events.js';
import type { Script } from './script.js';
import { publishingThrough } from './transports.js';

const PATIENCE = { retry: { base: 10, max: 50 }, transientRetry: { base: 10, max: 50 } };

/** What makes a service under test. */
export interface ServicePlan {
  /** Its name, and so its consumer group. */
  readonly name: string;
  readonly mysqlUrl: string;
  readonly events: EventsSettings;
  readonly ids: Ids;
  /** Makes it handle events and do what the script says. */
  readonly script?: Script | undefined;
  readonly handlers?: Type[];
  readonly limits?: Partial<MessagingLimits>;
  readonly replace?: { provide: unknown; useValue: unknown }[];
}

/** A service of the test: writes events, and handles them when it has handlers. */
export interface Service extends TestService {
  write(records: EventRecord[], before?: (tx: Tx) => Promise<void>): Promise<void>;
  /** Writes the next numbered event of each of these aggregates, in one transaction. */
  writeNext(...aggregateIds: string[]): Promise<void>;
  /** Whether relay and consumer run. */
  runs(): Promise<boolean>;
}

/** Starts a messaging service inside this process. */
export async function startMessagingService(plan: ServicePlan): Promise<Service> {
  const handlers = plan.script ? [effectHandler(plan.script), ...(plan.handlers ?? [])] : (plan.handlers ?? []);
  @Global()
  @Module({ providers: [{ provide: Ids, useValue: plan.ids }, ...handlers], exports: [Ids] })
  class Feature {}
  const module = {
    module: class Root {},
    imports: [
      DatabaseModule.with({ url: plan.mysqlUrl, poolSize: 10 }),
      Feature,
      MessagingModule.with({ service: plan.name, events: plan.events }),
    ],
  };
  const limits = Object.assign(new MessagingLimits(), PATIENCE, plan.limits);
  const transport = plan.script ? [{ provide: EventTransport, useValue: scripted(plan, plan.script) }] : [];
  const running = await startTestService(module, {
    replace: [{ provide: MessagingLimits, useValue: limits }, ...transport, ...(plan.replace ?? [])],
  });
  const run = (work: (tx: Tx) => Promise<void>) => transactions(running.get(DataSource)).run(REQUEST, work);
  const outbox = running.get(Outbox);
  return {
    ...running,
    write: (records, before = async () => {}) =>
      run(async (tx) => {
        await outbox.append(tx, records);
        await before(tx);
      }),
    writeNext: (...aggregateIds) =>
      run(async (tx) => {
        for (const id of aggregateIds) await outbox.append(tx, [await nextEvent(tx, id)]);
      }),
    runs: async () => (await running.get(Health).report()).checks['events'] === 'ok',
  };
}

function scripted({ name, events }: ServicePlan, script: Script): EventTransport {
  return publishingThrough(name, events, async (messages, publish) => {
    const titles = messages.map(titleOf);
    await script.pass('sending', titles);
    await publish();
    await script.pass('sent', titles);
  });
}

function titleOf({ value }: OutgoingMessage): string {
  try {
    return String((JSON.parse(value.toString()) as { title?: unknown }).title);
  } catch {
    return '';
  }
}
