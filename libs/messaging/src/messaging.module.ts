import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Outbox } from './outbox/outbox.js';
import { RelaySignal } from './outbox/relay-signal.js';

/** Where the broker is and in whose name the service speaks. */
export interface MessagingSettings {
  /** The name of the service, like `order`: the source of its events and its consumer group. */
  readonly service: string;
  readonly kafka: { readonly brokers: string[]; readonly topicPrefix: string; readonly replicationFactor: number };
}

/** Gives a service its Outbox, runs the relay, and feeds the methods marked with OnEvent. */
@Global()
@Module({})
export class MessagingModule {
  static with(_settings: MessagingSettings): DynamicModule {
    return { module: MessagingModule, providers: [RelaySignal, Outbox], exports: [Outbox] };
  }
}
