import { Transactions } from '@minisuite/database';
import type { Delivery, DeliveryOutcome } from '../domain/delivery.js';
import type { SubscriptionResult } from '../domain/subscription-result.js';

/** How many subscribe messages each user still allows, by template. */
export interface Consents {
  record(userId: string, templateId: string, result: SubscriptionResult, now: Date): Promise<void>;
  /** Takes one consent for each user that has one left; answers, in the order asked, who had. A user may be named more than once. */
  spend(userIds: readonly string[], templateId: string, now: Date): Promise<boolean[]>;
  /** WeChat says that there is none left. */
  exhaust(userId: string, templateId: string, now: Date): Promise<void>;
  forget(userIds: readonly string[]): Promise<void>;
}

export interface Deliveries {
  add(deliveries: readonly Delivery[]): Promise<void>;
  /** Locks up to `limit` pending deliveries that are due and postpones them to `until`, so that a try that dies is made again only then. */
  claimDue(now: Date, until: Date, limit: number): Promise<Delivery[]>;
  save(delivery: Delivery, error: string | null): Promise<void>;
  forget(userIds: readonly string[]): Promise<void>;
}

export interface SubscriptionRepositories {
  readonly consents: Consents;
  readonly deliveries: Deliveries;
}

export abstract class SubscriptionTransactions extends Transactions<SubscriptionRepositories> {}

/** WeChat's subscribe messages. */
export abstract class SubscribeMessages {
  abstract send(delivery: Delivery): Promise<DeliveryOutcome>;
}

/** The template that tells of a paid order, and the page of the mini-program that its card opens. */
export abstract class OrderPaidTemplate {
  abstract readonly id: string;
  abstract readonly page: string;
}
