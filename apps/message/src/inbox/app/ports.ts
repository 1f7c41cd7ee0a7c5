import { Transactions } from '@minisuite/database';
import type { Page } from '@minisuite/kernel';
import type { Consents, Deliveries } from '../../subscriptions/app/ports.js';
import type { Message } from '../domain/message.js';

/** The inbox, for writing. */
export interface Inbox {
  add(messages: readonly Message[]): Promise<void>;
  /** False when the user has no such message. */
  markRead(userId: string, id: string, now: Date): Promise<boolean>;
  /** How many became read. */
  markAllRead(userId: string, now: Date): Promise<number>;
  forget(userIds: readonly string[]): Promise<void>;
}

export interface InboxRepositories {
  readonly inbox: Inbox;
  readonly consents: Consents;
  readonly deliveries: Deliveries;
}

export abstract class InboxTransactions extends Transactions<InboxRepositories> {}

/** The inbox, for reading; a user sees only what is the user's own. */
export abstract class InboxQueries {
  abstract list(userId: string, limit: number, before: string | null): Promise<Page<Message>>;
  abstract find(userId: string, id: string): Promise<Message | null>;
  abstract countUnread(userId: string): Promise<number>;
}
