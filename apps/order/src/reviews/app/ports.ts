import type { AuditEntry } from '@minisuite/audit';
import { Transactions, type Tx } from '@minisuite/database';
import type { Page } from '@minisuite/kernel';
import type { WaitingText } from '../../content/domain/waiting-text.js';
import type { Orders } from '../../ordering/app/ports.js';
import type { Review, ReviewStatus } from '../domain/review.js';

/** Reviews, inside one transaction. */
export abstract class Reviews {
  /** Throws a duplicate-key error when the line of the order has one. One that is PENDING is due at once. */
  abstract add(review: Omit<Review, 'skuTitle'>): Promise<void>;
  abstract lock(id: string): Promise<Review | null>;
  /** Throws when it is no longer in the state that it was locked in. */
  abstract setStatus(review: Review, status: ReviewStatus): Promise<void>;
  abstract postpone(id: string, nextAt: Date): Promise<void>;
  /** Takes the authors out of their reviews, and out of those that nobody sees the text too. */
  abstract forget(userIds: readonly string[]): Promise<void>;
}

/** What products are rated, inside one transaction. */
export abstract class Ratings {
  /** Counts a rating in, or out again; throws when there is none to count out. */
  abstract count(productId: string, rating: number, more: 1 | -1): Promise<void>;
}

/** What operators did, inside one transaction. */
export abstract class AuditTrail {
  abstract record(entry: AuditEntry): Promise<void>;
}

export interface ReviewRepositories {
  readonly orders: Orders;
  readonly reviews: Reviews;
  readonly ratings: Ratings;
  readonly audit: AuditTrail;
}

export abstract class ReviewTransactions extends Transactions<ReviewRepositories> {}

/** Lets another feature change reviews inside its own transaction. */
export abstract class ReviewsInTransaction {
  abstract of(tx: Tx): Reviews;
}

export interface ReviewFilter {
  readonly productId?: string;
  readonly status?: ReviewStatus;
  readonly userId?: string;
  /** Who asks: sees what is published, and their own. */
  readonly seenBy?: string | null;
  readonly limit: number;
  /** The id that the page comes after. */
  readonly before: string | null;
}

export abstract class ReviewQueries {
  abstract list(filter: ReviewFilter): Promise<Page<Review>>;
  abstract find(id: string): Promise<Review | null>;
  abstract has(orderId: string, skuId: string): Promise<boolean>;
  abstract isForSale(productId: string): Promise<boolean>;
  /** Reviews about which it is time to ask WeChat, the longest overdue first. */
  abstract due(now: Date, limit: number): Promise<WaitingText[]>;
}
