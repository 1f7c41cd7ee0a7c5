import type { EventRecord } from '@minisuite/contracts';
import { DatabaseModule, REQUEST, type Tx } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Health } from '@minisuite/service';
import { startTestService, type TestService } from '@minisuite/testing';
import { Global, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { MessagingModule, Outbox } from '../../src/index.js';
import { MessagingLimits } from '../../src/messaging-limits.js';
import { EventTransport } from '../../src/transport/event-transport.js';
import type { EventsSettings } from '../../src/transport/transport-for.js';
import { effectHandler, transactions } from './effect-handler.js';
import { nextEvent, titleOf } from './numbered-events.js';
import { Script } from './script.js';
import { publishingThrough } from './transports.js';

const PATIENCE = { retry: { base: 10, max: 50 }, transientRetry: { base: 10, max: 50 }, relayLeaseMs: 3000 };

/** What makes a service under test. */
export interface ServicePlan {
  /** Its name, and so its consumer group. */
  readonly name: string;
  readonly mysqlUrl: string;
  readonly events: EventsSettings;
  readonly ids: Ids;
  /** What it does with its events, and with what it publishes. */
  readonly script?: Script | undefined;
  /** Whether it handles events. */
  readonly handles?: boolean;
  readonly handlers?: Type[];
  readonly limits?: Partial<MessagingLimits>;
  readonly imports?: ModuleMetadata['imports'];
  /** Listens for rpcs. */
  readonly server?: MicroserviceOptions;
}

/** A service of the test: writes events, and handles them unless it is told not to. */
export interface Service extends TestService {
  readonly script: Script;
  write(records: EventRecord[], before?: (tx: Tx) => Promise<void>): Promise<void>;
  /** Writes the next numbered event of each of these aggregates, in one transaction. */
  writeNext(...aggregateIds: string[]): Promise<void>;
  /** Whether relay and consumer run. */
  runs(): Promise<boolean>;
}

/** Starts a messaging service inside this process. */
export async function startMessagingService(plan: ServicePlan): Promise<Service> {
  const { handles = true, script = new Script() } = plan;
  const handlers = [...(handles ? [effectHandler(plan.name, script)] : []), ...(plan.handlers ?? [])];
  @Global()
  @Module({ providers: [{ provide: Ids, useValue: plan.ids }, ...handlers], exports: [Ids] })
  class Feature {}
  const module = {
    module: class Root {},
    imports: [
      DatabaseModule.with({ url: plan.mysqlUrl, poolSize: 10 }),
      Feature,
      MessagingModule.with({ service: plan.name, events: plan.events }),
      ...(plan.imports ?? []),
    ],
  };
  const limits = Object.assign(new MessagingLimits(), PATIENCE, plan.limits);
  const running = await startTestService(module, {
    replace: [
      { provide: MessagingLimits, useValue: limits },
      { provide: EventTransport, useValue: scripted(plan, script) },
    ],
    ...(plan.server && { server: plan.server }),
  });
  const run = (work: (tx: Tx) => Promise<void>) => transactions(running.get(DataSource)).run(REQUEST, work);
  const outbox = running.get(Outbox);
  return {
    ...running,
    script,
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
