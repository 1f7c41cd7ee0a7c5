import { z } from 'zod';
import { type EventDefinition, wireType } from '../../libs/contracts/src/events/define-event.ts';
import { type JsonSchema, sameJson } from './json-schema.ts';

/** What producers and consumers of one version of an event rely on, as it is noted in `libs/contracts/events/schemas`. */
export interface EventContract {
  /** The wire type, like `order.paid.v1`. */
  readonly type: string;
  readonly topic: string;
  /** The name of its definition in the code, like `OrderPaid`. */
  readonly definition: string;
  /** What consumers accept. */
  readonly schema: JsonSchema;
  /** What producers write, where that is not just what consumers accept. */
  readonly written?: JsonSchema;
}

/** The contract of an event as its definition says today; throws a TypeError when its schema cannot be compared. */
export function contractOf(event: EventDefinition, definition: string): EventContract {
  const type = wireType(event);
  const schema = jsonSchema(event, 'input');
  const written = jsonSchema(event, 'output');
  return { type, topic: event.topic, definition, schema, ...(sameJson(schema, written) ? {} : { written }) };
}

/** What producers of this contract write. */
export function writtenBy(contract: EventContract): JsonSchema {
  return contract.written ?? contract.schema;
}

function jsonSchema(event: EventDefinition, io: 'input' | 'output'): JsonSchema {
  try {
    return z.toJSONSchema(event.schema, {
      io,
      override: ({ zodSchema, jsonSchema: json }) => {
        if (isRefined(zodSchema as unknown as z.ZodType)) throw new Error('A refinement cannot be compared');
        // Every writer strips what it does not know; said of each object it would only hide where input and output differ.
        if (io === 'output' && json.additionalProperties === false) delete json.additionalProperties;
      },
    }) as JsonSchema;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(
      `${wireType(event)}: ${reason}. Events are plain JSON: describe them with types, formats and limits only.`,
      { cause: error },
    );
  }
}

function isRefined(schema: z.ZodType): boolean {
  const checks = (schema.def.checks ?? []) as readonly { def?: { check?: string } }[];
  return checks.some(({ def }) => def?.check === 'custom');
}
