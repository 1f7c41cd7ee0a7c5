import { EVENT_CATALOGUE, type EventDefinition, wireType } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Interests } from '../envelope/read-envelope.js';
import { ON_EVENT } from './on-event.js';
import type { Received } from './received.js';

const DECLARED = new Set([...EVENT_CATALOGUE.values()].map(({ name }) => name));

/** A method of a provider that handles events of one type. */
export interface EventHandler {
  /** Where to find it, like `OrderEvents.onPaymentSucceeded`. */
  readonly name: string;
  readonly definition: EventDefinition;
  handle(events: Received<unknown>[], cause: Cause): Promise<void>;
}

/** The methods marked with OnEvent, by the wire type they handle. */
@Injectable()
export class EventHandlers implements Interests {
  private readonly byType = new Map<string, EventHandler>();
  private readonly names = new Set<string>();

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
  ) {}

  /** Looks through all providers; throws when two methods handle the same type, since one inbox row can vouch for one of them only. */
  discover(): void {
    this.byType.clear();
    for (const { instance } of this.discovery.getProviders() as { instance: unknown }[]) {
      if (typeof instance !== 'object' || instance === null) continue;
      const methods = instance as Record<string, unknown>;
      for (const key of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object | null)) {
        const method = methods[key];
        if (typeof method !== 'function') continue;
        const definition = Reflect.getMetadata(ON_EVENT, method) as EventDefinition | undefined;
        if (!definition) continue;
        const handle = method.bind(instance) as EventHandler['handle'];
        this.add({ name: `${instance.constructor.name}.${key}`, definition, handle });
      }
    }
  }

  /** The handler of a wire type that is known to have one. */
  of(type: string): EventHandler {
    const handler = this.byType.get(type);
    if (!handler) throw new Error(`nobody handles ${type}`);
    return handler;
  }

  /** The topics that have to be read. */
  topics(): string[] {
    return [...new Set([...this.byType.values()].map(({ definition }) => definition.topic))];
  }

  definitionOf(type: string): EventDefinition | undefined {
    return this.byType.get(type)?.definition;
  }

  handles(name: string): boolean {
    return this.names.has(name);
  }

  exists(name: string): boolean {
    return this.names.has(name) || DECLARED.has(name);
  }

  private add(handler: EventHandler): void {
    const type = wireType(handler.definition);
    const other = this.byType.get(type);
    if (other && other.name !== handler.name)
      throw new Error(`${type} is handled by ${other.name} and by ${handler.name}`);
    if (other) throw new Error(`${handler.name} is provided by two modules and would handle ${type} twice`);
    this.byType.set(type, handler);
    this.names.add(handler.definition.name);
  }
}
