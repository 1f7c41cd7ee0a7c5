import type { Fault, Reading } from '../envelope/read-envelope.js';
import type { IncomingMessage } from '../transport/event-transport.js';
import type { Received } from './received.js';

/** An event together with the message that brought it. */
export interface Item {
  readonly message: IncomingMessage;
  readonly event: Received<unknown>;
}

/** What is to be done next in a partition; `last` may be acknowledged when it is done. */
export type Step =
  | { readonly kind: 'run'; readonly type: string; readonly items: Item[]; last: IncomingMessage }
  | {
      readonly kind: 'park';
      readonly fault: Fault;
      readonly detail: string;
      readonly message: IncomingMessage;
      last: IncomingMessage;
    }
  | { readonly kind: 'pass'; last: IncomingMessage };

/**
 * Cuts a partition's messages into steps, keeping their order: events of one type that follow each other become one run of at most
 * `maxRun`; messages for others are passed over and do not interrupt a run.
 */
export function stepsOf(
  readings: readonly { readonly message: IncomingMessage; readonly reading: Reading }[],
  maxRun: number,
): Step[] {
  const steps: Step[] = [];
  for (const { message, reading } of readings) {
    const step = steps.at(-1);
    if (reading.kind === 'skip') {
      if (step) step.last = message;
      else steps.push({ kind: 'pass', last: message });
    } else if (reading.kind === 'fault') {
      steps.push({ kind: 'park', fault: reading.fault, detail: reading.detail, message, last: message });
    } else {
      const item = { message, event: reading.event };
      if (step?.kind === 'run' && step.type === item.event.type && step.items.length < maxRun) {
        step.items.push(item);
        step.last = message;
      } else {
        steps.push({ kind: 'run', type: item.event.type, items: [item], last: message });
      }
    }
  }
  return steps;
}
