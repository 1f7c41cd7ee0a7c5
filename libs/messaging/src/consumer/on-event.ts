import type { EventDefinition } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { SetMetadata } from '@nestjs/common';
import type { Received } from './received.js';

/** Metadata key of handler methods. */
export const ON_EVENT = Symbol('minisuite:on-event');

/**
 * Handles events of one kind, several at a time, in the order of their partition. It runs its transaction with `cause`, which
 * claims the inbox rows; what it throws rolls all of them back, and the events are then tried one by one.
 */
export type EventHandlerMethod<P> = (events: Received<P>[], cause: Cause) => Promise<void>;

/** Marks a method of a provider as the handler of an event. */
export function OnEvent<P>(event: EventDefinition<P>) {
  return (target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<EventHandlerMethod<P>>): void => {
    SetMetadata(ON_EVENT, event)(target, key, descriptor as TypedPropertyDescriptor<unknown>);
  };
}
