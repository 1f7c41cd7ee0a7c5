import 'reflect-metadata';
import { eventually, SequentialIds } from '@minisuite/testing';
import type { MessagingLimits } from '../../../src/messaging-limits.js';
import type { EventsSettings } from '../../../src/transport/transport-for.js';
import { orderPaid } from '../numbered-events.js';
import { type Passage, Script, type Step } from '../script.js';
import { startMessagingService } from '../service-under-test.js';

/** What a process is started with, as JSON in the variable PLAN. */
export interface ChildPlan {
  readonly name: string;
  readonly mysqlUrl: string;
  readonly events: EventsSettings;
  readonly steps: readonly Step[];
  readonly handles: boolean;
  readonly limits: Partial<MessagingLimits>;
  /** Its ids come after this one. */
  readonly lastId: string;
}

/** What a process is told. */
export type Command =
  | { readonly id: number; readonly write: readonly (readonly [orderId: string, title: string])[] }
  | { readonly id: number; readonly writeNext: readonly string[] }
  | { readonly id: number; readonly release: string };

/** What a process tells. */
export type News =
  { readonly passage: Passage } | { readonly runs: true } | { readonly done: number; readonly error?: string };

// Whoever has started the process gives it up before.
const PATIENCE_MS = 600_000;

const tell = (news: News): void => {
  process.send?.(news);
};

const { lastId, steps, ...plan } = JSON.parse(process.env['PLAN'] ?? '') as ChildPlan;
const script = new Script(steps, (passage) => tell({ passage }));
const service = await startMessagingService({ ...plan, ids: new SequentialIds(BigInt(lastId)), script });

async function obey(command: Command): Promise<void> {
  if ('release' in command) script.release(command.release);
  else if ('writeNext' in command) await service.writeNext(...command.writeNext);
  else await service.write(command.write.map(([orderId, title]) => orderPaid(orderId, title)));
}

process.on('message', (command: Command) => {
  obey(command).then(
    () => tell({ done: command.id }),
    (error: unknown) => tell({ done: command.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => void service.stop().then(() => process.exit(0)));

// One question after the other: asked faster than a busy broker answers, it would be late with every answer.
await eventually('relay and consumer run', () => service.runs(), PATIENCE_MS);
tell({ runs: true });
